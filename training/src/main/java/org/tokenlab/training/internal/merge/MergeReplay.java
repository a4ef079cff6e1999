package org.tokenlab.training.internal.merge;

import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.Arrays;
import org.tokenlab.training.internal.Parallel;

/// Brings [Symbols] to where they stood after the merges of a [MergeLog], word by word, on several
/// threads.
///
/// A merge is of tokens that were there before it, and makes one that was not. So no pair of a word
/// comes up later that should have merged earlier, and to merge always the pair of lowest rank,
/// leftmost first, until no pair is left that merges, is to do one merge after the other
/// everywhere.
///
/// A word of `n` symbols takes O(n log n), a short one by looking through its pairs.
final class MergeReplay {
  // Up to here it is faster to look at all pairs than to keep a heap.
  private static final int SHORT = 48;
  private static final int CHUNK = 1 << 18;

  private final Symbols symbols;
  private final int first; // token that merge 0 makes
  private final int[] triples;
  private final PairRanks ranks;

  MergeReplay(Symbols symbols, MergeLog log) {
    this.symbols = symbols;
    triples = log.triples(log.size());
    first = log.tokenCount() - log.size();
    ranks = new PairRanks(triples);
    for (int rank = 0; rank < log.size(); rank++) {
      symbols.addToken(
          first + rank, symbols.length(triples[3 * rank]) + symbols.length(triples[3 * rank + 1]));
    }
  }

  /// Merges, and returns how many places merged, each counted as often as it occurs.
  long run(int threads) {
    int chunks = symbols.places.length / CHUNK + 1;
    return Parallel.run(chunks, threads, Worker::new, Worker::merge).stream()
        .mapToLong(worker -> worker.removed)
        .sum();
  }

  /// One thread's share of the words.
  private final class Worker {
    private final int[] places = symbols.places;
    private final int[] tokens = new int[SHORT + 1];
    private final int[] pairRanks = new int[SHORT + 1];
    private final LongHeapPriorityQueue heap = new LongHeapPriorityQueue();
    long removed;

    /// Merges the words that start in a chunk of places.
    void merge(int chunk) {
      int start = Math.max(1, chunk * CHUNK);
      int limit = (int) Math.min(places.length, (chunk + 1L) * CHUNK);
      while (start < limit && places[start - 1] != Symbols.BOUNDARY) {
        start++;
      }
      int step = symbols.stepOf(start);
      while (start < limit) {
        int end = start;
        while (places[end] != Symbols.BOUNDARY) {
          end++;
        }
        while (symbols.stepEnd(step) <= start) {
          step++;
        }
        long merges = end - start <= SHORT ? mergeShort(start, end) : mergeLong(start, end);
        removed += merges * symbols.stepCount(step);
        start = end + 1;
      }
    }

    private int mergeShort(int start, int end) {
      int size = end - start;
      System.arraycopy(places, start, tokens, 0, size);
      for (int i = 0; i + 1 < size; i++) {
        pairRanks[i] = ranks.of(tokens[i], tokens[i + 1]);
      }
      int merges = 0;
      while (true) {
        int best = PairRanks.NONE;
        int at = 0;
        for (int i = 0; i + 1 < size; i++) {
          if (pairRanks[i] < best) {
            best = pairRanks[i];
            at = i;
          }
        }
        if (best == PairRanks.NONE) {
          break;
        }
        tokens[at] = first + best;
        size--;
        merges++;
        for (int i = at + 1; i < size; i++) {
          tokens[i] = tokens[i + 1];
          pairRanks[i - 1] = pairRanks[i];
        }
        if (at > 0) {
          pairRanks[at - 1] = ranks.of(tokens[at - 1], tokens[at]);
        }
        if (at + 1 < size) {
          pairRanks[at] = ranks.of(tokens[at], tokens[at + 1]);
        }
      }
      int position = start;
      for (int i = 0; i < size && merges > 0; i++) {
        position = put(position, tokens[i]);
      }
      return merges;
    }

    /// Puts a token in place, and returns where the next one starts.
    private int put(int position, int token) {
      int length = symbols.length(token);
      if (length > 1) {
        Arrays.fill(places, position + 1, position + length - 1, Symbols.DEAD);
        places[position + length - 1] = -length;
      }
      places[position] = token;
      return position + length;
    }

    private int mergeLong(int start, int end) {
      for (int position = start; position + 1 < end; position++) {
        offer(position, places[position], places[position + 1], start);
      }
      int merges = 0;
      while (!heap.isEmpty()) {
        long best = heap.dequeueLong();
        int rank = (int) (best >>> 32);
        int position = start + (int) best;
        int left = triples[3 * rank];
        int right = triples[3 * rank + 1];
        if (places[position] != left || places[position + symbols.length(left)] != right) {
          continue; // another merge was here first
        }
        int merged = first + rank;
        int next = put(position, merged);
        merges++;
        int before = symbols.before(position);
        if (places[before] != Symbols.BOUNDARY) {
          offer(before, places[before], merged, start);
        }
        if (places[next] != Symbols.BOUNDARY) {
          offer(position, merged, places[next], start);
        }
      }
      return merges;
    }

    private void offer(int position, int left, int right, int start) {
      int rank = ranks.of(left, right);
      if (rank != PairRanks.NONE) {
        heap.enqueue((long) rank << 32 | (position - start));
      }
    }
  }
}
