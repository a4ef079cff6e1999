package org.tokenlab.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.internal.merge.Junctions;
import org.tokenlab.tokenizers.internal.merge.MergeForest;
import org.tokenlab.tokenizers.internal.merge.PairRanks;

/// Words that follow each other, by their tokens: merges these on, across words.
///
/// As a SuperBPE merges across words after all else, words mostly have the tokens together that
/// come of merging the tokens of each on. That is a guess; what makes it sure is what
/// [PhraseEncoder] lives by: a sequence of tokens is what its text merges to if every two
/// neighbours may stand side by side. Neighbours that a word had by itself are right already, and
/// the others are asked for.
///
/// One thread's.
final class TokenRun {
  /// Tokens at most.
  static final int MOST = 64;

  private final MergeForest forest;
  private final int @Nullable [] merged;
  private final Junctions junctions;
  private final int[] tokens = new int[MOST];
  private final int[] ranks = new int[MOST]; // of the token there and the next
  private int count;

  // A bit for each token, about it and the next: whether words meet there, and whether it is known
  // that the two may stand side by side.
  private long borders;
  private long sure;

  TokenRun(Backtracking tables, Junctions junctions) {
    this.junctions = junctions;
    forest = tables.forest();
    merged = tables.merged();
  }

  /// Takes the tokens of a word, `ids[from, to)`, of which there are [#MOST] at most.
  void start(int[] ids, int from, int to) {
    count = 0;
    borders = 0;
    sure = 0;
    take(ids, from, to);
  }

  /// Appends a word's tokens, for which there must be room.
  void add(int[] ids, int from, int to) {
    add(ids, from, to, forest.rank(tokens[count - 1], ids[from]));
  }

  /// The same, with the rank of the pair that meets there.
  void add(int[] ids, int from, int to, int rank) {
    borders |= 1L << (count - 1);
    ranks[count - 1] = rank;
    take(ids, from, to);
  }

  private void take(int[] ids, int from, int to) {
    sure |= ((1L << (to - from - 1)) - 1) << count;
    for (int i = from; i < to; i++) {
      ranks[count] = PairRanks.NONE;
      tokens[count++] = ids[i];
    }
  }

  /// How many tokens there are.
  int count() {
    return count;
  }

  int first() {
    return tokens[0];
  }

  /// Appends the tokens to `ids`.
  void copyTo(IntSink ids) {
    copyTo(ids.room(count), ids.size());
    ids.advance(count);
  }

  /// Writes the tokens to `ids` from index `at` on, and returns the index after the last.
  int copyTo(int[] ids, int at) {
    System.arraycopy(tokens, 0, ids, at, count);
    return at + count;
  }

  /// Merges, the pair of lowest rank first, until no two neighbours merge. Returns whether the
  /// tokens are those of the words' text; if not, they are of no use.
  boolean merge() {
    while (true) {
      int place = 0;
      for (int i = 1; i < count; i++) {
        place = ranks[i] < ranks[place] ? i : place;
      }
      if (ranks[place] == PairRanks.NONE) {
        return mayStand();
      }
      merge(place);
    }
  }

  private void merge(int place) {
    int rank = ranks[place];
    count--;
    tokens[place] = merged == null ? rank : merged[rank];
    for (int i = place + 1; i < count; i++) {
      tokens[i] = tokens[i + 1];
      ranks[i] = ranks[i + 1];
    }
    borders = without(borders, place);
    sure = without(sure, place) & ~(1L << place);
    if (place > 0) {
      sure &= ~(1L << (place - 1));
      ranks[place - 1] = forest.rank(tokens[place - 1], tokens[place]);
    }
    ranks[place] =
        place + 1 < count ? forest.rank(tokens[place], tokens[place + 1]) : PairRanks.NONE;
  }

  /// The bits but for one; those above it come one lower.
  private static long without(long bits, int place) {
    long below = (1L << place) - 1;
    return (bits & below) | (bits >>> 1 & ~below);
  }

  private boolean mayStand() {
    for (long rest = ~sure & ((1L << (count - 1)) - 1); rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      boolean may =
          (borders >>> i & 1) != 0
              ? junctions.mayAdjoinAsWords(tokens[i], tokens[i + 1])
              : junctions.mayAdjoin(tokens[i], tokens[i + 1]);
      if (!may) {
        return false;
      }
    }
    return true;
  }
}
