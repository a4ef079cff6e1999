package org.tokenlab.training.internal.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Pairs by count, highest first, equal counts as a [PairOrder] says.
///
/// Lazy: an entry keeps the count that its pair had when it was put in. Counts mostly fall, so an
/// entry's count is an upper bound; an entry that comes out on top with an old count goes back in
/// with the present one. Whoever raises a count puts the pair in again. A heap with four children a
/// node: a quarter of the levels' cache misses of a binary one.
final class PairQueue {
  private final PairTable pairs;
  private final PairOrder ties;
  private final @Nullable FirstPlaces places; // where these decide, and not the order of keys
  private long[] counts = new long[1024];
  private int[] entries = new int[1024];
  private int size;

  PairQueue(PairTable pairs, PairOrder ties, @Nullable FirstPlaces places) {
    this.pairs = pairs;
    this.ties = ties;
    this.places = places;
  }

  /// Puts in a pair with its present count; a pair that does not occur is left out.
  void push(int pair) {
    long count = pairs.bound(pair);
    if (count <= 0) {
      return;
    }
    if (size == entries.length) {
      int capacity = Math.toIntExact(size * 3L / 2);
      counts = Arrays.copyOf(counts, capacity);
      entries = Arrays.copyOf(entries, capacity);
    }
    siftUp(size++, count, pair);
  }

  /// Takes out the pair with the highest present count; [PairTable#NONE] if no pair occurs at all.
  int poll() {
    while (size > 0) {
      int pair = entries[0];
      long present = pairs.bound(pair);
      if (present == counts[0]) {
        removeTop();
        return pair;
      }
      if (present <= 0) {
        removeTop();
      } else if (present < counts[0]) {
        siftDown(present, pair);
      } else {
        throw new AssertionError("count of pair " + pair + " rose without a push");
      }
    }
    return PairTable.NONE;
  }

  private void removeTop() {
    size--;
    if (size > 0) {
      siftDown(counts[size], entries[size]);
    }
  }

  private boolean before(long count, int pair, int at) {
    return before(count, pair, counts[at], entries[at]);
  }

  private void siftUp(int from, long count, int pair) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 2;
      if (!before(count, pair, parent)) {
        break;
      }
      counts[at] = counts[parent];
      entries[at] = entries[parent];
      at = parent;
    }
    counts[at] = count;
    entries[at] = pair;
  }

  /// Puts an entry in place of the top one.
  private void siftDown(long count, int pair) {
    int at = 0;
    while (true) {
      int first = 4 * at + 1;
      if (first >= size) {
        break;
      }
      int best = first;
      for (int child = first + 1; child < Math.min(first + 4, size); child++) {
        if (before(counts[child], entries[child], best)) {
          best = child;
        }
      }
      if (!before(counts[best], entries[best], count, pair)) {
        break;
      }
      counts[at] = counts[best];
      entries[at] = entries[best];
      at = best;
    }
    counts[at] = count;
    entries[at] = pair;
  }

  private boolean before(long count, int pair, long otherCount, int otherPair) {
    return count > otherCount || (count == otherCount && isFirst(pair, otherPair));
  }

  private boolean isFirst(int pair, int otherPair) {
    return places == null
        ? ties.before(pairs.key(pair), pairs.key(otherPair))
        : places.before(pair, otherPair);
  }
}
