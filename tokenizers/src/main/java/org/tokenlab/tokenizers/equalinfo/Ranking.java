package org.tokenlab.tokenizers.equalinfo;

/// Bytes in the order in which they are given numbers: those that come in one of 1,024 cases or
/// more by falling frequency, of equal ones the smaller first; then the others by value.
///
/// Likely bytes come first, so that whoever looks for the byte that comes next seldom looks far,
/// and so that where not all bytes fit a window, those that do are the likely ones. Among unlikely
/// ones order is worth less (0.2 % of the tokens) than the time that sorting takes.
///
/// A ranking may hold the first few bytes only, which mostly are enough. Not thread-safe.
final class Ranking {
  /// What [#rank] returns for a byte that is not among those held.
  static final int BEYOND = -1;

  private final byte[] symbols;
  private final char[] before; // frequencies of all bytes before a rank
  private int size;

  /// @param most how many bytes it may hold, at most 256
  Ranking(int most) {
    symbols = new byte[most];
    before = new char[most + 1];
  }

  /// Ranks bytes anew: all, or as many of the likely ones as there is room for.
  ///
  /// @param frequencies of each byte, at least 1, with a sum of 2 to the `precision`
  /// @param keys room for 256 numbers
  void set(int[] frequencies, int precision, int[] keys) {
    int likely = 1 << (precision - 10);
    int count = 0;
    for (int symbol = 0; symbol < 256; symbol++) {
      if (frequencies[symbol] >= likely) {
        insert(frequencies[symbol] << 8 | (255 - symbol), keys, count++);
      }
    }
    size = Math.min(count, symbols.length);
    int sum = 0;
    for (int rank = 0; rank < size; rank++) {
      symbols[rank] = (byte) (255 - (keys[rank] & 0xFF));
      sum += keys[rank] >>> 8;
      before[rank + 1] = (char) sum;
    }
    if (symbols.length < 256) {
      return;
    }
    for (int symbol = 0; symbol < 256; symbol++) {
      if (frequencies[symbol] < likely) {
        symbols[size++] = (byte) symbol;
        sum += frequencies[symbol];
        before[size] = (char) sum;
      }
    }
  }

  /// Brings a key to its place among those sorted so far, of which there are mostly fewer than 20.
  private static void insert(int key, int[] keys, int count) {
    int at = count;
    while (at > 0 && keys[at - 1] < key) {
      keys[at] = keys[at - 1];
      at--;
    }
    keys[at] = key;
  }

  /// How many bytes are held.
  int size() {
    return size;
  }

  /// The byte at a rank.
  byte symbol(int rank) {
    return symbols[rank];
  }

  /// The frequencies of all bytes before a rank, from 0 to [#size], added up.
  int before(int rank) {
    return before[rank];
  }

  /// The rank of a byte, from 0, or [#BEYOND].
  int rank(byte symbol) {
    for (int rank = 0; rank < size; rank++) {
      if (symbols[rank] == symbol) {
        return rank;
      }
    }
    return BEYOND;
  }
}
