package org.tokenlab.training.internal.merge;

import java.util.Arrays;

/// Which merge a pair of tokens is of. Open addressing, at most half full. Immutable.
final class PairRanks {
  /// The rank of a pair that does not merge: above all others.
  static final int NONE = Integer.MAX_VALUE;

  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final long[] keys;
  private final int[] ranks;
  private final int shift;

  /// @param triples left, right and merged of each merge
  PairRanks(int[] triples) {
    int merges = triples.length / 3;
    int bits = Math.max(8, 33 - Integer.numberOfLeadingZeros(Math.max(1, merges)));
    keys = new long[1 << bits];
    ranks = new int[1 << bits];
    shift = 64 - bits;
    Arrays.fill(keys, -1);
    for (int rank = 0; rank < merges; rank++) {
      long key = PairTable.key(triples[3 * rank], triples[3 * rank + 1]);
      int slot = slot(key);
      while (keys[slot] != -1) {
        slot = slot + 1 & keys.length - 1;
      }
      keys[slot] = key;
      ranks[slot] = rank;
    }
  }

  private int slot(long key) {
    long hash = key * MULTIPLIER;
    return (int) (((hash ^ hash >>> 32) * MULTIPLIER) >>> shift);
  }

  /// The rank of a pair, or [#NONE].
  int of(int left, int right) {
    long key = PairTable.key(left, right);
    int slot = slot(key);
    while (keys[slot] != key) {
      if (keys[slot] == -1) {
        return NONE;
      }
      slot = slot + 1 & keys.length - 1;
    }
    return ranks[slot];
  }
}
