package org.tokenlab.tokenizers.internal.merge;

import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// The longest token that stands at a place of a text, and the next shorter ones.
///
/// A double-array trie, with a table for the first two bytes: half of the steps of a walk then cost
/// one look-up. Immutable and thread-safe. Every byte that the texts hold must be a token.
public final class TokenMatcher {
  private final ByteTrie trie;
  private final long[] first = new long[1 << 16]; // the node after two bytes, low byte first
  private final int[] byteIds;
  private final long[] token; // by id: length << 32 | the longest token it begins with, + 1

  /// The tokens of a trie.
  ///
  /// @param trie of the tokens that may be matched, with their ids
  /// @param beginnings by id: the longest other token of the trie that the token begins with, or −1
  /// @param byteIds the id of each byte
  public TokenMatcher(Vocabulary vocabulary, ByteTrie trie, int[] beginnings, int[] byteIds) {
    this.trie = trie;
    this.byteIds = byteIds;
    for (int b = 0; b < 256; b++) {
      long one = trie.step(trie.root(), (byte) b);
      for (int c = 0; c < 256 && one != ByteTrie.NONE; c++) {
        first[c << 8 | b] = trie.step(one, (byte) c);
      }
    }
    token = new long[vocabulary.idLimit()];
    for (int id = 0; id < token.length; id++) {
      if (vocabulary.contains(id)) {
        token[id] = (long) vocabulary.length(id) << 32 | (beginnings[id] + 1);
      }
    }
  }

  /// Length of the longest token in bytes.
  public static int longest(Vocabulary vocabulary) {
    int longest = 0;
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      longest = Math.max(longest, vocabulary.contains(id) ? vocabulary.length(id) : 0);
    }
    return longest;
  }

  /// The longest token at `at`, which is before `to`: `length << 32 | id`.
  long longest(byte[] utf8, int at, int to) {
    int b = utf8[at] & 0xFF;
    int best = byteIds[b];
    int end = at + 1;
    if (end < to) {
      long node = first[(utf8[end] & 0xFF) << 8 | b];
      for (int i = at + 2; node != ByteTrie.NONE; i++) {
        int id = ByteTrie.id(node);
        if (id >= 0) {
          best = id;
          end = i;
        }
        if (i == to) {
          break;
        }
        node = trie.step(node, utf8[i]);
      }
    }
    return (long) (end - at) << 32 | best;
  }

  /// The longest token that `id` begins with, other than itself: `length << 32 | id`; 0 if there is
  /// none.
  long shorter(int id) {
    int shorter = (int) token[id] - 1;
    return shorter < 0 ? 0 : (token[shorter] & 0xFFFF_FFFF_0000_0000L) | shorter;
  }

  /// Length of token `id` in bytes.
  int length(int id) {
    return (int) (token[id] >>> 32);
  }
}
