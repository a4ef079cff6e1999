package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whether two tokens may stand side by side ([MergeForest]): as [WordBorders] knows at once of two
/// words, or from an answer of before.
///
/// A pair's 42 bits are mixed to other 42, one to one: 18 of them are its two slots, the others are
/// kept in one of these beside the answer. So a slot of four bytes tells pairs apart without an
/// error. The two pairs asked for last have the slots. 2 MiB: of three megabytes of known English a
/// quarter of the answers had gone with one slot a pair in half the room, which took a tenth
/// longer; twice the room with one slot was no better.
///
/// One thread's. Not thread-safe.
public final class Junctions {
  private static final int ID_BITS = 21;
  private static final int PAIR_BITS = 2 * ID_BITS;
  private static final long PAIR_MASK = (1L << PAIR_BITS) - 1;
  private static final int SET_BITS = 18;
  private static final int REST_BITS = PAIR_BITS - SET_BITS;
  private static final int REST_MASK = (1 << REST_BITS) - 1;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L; // odd: undone by another

  private static final int KNOWN = 2;
  private static final int MAY = 1;

  /// Of a border of words: no token is thought to go over it.
  public static final int APART = -1;

  /// The same, and the tokens beside it surely may stand side by side.
  public static final int SURELY_APART = -2;

  private static final int MOST_WORDS = 256;

  private final MergeForest forest;
  private final WordBorders borders;
  private final int @Nullable [] merged;

  // Two slots a set: the rest of a pair, known, may; or 0 for no answer.
  private final int[] answers = new int[2 << SET_BITS];

  private final int[] asked = new int[MOST_WORDS]; // numbers of borders

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
    return borders.areSure(left, right) != 0 || mayAdjoin(left, right, true);
  }

  /// Whether the text of `left` and `right`, both of which merging reaches, merges to these two.
  public boolean mayAdjoin(int left, int right) {
    return mayAdjoin(left, right, false);
  }

  /// Of the borders between words or phrases, which have the tokens `tokens[ends[i − 1], ends[i])`:
  /// writes to bit i of `sure` whether the two tokens at the end of number `i` may stand side by
  /// side as far as that is known at once, for all but the last of `words`. A no means nothing.
  ///
  /// In loops that call nothing and have no branch that is hard to foresee, so that the processor
  /// waits for many reads at once.
  public void lookWhetherSure(int[] tokens, int[] ends, int words, long[] sure) {
    Arrays.fill(sure, 0);
    int doubts = 0;
    for (int i = 0; i < words - 1; i++) {
      int end = ends[i];
      int isSure = borders.areSure(tokens[end - 1], tokens[end]);
      sure[i >>> 6] |= (long) isSure << i;
      asked[doubts] = i;
      doubts += 1 - isSure;
    }
    for (int k = 0; k < doubts; k++) {
      int i = asked[k];
      long mixed = mixed(tokens[ends[i] - 1], tokens[ends[i]]);
      int yes = ((int) mixed & REST_MASK) << 2 | KNOWN | MAY;
      int set = set(mixed);
      int isSure = (answers[set] == yes ? 1 : 0) + (answers[set + 1] == yes ? 1 : 0);
      sure[i >>> 6] |= (long) isSure << i;
    }
  }

  /// Looks at the borders between words, which have the tokens `tokens[ends[i − 1], ends[i])`,
  /// likewise: writes to `ranks[i]` what is known of the border after word `i`.
  ///
  /// - A rank, or [PairRanks#NONE], where a token of more words may well go over the border: of the
  ///   pair of tokens there, if it makes a token.
  /// - [#APART] where that is unlikely; [#SURELY_APART] if besides the two tokens there surely may
  ///   stand side by side.
  public void look(int[] tokens, int[] ends, int words, int[] ranks) {
    int pairs = 0;
    for (int i = 0; i < words - 1; i++) {
      int end = ends[i];
      int left = tokens[end - 1];
      int right = tokens[end];
      int goesOn = borders.mayGoOn(left, right);
      ranks[i] = goesOn == 0 ? APART - borders.areSure(left, right) : PairRanks.NONE;
      asked[pairs] = i;
      pairs += goesOn & forest.mayMake(left, right);
    }
    for (int k = 0; k < pairs; k++) {
      int i = asked[k];
      ranks[i] = forest.rank(tokens[ends[i] - 1], tokens[ends[i]]);
    }
  }

  private boolean mayAdjoin(int left, int right, boolean areWords) {
    long mixed = mixed(left, right);
    int set = set(mixed);
    int rest = ((int) mixed & REST_MASK) << 2 | KNOWN;
    if ((answers[set] & ~MAY) == rest) {
      return (answers[set] & MAY) != 0;
    }
    if ((answers[set + 1] & ~MAY) == rest) {
      return (answers[set + 1] & MAY) != 0;
    }
    boolean may = (areWords && !borders.mayBePair(left, right)) || forest.mayAdjoin(left, right);
    answers[set + 1] = answers[set];
    answers[set] = rest | (may ? MAY : 0);
    return may;
  }

  /// The first of a pair's two slots.
  private static int set(long mixed) {
    return (int) (mixed >>> REST_BITS) << 1;
  }

  private static long mixed(int left, int right) {
    long pair = (long) left << ID_BITS | right;
    long once = (pair * MULTIPLIER) & PAIR_MASK;
    return ((once ^ (once >>> ID_BITS)) * MULTIPLIER) & PAIR_MASK;
  }
}
