package org.tokenlab.tokenizers.io;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.Merges;

/// The list of merges that does what tiktoken's rule does with a vocabulary of ranks.
///
/// tiktoken joins the neighbours that spell the token of lowest rank, whichever two they are. Take
/// a token t, and merge its own bytes by all ranks below t. Two tokens left: this pair is t's
/// merge. More left: t has none.
///
/// The list gives tiktoken's ids. In tiktoken's run, let two neighbours spell t for the first time
/// while all pairs that spell a lower token are joined. Nothing has merged across the ends of t's
/// bytes, so within them stands what t's bytes merge to by themselves below t: it is t's pair. What
/// is left to exclude is a pair that spells t when a higher token has been joined already. Within
/// t's bytes that would be seen in t's bytes by themselves, where all merging goes on past t; so a
/// token whose bytes merge to it that late is refused. With `ignore_merges` a piece that is a token
/// stays whole by either rule.
final class RankMerges {
  private final Vocabulary vocabulary;
  private final int[] starts;
  private final int[] ranks;

  private RankMerges(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    int longest = 0;
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      longest = Math.max(longest, vocabulary.contains(id) ? vocabulary.length(id) : 0);
    }
    starts = new int[longest + 1];
    ranks = new int[longest + 1];
  }

  /// The merges of a vocabulary of ranks, in order of the tokens that they make.
  ///
  /// @throws IllegalArgumentException if no list does the same
  static Merges of(Vocabulary vocabulary, String name) {
    RankMerges ranks = new RankMerges(vocabulary);
    int[] triples = new int[3 * vocabulary.size()];
    int size = 0;
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (!vocabulary.contains(id) || vocabulary.length(id) == 1) {
        continue;
      }
      byte[] token = vocabulary.bytes(id);
      int parts = ranks.merge(token, id);
      if (parts == 2) {
        triples[size++] = vocabulary.id(token, 0, ranks.starts[1]);
        triples[size++] = vocabulary.id(token, ranks.starts[1], token.length);
        triples[size++] = id;
      } else if (ranks.merge(token, Integer.MAX_VALUE) == 1) {
        throw new IllegalArgumentException(
            "no list of merges does what "
                + name
                + " does by tiktoken's rule: token "
                + id
                + " comes about by tokens of higher rank");
      }
    }
    return Merges.of(Arrays.copyOf(triples, size));
  }

  /// Merges `token`'s bytes by ranks below `limit`, the lowest first; returns how many parts are
  /// left. Quadratic, for tokens are short.
  private int merge(byte[] token, int limit) {
    int count = token.length;
    for (int i = 0; i <= count; i++) {
      starts[i] = i;
    }
    for (int i = 0; i + 1 < count; i++) {
      ranks[i] = vocabulary.id(token, i, i + 2);
    }
    while (true) {
      int best = -1;
      for (int i = 0; i + 1 < count; i++) {
        if (ranks[i] != Vocabulary.NONE
            && ranks[i] < limit
            && (best < 0 || ranks[i] < ranks[best])) {
          best = i;
        }
      }
      if (best < 0) {
        return count;
      }
      System.arraycopy(starts, best + 2, starts, best + 1, count - best - 1);
      System.arraycopy(ranks, best + 1, ranks, best, Math.max(0, count - best - 2));
      count--;
      if (best + 1 < count) {
        ranks[best] = vocabulary.id(token, starts[best], starts[best + 2]);
      }
      if (best > 0) {
        ranks[best - 1] = vocabulary.id(token, starts[best - 1], starts[best + 1]);
      }
    }
  }
}
