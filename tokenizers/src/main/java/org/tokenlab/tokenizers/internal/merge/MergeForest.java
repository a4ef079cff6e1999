package org.tokenlab.tokenizers.internal.merge;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;

/// How each token of a byte-level BPE comes about: the one pair that makes it, the pairs that made
/// those two, and so on down to bytes. Tells whether two tokens may stand side by side.
///
/// **One pair a token.** Let two neighbours `l` and `r` of a running merge spell the token `t`.
/// Nothing has merged across the ends of `t`'s bytes so far, and the pair of lowest rank in the
/// whole text is the pair of lowest rank among these bytes whenever it lies there; so within them
/// everything has gone as it goes when `t`'s bytes are merged by themselves. That run passes
/// through one state of two symbols at most. Every other pair that spells `t` never merges, and is
/// left out here.
///
/// **Neighbours.** By the same argument a sequence of tokens is what its text merges to if, and
/// only if, the text of every two neighbours by itself merges to these two: the first merge across
/// an end of a token would be seen there too. To ask it of two tokens, their merging is played
/// back: the one made last is taken apart, and no pair across the border may have merged before
/// that. (Both facts hold for any order of merges; the playing back needs the parts of a token to
/// be of lower rank than the token. Hendrik van Antwerpen and Alexander Neubeck have published the
/// method, in the crate `bpe`.)
///
/// Immutable and thread-safe. Takes about 40 bytes a token.
public final class MergeForest {
  private static final int BITS = 21;
  private static final int MASK = (1 << BITS) - 1;
  private static final int FILTER_BITS = 21; // 256 KiB: fits the second-level cache beside the rest
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final PairRanks pairs; // those that make a token
  private final long[] made; // by token: rank + 1, left, right; 0 where no pair makes it
  // Most pairs that are asked for don't merge. A bit each turns most of them away without a look
  // at the table, which is too large for the second-level cache.
  private final long[] filter = new long[1 << (FILTER_BITS - 6)];

  private MergeForest(int idLimit, PairRanks pairs) {
    this.pairs = pairs;
    made = new long[idLimit];
  }

  /// The forest by tiktoken's rule: of all pairs that spell a token, the token of lowest id is made
  /// first.
  ///
  /// @param beginnings by id: the longest other token that the token begins with, or −1
  /// @return empty if some token may come about from one of higher id
  public static Optional<MergeForest> ofRanks(Vocabulary vocabulary, int[] beginnings) {
    return ofRanks(vocabulary, beginnings, id -> false);
  }

  /// The same for a text that starts as characters.
  ///
  /// @param isCharacter whether a token is there from the start, whatever its id
  public static Optional<MergeForest> ofRanks(
      Vocabulary vocabulary, int[] beginnings, IntPredicate isCharacter) {
    MergeForest forest = new MergeForest(vocabulary.idLimit(), PairRanks.dense(vocabulary.size()));
    byte[] token = new byte[TokenMatcher.longest(vocabulary)];
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      boolean merges = vocabulary.contains(id) && !isCharacter.test(id);
      int length = merges ? vocabulary.copy(id, token, 0) : 0;
      boolean mayComeFromHigher = false;
      boolean found = false;
      for (int left = length < 2 ? -1 : beginnings[id]; left >= 0 && !found; ) {
        int right = vocabulary.id(token, vocabulary.length(left), length);
        if (right >= 0) {
          boolean leftIsLower = left < id || isCharacter.test(left);
          boolean rightIsLower = right < id || isCharacter.test(right);
          mayComeFromHigher |= !leftIsLower || !rightIsLower;
          found =
              leftIsLower
                  && rightIsLower
                  && (isCharacter.test(left) || forest.reaches(left, vocabulary))
                  && (isCharacter.test(right) || forest.reaches(right, vocabulary))
                  && forest.plant(left, right, id, id);
        }
        left = beginnings[left];
      }
      if (!found && mayComeFromHigher) {
        return Optional.empty();
      }
    }
    return Optional.of(forest);
  }

  /// The forest by HF's rule: only listed pairs merge, in the list's order.
  ///
  /// @param lefts by rank: the pair's left token
  /// @param rights by rank: the right one
  /// @param merged by rank: the token that the pair makes
  /// @param ranks of all pairs in the list; of a pair listed twice the rank that counts
  /// @return empty if some token may come about from one whose pair has a higher rank
  public static Optional<MergeForest> ofMerges(
      Vocabulary vocabulary,
      IntUnaryOperator lefts,
      IntUnaryOperator rights,
      int[] merged,
      PairRanks ranks) {
    MergeForest forest = new MergeForest(vocabulary.idLimit(), PairRanks.dense(merged.length));
    for (int rank = 0; rank < merged.length; rank++) {
      int left = lefts.applyAsInt(rank);
      int right = rights.applyAsInt(rank);
      if (ranks.get(left, right) == rank
          && forest.reaches(left, vocabulary)
          && forest.reaches(right, vocabulary)) {
        forest.plant(left, right, merged[rank], rank);
      }
    }
    for (int rank = 0; rank < merged.length; rank++) {
      int left = time(forest.made[lefts.applyAsInt(rank)]);
      int right = time(forest.made[rights.applyAsInt(rank)]);
      if (left > rank || right > rank) {
        return Optional.empty();
      }
    }
    return Optional.of(forest);
  }

  /// The forest of pairs that are known to make a token each.
  ///
  /// @param merged by rank: the token that the pair makes; null where the rank is the token
  /// @throws IllegalArgumentException if a pair or token is out of range, two pairs make one token,
  ///   or a token is made of one of higher rank
  public static MergeForest ofPairs(int idLimit, PairRanks pairs, int @Nullable [] merged) {
    MergeForest forest = new MergeForest(idLimit, pairs);
    int ranks = merged == null ? idLimit : merged.length;
    pairs.forEach((left, right, rank) -> {
      if (left >= idLimit || right >= idLimit || rank >= ranks) {
        throw new IllegalArgumentException("a pair of tokens is out of range");
      }
      int token = merged == null ? rank : merged[rank];
      if (forest.made[token] != 0) {
        throw new IllegalArgumentException("token " + token + " is made by two pairs");
      }
      forest.note(left, right, token, rank);
    });
    for (long made : forest.made) {
      int left = (int) (made >>> BITS) & MASK;
      int right = (int) made & MASK;
      if (made != 0 && Math.max(time(forest.made[left]), time(forest.made[right])) >= time(made)) {
        throw new IllegalArgumentException(
            "merge " + (time(made) - 1) + " needs a merge of higher rank");
      }
    }
    return forest;
  }

  /// Whether the bytes of this token merge to it: it is a single byte, or some pair makes it.
  public boolean reaches(int token, Vocabulary vocabulary) {
    return made[token] != 0 || vocabulary.length(token) == 1;
  }

  /// Whether some pair makes the token.
  boolean isMade(int token) {
    return made[token] != 0;
  }

  /// The rank of the pair that makes the token, if one does.
  int rankOf(int token) {
    return time(made[token]) - 1;
  }

  /// The left one of the two that make the token, if it is made.
  int left(int token) {
    return (int) (made[token] >>> BITS) & MASK;
  }

  /// The right one.
  int right(int token) {
    return (int) made[token] & MASK;
  }

  /// Adds the pair if it is the one that makes `token`.
  private boolean plant(int left, int right, int token, int rank) {
    if (made[token] != 0 || !meet(left, right, rank)) {
      return false;
    }
    pairs.put(left, right, rank);
    note(left, right, token, rank);
    return true;
  }

  private void note(int left, int right, int token, int rank) {
    made[token] = (rank + 1L) << (2 * BITS) | (long) left << BITS | right;
    long hash = hash(left, right);
    filter[(int) (hash >>> (70 - FILTER_BITS))] |= 1L << (hash >>> (64 - FILTER_BITS));
  }

  /// When a token comes about: the rank of its pair + 1; 0 for a byte, which is there from the
  /// start.
  private static int time(long made) {
    return (int) (made >>> (2 * BITS));
  }

  private static long hash(int left, int right) {
    return ((long) left << BITS | right) * MULTIPLIER;
  }

  /// 1 if a pair may make a token, 0 if it makes none: one bit read from 256 KiB.
  public int mayMake(int left, int right) {
    long hash = hash(left, right);
    return (int) (filter[(int) (hash >>> (70 - FILTER_BITS))] >>> (hash >>> (64 - FILTER_BITS)))
        & 1;
  }

  /// The rank of a pair that makes a token, or [PairRanks#NONE].
  public int rank(int left, int right) {
    return mayMake(left, right) == 0 ? PairRanks.NONE : pairs.get(left, right);
  }

  /// Whether the text of `left` and `right` merges to these two. O(depth of their trees).
  boolean mayAdjoin(int left, int right) {
    return rank(left, right) == PairRanks.NONE && meet(left, right, PairRanks.NONE);
  }

  /// Whether both come about before a pair across their border merges, as far as pairs of lower
  /// rank than `limit` go.
  private boolean meet(int left, int right, int limit) {
    int l = left;
    int r = right;
    int before = limit; // pairs below this would have merged by the time that is looked at
    while (true) {
      long madeLeft = made[l];
      long madeRight = made[r];
      if (time(madeLeft) > time(madeRight)) {
        before = Math.min(before, time(madeLeft) - 1);
        l = (int) madeLeft & MASK;
      } else if (madeRight == 0) {
        return true;
      } else {
        // Of equal pairs the leftmost merges first: here the one across the border.
        before = Math.min(before, time(madeRight));
        r = (int) (madeRight >>> BITS) & MASK;
      }
      if (rank(l, r) < before) {
        return false;
      }
    }
  }

  /// All pairs that make a token, with their ranks.
  public PairRanks pairs() {
    return pairs;
  }
}
