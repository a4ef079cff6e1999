package org.tokenlab.training.superword;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;

/// Phase 1 with deletions ([TokenDeletion]), as fastboundlessbpe goes about it.
///
/// After each merge its left part is deleted, and then its right one, where its intersection over
/// self, as it was before the merge, reaches the threshold; single bytes never are. A token is what
/// its bytes are: one that has been deleted may be made again, from the same parts or others.
///
/// Of a word that changes, the pairs are counted again from the first change to the last, which is
/// all of it where a pair stands often in a long word, and a few places as a rule. Takes 4 bytes a
/// byte of the distinct words, and some 100 a pair.
final class DeletingMerges {
  private final TokenDeletion deletion;
  private final int wanted;
  private final long minFrequency;
  private final PacedListener listener;
  private final WordSteps steps;

  // Distinct words as tokens, each in as many places as it has bytes.
  private final int[] places;
  private final int[] starts;
  private final int[] lengths;
  private final long[] counts;
  private final int[] stamps; // by word: the pass that has seen it
  private int pass;
  private int from; // places of a word whose pairs a change may touch
  private int to;

  private final Map<ByteBuffer, Integer> numbers = new HashMap<>(); // by text
  private final BitSet alive = new BitSet();
  private final LongCounter tokenCounts = new LongCounter();
  private final List<IntArrayList> wordsOf = new ArrayList<>(); // by token: where it may stand
  private final Map<Integer, int[]> madeOf = new HashMap<>(); // by token: the first merge's parts
  private int size = BoundlessBpeTrainer.MIN_VOCABULARY_SIZE;

  private final Long2ObjectOpenHashMap<Pair> pairs = new Long2ObjectOpenHashMap<>();
  private final List<Pair> changed = new ArrayList<>();
  private final PriorityQueue<Queued> queue = new PriorityQueue<>(this::compare);

  /// @param wanted number of tokens, the 243 bytes included
  DeletingMerges(
      WordCounts words,
      TokenDeletion deletion,
      int wanted,
      long minFrequency,
      PacedListener listener) {
    this.deletion = deletion;
    this.wanted = wanted;
    this.minFrequency = minFrequency;
    this.listener = listener;
    steps = new WordSteps(words.totalBytes());
    starts = new int[words.size()];
    lengths = new int[words.size()];
    counts = new long[words.size()];
    stamps = new int[words.size()];
    int total = 0;
    for (int w = 0; w < starts.length; w++) {
      starts[w] = total;
      total = Math.addExact(total, words.length(w));
    }
    places = new int[total];
    int[] next = {0};
    words.forEach((utf8, from, to, count) -> {
      int w = next[0]++;
      for (int i = from; i < to; i++) {
        places[starts[w] + i - from] = utf8[i] & 0xFF;
      }
      lengths[w] = to - from;
      counts[w] = count;
    });
    for (int b = 0; b < WordSteps.BYTES; b++) {
      numbers.put(ByteBuffer.wrap(steps.text(b)), b);
    }
    alive.set(0, WordSteps.BYTES);
  }

  WordSteps run() {
    listener.mark(Phase.INDEXING, 0, lengths.length);
    for (int w = 0; w < lengths.length; w++) {
      from = starts[w];
      to = from + lengths[w];
      addPairs(w, counts[w]);
    }
    queueChanged();
    listener.mark(Phase.INDEXING, lengths.length, lengths.length);
    listener.mark(Phase.MERGING, size, wanted);
    while (size < wanted) {
      Pair best = takeBest();
      if (best == null) {
        break;
      }
      mergeAndDelete(best);
      if ((steps.size() & 63) == 0) {
        listener.tick(Phase.MERGING, size, wanted);
      }
    }
    listener.mark(Phase.MERGING, size, wanted);
    return steps;
  }

  private static final class Pair {
    final int left;
    final int right;
    long count;
    long queued; // the largest count with which it is in the queue
    IntArrayList words = new IntArrayList(); // where it may stand
    boolean changed;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }
  }

  /// A pair that stood so often when it was queued: as often as it does, or more often.
  private record Queued(Pair pair, long count) {}

  private int compare(Queued a, Queued b) {
    int byCount = Long.compare(b.count, a.count);
    return byCount != 0 ? byCount : compare(a.pair, b.pair);
  }

  private int compare(Pair a, Pair b) {
    int byLeft = Arrays.compareUnsigned(steps.text(a.left), steps.text(b.left));
    return byLeft != 0 ? byLeft : Arrays.compareUnsigned(steps.text(a.right), steps.text(b.right));
  }

  private @Nullable Pair takeBest() {
    while (!queue.isEmpty()) {
      Queued first = queue.poll();
      Pair pair = first.pair;
      if (first.count == pair.count) {
        pair.queued = 0;
        return first.count < minFrequency ? null : pair;
      }
      if (first.count == pair.queued) { // it has become rarer since
        pair.queued = pair.count;
        enqueue(pair);
      }
    }
    return null;
  }

  private void enqueue(Pair pair) {
    if (pair.count > 0) {
      queue.add(new Queued(pair, pair.count));
    }
  }

  private void mergeAndDelete(Pair pair) {
    int left = pair.left;
    int right = pair.right;
    long count = pair.count;
    boolean deletesLeft = isToBeDeleted(left, count);
    boolean deletesRight = isToBeDeleted(right, count);
    int made = number(left, right);
    madeOf.putIfAbsent(made, new int[] {left, right});
    steps.addMerge(left, right, made, count);
    merge(pair, made);
    size += alive.get(made) ? 0 : 1;
    alive.set(made);
    if (deletesLeft) {
      delete(left);
    }
    if (deletesRight) {
      delete(right);
    }
  }

  private boolean isToBeDeleted(int token, long pairCount) {
    return token >= WordSteps.BYTES
        && (double) pairCount / tokenCounts.get(token) >= deletion.threshold();
  }

  private int number(int left, int right) {
    byte[] l = steps.text(left);
    byte[] r = steps.text(right);
    byte[] both = Arrays.copyOf(l, l.length + r.length);
    System.arraycopy(r, 0, both, l.length, r.length);
    return numbers.computeIfAbsent(
        ByteBuffer.wrap(both),
        _ -> {
          wordsOf.add(new IntArrayList());
          return steps.addToken(both);
        });
  }

  private void merge(Pair pair, int made) {
    IntArrayList words = pair.words;
    pair.words = new IntArrayList();
    IntArrayList madeIn = wordsOf.get(made - WordSteps.BYTES);
    pass++;
    for (int i = 0; i < words.size(); i++) {
      int w = words.getInt(i);
      if (stamps[w] == pass || !find(w, pair.left, pair.right)) {
        continue;
      }
      stamps[w] = pass;
      addPairs(w, -counts[w]);
      int removed = join(w, pair, made);
      lengths[w] -= removed;
      to -= removed;
      tokenCounts.add(pair.left, -counts[w] * removed);
      tokenCounts.add(pair.right, -counts[w] * removed);
      tokenCounts.add(made, counts[w] * removed);
      madeIn.add(w);
      addPairs(w, counts[w]);
    }
    queueChanged();
  }

  /// Joins a pair wherever it stands in a word, from left to right, and returns how often.
  private int join(int w, Pair pair, int made) {
    int end = starts[w] + lengths[w];
    int out = from;
    for (int at = from; at < end; at++) {
      boolean here = places[at] == pair.left && at + 1 < end && places[at + 1] == pair.right;
      places[out++] = here ? made : places[at];
      at += here ? 1 : 0;
    }
    return end - out;
  }

  /// Whether a pair stands in a word; sets what its merge touches.
  private boolean find(int w, int left, int right) {
    int end = starts[w] + lengths[w];
    int first = -1;
    int last = -1;
    for (int at = starts[w] + 1; at < end; at++) {
      if (places[at] == right && places[at - 1] == left) {
        first = first < 0 ? at - 1 : first;
        last = at;
      }
    }
    touch(w, first, last);
    return first >= 0;
  }

  /// How often a token stands in a word; sets what its deletion touches.
  private int find(int w, int token) {
    int count = 0;
    int first = -1;
    int last = -1;
    for (int at = starts[w]; at < starts[w] + lengths[w]; at++) {
      if (places[at] == token) {
        first = first < 0 ? at : first;
        last = at;
        count++;
      }
    }
    touch(w, first, last);
    return count;
  }

  /// What a change from `first` to `last` touches: the neighbours, and the equals beside these, of
  /// whose pairs every second one counts.
  private void touch(int w, int first, int last) {
    int end = starts[w] + lengths[w];
    from = Math.max(starts[w], first - 1);
    while (from > starts[w] && places[from - 1] == places[from]) {
      from--;
    }
    to = Math.min(end, last + 2);
    while (to < end && places[to] == places[to - 1]) {
      to++;
    }
  }

  private void delete(int token) {
    int[] parts = parts(token);
    long stood = tokenCounts.get(token);
    steps.addDeletion(token, parts, stood);
    size -= alive.get(token) ? 1 : 0;
    alive.clear(token);
    IntArrayList words = wordsOf.get(token - WordSteps.BYTES);
    wordsOf.set(token - WordSteps.BYTES, new IntArrayList());
    pass++;
    for (int i = 0; i < words.size(); i++) {
      int w = words.getInt(i);
      int stands = stamps[w] == pass ? 0 : find(w, token);
      stamps[w] = pass;
      if (stands > 0) {
        addPairs(w, -counts[w]);
        expand(w, token, parts, stands);
        addPairs(w, counts[w]);
      }
    }
    tokenCounts.add(token, -stood);
    for (int part : parts) {
      tokenCounts.add(part, stood);
    }
    queueChanged();
    for (int part : parts) {
      if (!alive.get(part)) {
        delete(part); // parts are shorter: no deeper than the token is long
      }
    }
  }

  private int[] parts(int token) {
    byte[] text = steps.text(token);
    return switch (deletion.into()) {
      case PAIR -> madeOf.get(token);
      case BYTES -> {
        int[] bytes = new int[text.length];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = text[i] & 0xFF;
        }
        yield bytes;
      }
    };
  }

  private void expand(int w, int token, int[] parts, int stands) {
    int more = stands * (parts.length - 1);
    int at = starts[w] + lengths[w];
    int out = at + more;
    while (out > at) { // until all has been taken apart
      int is = places[--at];
      if (is == token) {
        out -= parts.length;
        System.arraycopy(parts, 0, places, out, parts.length);
      } else {
        places[--out] = is;
      }
    }
    lengths[w] += more;
    to += more;
    for (int part : parts) {
      if (part >= WordSteps.BYTES) {
        wordsOf.get(part - WordSteps.BYTES).add(w);
      }
    }
  }

  /// Adds the pairs of a word that are touched, `count` times; of overlapping pairs of equals every
  /// second one.
  private void addPairs(int w, long count) {
    boolean taken = false; // the pair one place to the left, of two equals
    for (int at = from + 1; at < to; at++) {
      int left = places[at - 1];
      int right = places[at];
      if (left == right && taken && places[at - 2] == left) {
        taken = false;
        continue;
      }
      taken = left == right;
      long key = (long) left << 32 | right;
      Pair pair = pairs.get(key);
      if (pair == null) {
        pair = new Pair(left, right);
        pairs.put(key, pair);
      }
      pair.count += count;
      if (count > 0) {
        int known = pair.words.size();
        if (known == 0 || pair.words.getInt(known - 1) != w) {
          pair.words.add(w);
        }
      }
      if (!pair.changed) {
        pair.changed = true;
        changed.add(pair);
      }
    }
  }

  private void queueChanged() {
    for (Pair pair : changed) {
      pair.changed = false;
      if (pair.count > pair.queued) {
        pair.queued = pair.count;
        enqueue(pair);
      } else if (pair.count == 0) {
        pairs.remove((long) pair.left << 32 | pair.right);
      }
    }
    changed.clear();
  }

  /// How often each token but bytes stands.
  private static final class LongCounter {
    private long[] counts = new long[1024];

    void add(int token, long count) {
      int at = token - WordSteps.BYTES;
      if (at >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(at + 1, 2 * counts.length));
      }
      if (at >= 0) {
        counts[at] += count;
      }
    }

    long get(int token) {
      return counts[token - WordSteps.BYTES];
    }
  }
}
