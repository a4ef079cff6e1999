package org.tokenlab.training.internal.merge;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.util.Arrays;

/// Pairs of token ids that stand or stood side by side, numbered in the order of appearance, with
/// how often it does.
///
/// A key is `left << 32 | right`; keys as numbers are in the order of (left, right). Open
/// addressing, at most half full.
final class PairTable {
  static final int NONE = -1;

  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private long[] slotKeys;
  private int[] slotPairs; // pair + 1, or 0 for free
  private int shift;

  private long[] keys = new long[1024];
  private long[] counts = new long[1024];
  private final Int2LongOpenHashMap apart = new Int2LongOpenHashMap(); // only pairs of equals
  private int size;

  PairTable(int expected) {
    apart.defaultReturnValue(Long.MAX_VALUE);
    int capacity = Math.max(1 << 12, Integer.highestOneBit(Math.max(1, expected)) << 2);
    slotKeys = new long[capacity];
    slotPairs = new int[capacity];
    shift = Long.numberOfLeadingZeros(capacity - 1L);
  }

  static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  int left(int pair) {
    return (int) (keys[pair] >>> 32);
  }

  int right(int pair) {
    return (int) keys[pair];
  }

  long key(int pair) {
    return keys[pair];
  }

  /// How often the pair stands in the corpus now, overlapping windows all counted.
  long count(int pair) {
    return counts[pair];
  }

  /// At most how often the pair can be merged now: its count, or less where that has been found
  /// out.
  long bound(int pair) {
    return apart.isEmpty() ? counts[pair] : Math.min(counts[pair], apart.get(pair));
  }

  /// Says how often the pair can be merged.
  void setBound(int pair, long merges) {
    apart.put(pair, merges);
  }

  void add(int pair, long delta) {
    counts[pair] += delta;
  }

  void clear(int pair) {
    counts[pair] = 0;
  }

  int size() {
    return size;
  }

  /// The pair's number, or [#NONE].
  int find(long key) {
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    while (slotPairs[slot] != 0) {
      if (slotKeys[slot] == key) {
        return slotPairs[slot] - 1;
      }
      slot = slot + 1 & slotPairs.length - 1;
    }
    return NONE;
  }

  /// The pair's number; a new pair has count 0.
  int findOrAdd(long key) {
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    while (slotPairs[slot] != 0) {
      if (slotKeys[slot] == key) {
        return slotPairs[slot] - 1;
      }
      slot = slot + 1 & slotPairs.length - 1;
    }
    if (size == keys.length) {
      int capacity = Math.toIntExact(size * 3L / 2);
      keys = Arrays.copyOf(keys, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    keys[size] = key;
    counts[size] = 0;
    slotKeys[slot] = key;
    slotPairs[slot] = ++size;
    if (size * 2L > slotPairs.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    int capacity = Math.multiplyExact(slotPairs.length, 2);
    slotKeys = new long[capacity];
    slotPairs = new int[capacity];
    shift--;
    for (int pair = 0; pair < size; pair++) {
      int slot = (int) ((keys[pair] * MULTIPLIER) >>> shift);
      while (slotPairs[slot] != 0) {
        slot = slot + 1 & capacity - 1;
      }
      slotKeys[slot] = keys[pair];
      slotPairs[slot] = pair + 1;
    }
  }
}
