package org.tokenlab.training.internal.merge;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.Arrays;

/// Brings [Symbols] to where they stood after the merges of a [MergeLog], word by word.
///
/// A merge is of tokens that were there before it, and makes one that was not. So no pair of a word
/// comes up later that should have merged earlier, and to merge always the pair of lowest rank,
/// leftmost first, until no pair is left that merges, is to do one merge after the other
/// everywhere.
///
/// A word of `n` symbols takes O(n log n), a short one by looking through its pairs. Nothing is
/// counted meanwhile: on words with many merges it takes a small part of the time of learning them.
final class MergeReplay {
  // Up to here it is faster to look at all pairs than to keep a heap.
  private static final int SHORT = 48;
  private static final int NO_MERGE = Integer.MAX_VALUE;

  private final Symbols symbols;
  private final int first; // token that merge 0 makes
  private final int[] triples;
  private final Long2IntOpenHashMap ranks = new Long2IntOpenHashMap();
  private final int[] tokens = new int[SHORT + 1];
  private final int[] pairRanks = new int[SHORT + 1];
  private final LongHeapPriorityQueue heap = new LongHeapPriorityQueue();

  MergeReplay(Symbols symbols, MergeLog log) {
    this.symbols = symbols;
    triples = log.triples(log.size());
    first = log.tokenCount() - log.size();
    ranks.defaultReturnValue(NO_MERGE);
    for (int rank = 0; rank < log.size(); rank++) {
      int left = triples[3 * rank];
      int right = triples[3 * rank + 1];
      symbols.addToken(first + rank, symbols.length(left) + symbols.length(right));
      ranks.put(PairTable.key(left, right), rank);
    }
  }

  /// Merges, and returns how many places merged, each counted as often as it occurs.
  long run() {
    int[] places = symbols.places;
    long removed = 0;
    int start = 1;
    while (start < places.length) {
      int end = start;
      while (places[end] != Symbols.BOUNDARY) {
        end++;
      }
      int merges = end - start <= SHORT ? mergeShort(start, end) : mergeLong(start, end);
      removed += merges == 0 ? 0 : merges * symbols.count(start);
      start = end + 1;
    }
    return removed;
  }

  private int rank(int left, int right) {
    return ranks.get(PairTable.key(left, right));
  }

  private int mergeShort(int start, int end) {
    int size = end - start;
    System.arraycopy(symbols.places, start, tokens, 0, size);
    for (int i = 0; i + 1 < size; i++) {
      pairRanks[i] = rank(tokens[i], tokens[i + 1]);
    }
    int merges = 0;
    while (true) {
      int best = NO_MERGE;
      int at = 0;
      for (int i = 0; i + 1 < size; i++) {
        if (pairRanks[i] < best) {
          best = pairRanks[i];
          at = i;
        }
      }
      if (best == NO_MERGE) {
        break;
      }
      tokens[at] = first + best;
      size--;
      merges++;
      System.arraycopy(tokens, at + 2, tokens, at + 1, size - at - 1);
      System.arraycopy(pairRanks, at + 1, pairRanks, at, size - at);
      if (at > 0) {
        pairRanks[at - 1] = rank(tokens[at - 1], tokens[at]);
      }
      if (at + 1 < size) {
        pairRanks[at] = rank(tokens[at], tokens[at + 1]);
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
      Arrays.fill(symbols.places, position + 1, position + length - 1, Symbols.DEAD);
      symbols.places[position + length - 1] = -length;
    }
    symbols.places[position] = token;
    return position + length;
  }

  private int mergeLong(int start, int end) {
    int[] places = symbols.places;
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
      places[position + symbols.length(left)] = Symbols.DEAD;
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
    int rank = rank(left, right);
    if (rank != NO_MERGE) {
      heap.enqueue((long) rank << 32 | (position - start));
    }
  }
}
