package org.tokenlab.tokenizers.equalinfo;

import java.util.Arrays;

/// The 256 bytes by falling frequency, those of equal frequency by rising value. Not thread-safe.
///
/// Likely bytes come first, so that whoever looks for the byte that comes next seldom looks far,
/// and so that where not all bytes fit a window, those that do are the likely ones.
final class Ranking {
  final byte[] symbols = new byte[256];
  final byte[] ranks = new byte[256];

  /// Frequencies of all bytes before a rank; the last one is their sum.
  final char[] before = new char[257];

  private final int[] sortKeys = new int[256];

  /// Ranks bytes anew.
  ///
  /// @param frequencies of each byte, at least 1, with a sum of at most 32,768
  void set(int[] frequencies) {
    // Most bytes have the least frequency and need no sorting.
    int above = 0;
    for (int symbol = 0; symbol < 256; symbol++) {
      if (frequencies[symbol] > 1) {
        sortKeys[above++] = frequencies[symbol] << 8 | (255 - symbol);
      }
    }
    Arrays.sort(sortKeys, 0, above);
    int sum = 0;
    for (int rank = 0; rank < above; rank++) {
      int key = sortKeys[above - 1 - rank];
      int symbol = 255 - (key & 0xFF);
      symbols[rank] = (byte) symbol;
      ranks[symbol] = (byte) rank;
      before[rank] = (char) sum;
      sum += key >>> 8;
    }
    int rank = above;
    for (int symbol = 0; symbol < 256; symbol++) {
      if (frequencies[symbol] == 1) {
        symbols[rank] = (byte) symbol;
        ranks[symbol] = (byte) rank;
        before[rank++] = (char) sum++;
      }
    }
    before[256] = (char) sum;
  }

  /// The rank of a byte, from 0.
  int rank(byte symbol) {
    return ranks[symbol & 0xFF] & 0xFF;
  }
}
