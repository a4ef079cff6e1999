package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;

/// The rank of every pair of ids that merges: a hash table with key and rank packed in one `long`.
///
/// Ids and ranks are below 2²¹, so that 21 + 21 + 21 bits fit. At most half full. Immutable once
/// built.
final class PairRanks {
  /// The rank of a pair that never merges: larger than every rank.
  static final int NONE = Integer.MAX_VALUE;

  /// Ids and ranks are below this.
  static final int LIMIT = 1 << 21;

  private static final int BITS = 21;
  private static final int RANK_MASK = LIMIT - 1;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final long FREE = -1;

  private long[] slots;
  private int shift;
  private int size;

  PairRanks(int expected) {
    allocate(Math.max(16, Integer.highestOneBit(Math.max(2 * expected - 1, 1)) << 1));
  }

  private void allocate(int capacity) {
    slots = new long[capacity];
    Arrays.fill(slots, FREE);
    shift = Long.numberOfLeadingZeros(capacity - 1L);
  }

  /// Sets the rank of a pair; the lower one stays if the pair is there already.
  void put(int left, int right, int rank) {
    if (size * 2 >= slots.length) {
      grow();
    }
    insert(((long) left << BITS) | right, rank);
  }

  private void insert(long key, int rank) {
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    while (slots[slot] != FREE) {
      if ((slots[slot] >>> BITS) == key) {
        slots[slot] = (key << BITS) | Math.min(rank, (int) slots[slot] & RANK_MASK);
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = (key << BITS) | rank;
    size++;
  }

  private void grow() {
    long[] old = slots;
    allocate(old.length * 2);
    size = 0;
    for (long entry : old) {
      if (entry != FREE) {
        insert(entry >>> BITS, (int) entry & RANK_MASK);
      }
    }
  }

  /// The rank of a pair of ids, or [#NONE].
  int get(int left, int right) {
    long key = ((long) left << BITS) | right;
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    long entry = slots[slot];
    while (entry != FREE) {
      if ((entry >>> BITS) == key) {
        return (int) entry & RANK_MASK;
      }
      slot = (slot + 1) & (slots.length - 1);
      entry = slots[slot];
    }
    return NONE;
  }

  int size() {
    return size;
  }
}
