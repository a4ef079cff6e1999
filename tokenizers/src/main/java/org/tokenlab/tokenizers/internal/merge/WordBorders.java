package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;

/// Tells of most pairs of tokens with a border of words between them, the space at the right one's
/// start, that they may stand side by side, without playing their merging back.
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
  private static final int FILTER_BITS = 19; // 64 KiB
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final long[] filter = new long[1 << (FILTER_BITS - 6)];
  private final long[] uncommonLeft; // bit by token: it has an open token, or ends in a space
  private final long[] uncommonRight; // bit by token: it has one, or starts with no space
  private final int[] openAtEnd; // by token: the longest open token that it ends with, or NONE
  private final int[] openAtStart; // by token: the longest open token that it starts with, or NONE

  /// Of a forest's pairs. O(tokens).
  public WordBorders(MergeForest forest, Vocabulary vocabulary) {
    int limit = vocabulary.idLimit();
    uncommonLeft = new long[(limit >>> 6) + 1];
    uncommonRight = new long[(limit >>> 6) + 1];
    byte[] token = new byte[TokenMatcher.longest(vocabulary)];
    for (int id = 0; id < limit; id++) {
      int length = vocabulary.contains(id) ? vocabulary.copy(id, token, 0) : 0;
      if (length == 0 || token[length - 1] == ' ') {
        set(uncommonLeft, id);
      }
      if (length == 0 || token[0] != ' ') {
        set(uncommonRight, id);
      }
    }
    int[] lowestOfLeft = new int[limit]; // by token: the rank of its first pair across words
    int[] lowestOfRight = new int[limit];
    Arrays.fill(lowestOfLeft, PairRanks.NONE);
    Arrays.fill(lowestOfRight, PairRanks.NONE);
    forest
        .pairs()
        .forEach((left, right, rank) -> {
          if (!has(uncommonLeft, left) && !has(uncommonRight, right)) {
            lowestOfLeft[left] = Math.min(lowestOfLeft[left], rank);
            lowestOfRight[right] = Math.min(lowestOfRight[right], rank);
            int hash = hash(left, right);
            filter[hash >>> 6] |= 1L << hash;
          }
        });
    openAtEnd = open(forest, lowestOfLeft, false);
    openAtStart = open(forest, lowestOfRight, true);
    for (int id = 0; id < limit; id++) {
      if (openAtEnd[id] != NONE) {
        set(uncommonLeft, id);
      }
      if (openAtStart[id] != NONE) {
        set(uncommonRight, id);
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

  private static void set(long[] bits, int id) {
    bits[id >>> 6] |= 1L << id;
  }

  private static boolean has(long[] bits, int id) {
    return (bits[id >>> 6] >>> id & 1) != 0;
  }

  private static int hash(int left, int right) {
    return (int) (((long) left << 21 | right) * MULTIPLIER >>> (64 - FILTER_BITS));
  }

  /// Whether the two may stand side by side; a no means nothing.
  ///
  /// @param left a token that merging reaches
  /// @param right another
  boolean surelyMayAdjoin(int left, int right) {
    int hash = hash(left, right);
    long doubt =
        uncommonLeft[left >>> 6] >>> left
            | uncommonRight[right >>> 6] >>> right
            | filter[hash >>> 6] >>> hash;
    return (doubt & 1) == 0 || (startsWord(left, right) && !mayBePair(left, right));
  }

  // Tokens that are uncommon for no open one have a space on the wrong side, or none.
  private boolean startsWord(int left, int right) {
    return (!has(uncommonLeft, left) || openAtEnd[left] != NONE)
        && (!has(uncommonRight, right) || openAtStart[right] != NONE);
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
