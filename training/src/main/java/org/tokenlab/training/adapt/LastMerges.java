package org.tokenlab.training.adapt;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;

/// Which two tokens each token of a BPE model is made of: those that its text, merged by the
/// model's rule, comes to last.
///
/// Single symbols are made of none, and neither is a token that merging its text doesn't lead to:
/// it stands only where a piece is looked up whole, if at all.
final class LastMerges {
  private static final int NONE = MergeRule.NONE;

  private final MergeRule rule;
  private final int[] lefts;
  private final int[] rights;

  // The token being merged: where its parts start, which they are, and the rank of each with the
  // next.
  private int[] starts = new int[64];
  private int[] parts = new int[64];
  private int[] ranks = new int[64];

  LastMerges(Vocabulary vocabulary, MergeRule rule) {
    this.rule = rule;
    lefts = new int[vocabulary.idLimit()];
    rights = new int[vocabulary.idLimit()];
    Arrays.fill(lefts, NONE);
    for (int id = 0; id < lefts.length; id++) {
      if (vocabulary.contains(id) && vocabulary.length(id) > 1) {
        find(id, vocabulary.bytes(id));
      }
    }
  }

  /// Whether merging leads to the token.
  boolean isMerged(int id) {
    return id < lefts.length && lefts[id] != NONE;
  }

  int left(int id) {
    return lefts[id];
  }

  int right(int id) {
    return rights[id];
  }

  /// Quadratic, for tokens are short.
  private void find(int id, byte[] token) {
    if (token.length >= parts.length) {
      starts = new int[2 * token.length];
      parts = new int[2 * token.length];
      ranks = new int[2 * token.length];
    }
    int count = 0;
    for (int at = 0; at < token.length; at += rule.symbolLength(token, at)) {
      starts[count++] = at;
    }
    starts[count] = token.length;
    for (int i = 0; i < count; i++) {
      parts[i] = rule.symbol(token, starts[i], starts[i + 1]);
    }
    for (int i = 0; i + 1 < count; i++) {
      ranks[i] = rank(token, i);
    }
    while (count > 2) {
      int best = NONE;
      for (int i = 0; i + 1 < count; i++) {
        if (ranks[i] != NONE && (best == NONE || ranks[i] < ranks[best])) {
          best = i;
        }
      }
      if (best == NONE) {
        return;
      }
      parts[best] = merged(token, best);
      int moved = count - best - 2;
      System.arraycopy(starts, best + 2, starts, best + 1, moved + 1);
      System.arraycopy(parts, best + 2, parts, best + 1, moved);
      System.arraycopy(ranks, best + 1, ranks, best, moved);
      count--;
      if (best + 1 < count) {
        ranks[best] = rank(token, best);
      }
      if (best > 0) {
        ranks[best - 1] = rank(token, best - 1);
      }
    }
    if (count == 2
        && parts[0] != NONE
        && parts[1] != NONE
        && rank(token, 0) != NONE
        && merged(token, 0) == id) {
      lefts[id] = parts[0];
      rights[id] = parts[1];
    }
  }

  /// The rank of part `i` with the one behind it.
  private int rank(byte[] token, int i) {
    return rule.rank(token, starts[i], starts[i + 2], parts[i], parts[i + 1]);
  }

  private int merged(byte[] token, int i) {
    return rule.merged(token, starts[i], starts[i + 2], parts[i], parts[i + 1]);
  }
}
