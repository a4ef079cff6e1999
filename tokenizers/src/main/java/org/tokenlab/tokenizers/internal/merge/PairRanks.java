package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;

/// The rank of every pair of ids that merges: a hash table with key and rank packed in one `long`.
///
/// Ids and ranks are below 2²¹, so that 21 + 21 + 21 bits fit. Half full at most; or four fifths,
/// where few are asked for that aren't there ([#dense]). Immutable once built.
public final class PairRanks {
  /// The rank of a pair that never merges: larger than every rank.
  public static final int NONE = Integer.MAX_VALUE;

  /// Ids and ranks are below this.
  public static final int LIMIT = 1 << 21;

  private static final int BITS = 21;
  private static final int RANK_MASK = LIMIT - 1;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final long FREE = -1;
  private static final int HALF = 5; // tenths of the slots
  private static final int FOUR_FIFTHS = 8;

  private final int fullest; // in tenths of the slots
  private long[] slots;
  private int shift;
  private int size;

  /// An empty table that grows beyond `expected` pairs if it must.
  public PairRanks(int expected) {
    this(expected, HALF);
  }

  private PairRanks(int expected, int fullest) {
    this.fullest = fullest;
    long needed = Math.max(16, (10L * expected + fullest - 1) / fullest);
    allocate((int) Math.min(1 << 30, Long.highestOneBit(needed - 1) << 1));
  }

  /// An empty table that takes half the memory, where a pair that isn't there takes thrice the
  /// time: for those that a filter has passed.
  static PairRanks dense(int expected) {
    return new PairRanks(expected, FOUR_FIFTHS);
  }

  /// The table whose slots another one had: nothing is hashed again.
  ///
  /// @throws IllegalArgumentException if it could not be such a table; whether each pair is in its
  ///   slot is not checked
  public PairRanks(long[] slots) {
    fullest = FOUR_FIFTHS;
    this.slots = slots;
    shift = Long.numberOfLeadingZeros(slots.length - 1L);
    for (long slot : slots) {
      size += slot == FREE ? 0 : 1;
    }
    boolean fits = slots.length >= 16 && Integer.bitCount(slots.length) == 1;
    if (!fits || isFull(size - 1)) {
      throw new IllegalArgumentException("the table of pairs is no power of two, or overfull");
    }
  }

  /// The slots.
  public long[] slots() {
    return slots.clone();
  }

  private void allocate(int capacity) {
    slots = new long[capacity];
    Arrays.fill(slots, FREE);
    shift = Long.numberOfLeadingZeros(capacity - 1L);
  }

  /// Sets the rank of a pair. The last one set counts, as in HF's map of merges.
  public void put(int left, int right, int rank) {
    if (isFull(size)) {
      grow();
    }
    insert(((long) left << BITS) | right, rank);
  }

  /// Whether one more than `size` would be too many.
  private boolean isFull(int size) {
    return 10L * size >= (long) fullest * slots.length;
  }

  private void insert(long key, int rank) {
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    while (slots[slot] != FREE) {
      if ((slots[slot] >>> BITS) == key) {
        slots[slot] = (key << BITS) | rank;
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
  public int get(int left, int right) {
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

  /// Hands every pair with its rank to `visitor`, in no order.
  public void forEach(Visitor visitor) {
    for (long entry : slots) {
      if (entry != FREE) {
        visitor.visit(
            (int) (entry >>> (2 * BITS)), // 22 bits of a damaged entry
            (int) (entry >>> BITS) & RANK_MASK,
            (int) entry & RANK_MASK);
      }
    }
  }

  /// Takes a pair and its rank.
  @FunctionalInterface
  public interface Visitor {
    /// Takes one pair.
    void visit(int left, int right, int rank);
  }

  /// Number of pairs.
  public int size() {
    return size;
  }
}
