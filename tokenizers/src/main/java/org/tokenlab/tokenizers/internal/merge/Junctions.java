package org.tokenlab.tokenizers.internal.merge;

import org.jspecify.annotations.Nullable;

/// Whether two tokens may stand side by side ([MergeForest]): as [WordBorders] knows at once of two
/// words, or from an answer of before.
///
/// A pair's 42 bits are mixed to other 42, one to one: 16 of them are its slot, the others are kept
/// there beside the answer. So a slot of four bytes tells pairs apart without an error. The pair
/// asked for last has the slot. 256 KiB.
///
/// One thread's. Not thread-safe.
public final class Junctions {
  private static final int ID_BITS = 21;
  private static final int PAIR_BITS = 2 * ID_BITS;
  private static final long PAIR_MASK = (1L << PAIR_BITS) - 1;
  private static final int SLOT_BITS = 16;
  private static final int REST_BITS = PAIR_BITS - SLOT_BITS;
  private static final int REST_MASK = (1 << REST_BITS) - 1;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L; // odd: undone by another

  private static final int KNOWN = 2;
  private static final int MAY = 1;

  private final MergeForest forest;
  private final WordBorders borders;
  private final int @Nullable [] merged;
  private final int[] answers = new int[1 << SLOT_BITS]; // rest of the pair, known, may; 0: none

  /// No answers at first.
  ///
  /// @param borders of the same forest
  /// @param merged by rank: the token that the pair makes; null where the rank is the token
  public Junctions(MergeForest forest, WordBorders borders, int @Nullable [] merged) {
    this.forest = forest;
    this.borders = borders;
    this.merged = merged;
  }

  /// The token that `left` and `right` make, or −1.
  public int made(int left, int right) {
    int rank = forest.rank(left, right);
    return rank == PairRanks.NONE ? -1 : merged == null ? rank : merged[rank];
  }

  /// The same, mostly faster, of tokens with a border of words between them ([WordBorders]).
  public boolean mayAdjoinAsWords(int left, int right) {
    return borders.surelyMayAdjoin(left, right) || mayAdjoin(left, right);
  }

  /// Whether the text of `left` and `right`, both of which merging reaches, merges to these two.
  public boolean mayAdjoin(int left, int right) {
    long mixed = mixed(left, right);
    int answer = answers[(int) (mixed >>> REST_BITS)];
    int rest = ((int) mixed & REST_MASK) << 2;
    if ((answer & ~MAY) == (rest | KNOWN)) {
      return (answer & MAY) != 0;
    }
    boolean may = forest.mayAdjoin(left, right);
    answers[(int) (mixed >>> REST_BITS)] = rest | KNOWN | (may ? MAY : 0);
    return may;
  }

  private static long mixed(int left, int right) {
    long pair = (long) left << ID_BITS | right;
    long once = (pair * MULTIPLIER) & PAIR_MASK;
    return ((once ^ (once >>> ID_BITS)) * MULTIPLIER) & PAIR_MASK;
  }
}
