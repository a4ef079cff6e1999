package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.simd.ByteMasks;
import org.tokenlab.tokenizers.internal.simd.WarmKernels;

/// Tells of most pairs of tokens with a border of words between them that they may stand side by
/// side, without playing their merging back.
///
/// A border of words is where the class of bytes gets higher: from letters ([ByteMasks#isLetter])
/// to other bytes, or from either to the space.
///
/// [MergeForest#mayAdjoin] asks for pairs of a token at the left one's end and a token at the right
/// one's start, among all that came about on the way to the two. Such a pair counts only if it
/// merges before one of its tokens is used up. So on the way only those matter of which some pair
/// across a border of words has a lower rank than the merge that uses them up: they are *open*.
/// Most tokens have none, as SuperBPE merges across words after all else. What is left to ask is
/// whether the two tokens themselves, or their open ones, are a pair. A filter of the pairs across
/// words, which may say yes wrongly, never no, mostly says no.
///
/// Immutable and thread-safe. 8 bytes a token, but for most questions it reads a bit of each.
public final class WordBorders {
  private static final int NONE = -1;
  private static final int FILTER_BITS = 20; // 128 KiB
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final long[] filter = new long[1 << (FILTER_BITS - 6)];
  private final long[] hasOpenAtEnd; // bit by token
  private final long[] hasOpenAtStart; // bit by token
  private final long[] goesOnAtEnd; // bit by token: whether it ends the left one of some pair
  private final long[] goesOnAtStart; // bit by token: whether it starts the right one
  private final int[] openAtEnd; // by token: the longest open token that it ends with, or NONE
  private final int[] openAtStart; // by token: the longest open token that it starts with, or NONE

  /// Of a forest's pairs. O(tokens).
  public WordBorders(MergeForest forest, Vocabulary vocabulary) {
    int limit = vocabulary.idLimit();
    byte[] startClass = new byte[limit];
    byte[] endClass = new byte[limit];
    byte[] token = new byte[TokenMatcher.longest(vocabulary)];
    for (int id = 0; id < limit; id++) {
      int length = vocabulary.contains(id) ? vocabulary.copy(id, token, 0) : 0;
      if (length > 0) {
        startClass[id] = classOf(token[0]);
        endClass[id] = classOf(token[length - 1]);
      }
    }
    int[] lowestOfLeft = new int[limit]; // by token: the rank of its first pair across words
    int[] lowestOfRight = new int[limit];
    goesOnAtEnd = new long[(limit >>> 6) + 1];
    goesOnAtStart = new long[(limit >>> 6) + 1];
    Arrays.fill(lowestOfLeft, PairRanks.NONE);
    Arrays.fill(lowestOfRight, PairRanks.NONE);
    forest
        .pairs()
        .forEach((left, right, rank) -> {
          if (endClass[left] < startClass[right]) {
            lowestOfLeft[left] = Math.min(lowestOfLeft[left], rank);
            lowestOfRight[right] = Math.min(lowestOfRight[right], rank);
            int hash = hash(left, right);
            filter[hash >>> 6] |= 1L << hash;
            markParts(forest, left, false, goesOnAtEnd);
            markParts(forest, right, true, goesOnAtStart);
          }
        });
    openAtEnd = open(forest, lowestOfLeft, false);
    openAtStart = open(forest, lowestOfRight, true);
    hasOpenAtEnd = bits(openAtEnd);
    hasOpenAtStart = bits(openAtStart);
  }

  private static byte classOf(byte b) {
    return (byte) (b == ' ' ? 2 : ByteMasks.isLetter(b) ? 0 : 1);
  }

  /// Whether a border of words is before `utf8[at]`, which is not the array's first byte.
  public static boolean isBefore(byte[] utf8, int at) {
    return classOf(utf8[at - 1]) < classOf(utf8[at]);
  }

  /// Where words start inside `utf8[from, to)`, of 64 bytes at most: bit i tells of `utf8[from +
  /// i]`.
  ///
  /// @param mask working memory, one long
  public static long inside(byte[] utf8, int from, int to, long[] mask) {
    if (from > 0 && from + ByteMasks.BLOCK <= utf8.length) {
      WarmKernels.chosen().wordStarts(utf8, from, 1, mask);
      return mask[0] & ((2L << (to - from - 1)) - 1) & ~1L;
    }
    long starts = 0;
    for (int i = from + 1; i < to; i++) {
      starts |= isBefore(utf8, i) ? 1L << (i - from) : 0;
    }
    return starts;
  }

  /// Marks the token, and those at its start or end on the way to it.
  private static void markParts(MergeForest forest, int token, boolean atStart, long[] bits) {
    int part = token;
    while ((bits[part >>> 6] >>> part & 1) == 0) {
      bits[part >>> 6] |= 1L << part;
      if (forest.isMade(part)) {
        part = atStart ? forest.left(part) : forest.right(part);
      }
    }
  }

  /// By token, the longest open one at its start or end that is another.
  private static int[] open(MergeForest forest, int[] lowest, boolean atStart) {
    int[] open = new int[lowest.length];
    for (int id = 0; id < open.length; id++) {
      int part = id;
      int found = NONE;
      while (found == NONE && forest.isMade(part)) {
        int rank = forest.rankOf(part);
        part = atStart ? forest.left(part) : forest.right(part);
        // Of equal pairs the leftmost merges first, so one across the start comes before.
        found = lowest[part] < rank || (atStart && lowest[part] == rank) ? part : NONE;
      }
      open[id] = found;
    }
    return open;
  }

  private static long[] bits(int[] open) {
    long[] bits = new long[(open.length >>> 6) + 1];
    for (int id = 0; id < open.length; id++) {
      bits[id >>> 6] |= open[id] == NONE ? 0 : 1L << id;
    }
    return bits;
  }

  private static int hash(int left, int right) {
    return (int) ((((long) left << 21 | right) * MULTIPLIER) >>> (64 - FILTER_BITS));
  }

  /// 1 if a token of more words may well go over the border between the two. Where the words around
  /// it are merged by themselves first, 0 is mostly right; but it proves nothing.
  int mayGoOn(int left, int right) {
    return (int) (goesOnAtEnd[left >>> 6] >>> left & goesOnAtStart[right >>> 6] >>> right) & 1;
  }

  /// 1 if the two may stand side by side for all that is known without a closer look; 0 means
  /// nothing.
  ///
  /// @param left a token that merging reaches
  /// @param right another, with a border of words before it
  int areSure(int left, int right) {
    int hash = hash(left, right);
    long doubt =
        hasOpenAtEnd[left >>> 6] >>> left
            | hasOpenAtStart[right >>> 6] >>> right
            | filter[hash >>> 6] >>> hash;
    return (int) ~doubt & 1;
  }

  /// The closer look: if not, the two may stand side by side.
  boolean mayBePair(int left, int right) {
    for (int l = left; l != NONE; l = openAtEnd[l]) {
      for (int r = right; r != NONE; r = openAtStart[r]) {
        int hash = hash(l, r);
        if ((filter[hash >>> 6] >>> hash & 1) != 0) {
          return true;
        }
      }
    }
    return false;
  }
}
