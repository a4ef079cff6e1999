package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;

/// Tells of most pairs of tokens with a border of words between them that they may stand side by
/// side, without playing their merging back.
///
/// A border of words is where the class of bytes gets higher: from letters ([#isLetter]) to other
/// bytes, or from either to the space.
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
          }
        });
    openAtEnd = open(forest, lowestOfLeft, false);
    openAtStart = open(forest, lowestOfRight, true);
    hasOpenAtEnd = bits(openAtEnd);
    hasOpenAtStart = bits(openAtStart);
  }

  private static byte classOf(byte b) {
    return (byte) (b == ' ' ? 2 : isLetter(b) ? 0 : 1);
  }

  /// Whether the byte is an ASCII letter or digit, or of a character beyond ASCII: lowest class.
  public static boolean isLetter(byte b) {
    return b < 0 || (b >= '0' && b <= '9') || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z');
  }

  /// Whether a border of words is before `utf8[at]`, which is not the array's first byte.
  public static boolean isBefore(byte[] utf8, int at) {
    return classOf(utf8[at - 1]) < classOf(utf8[at]);
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

  /// Whether the two may stand side by side; a no means nothing.
  ///
  /// @param left a token that merging reaches
  /// @param right another, with a border of words before it
  boolean surelyMayAdjoin(int left, int right) {
    int hash = hash(left, right);
    long doubt =
        hasOpenAtEnd[left >>> 6] >>> left
            | hasOpenAtStart[right >>> 6] >>> right
            | filter[hash >>> 6] >>> hash;
    return (doubt & 1) == 0 || !mayBePair(left, right);
  }

  private boolean mayBePair(int left, int right) {
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
