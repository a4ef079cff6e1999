package org.tokenlab.tokenizers.equalinfo;

/// What of the codes of one window is still open: an interval of integers, narrowed byte by byte.
///
/// **The rule.** A window of W bits is a number below 2^W. At first all of them are open. In an
/// interval of w numbers the first stands for *the window ends here*; the other w − 1 are given out
/// to the 256 bytes, and a byte goes on with the interval it was given. A byte that was given
/// nothing does not fit, and the window ends. So:
///
/// - *Every number is one string*: reading a number takes, from the interval of all, the part that
///   holds it, until it is the first of its interval. Nothing needs to be tried, and nothing is
///   said of what comes after the window or how long it is, at a text's end as elsewhere.
/// - *Every byte fits an empty window*: where w − 1 is at least 2^P, with P the precision, a byte
///   of frequency f is given at least ⌊(w − 1) · f / 2^P⌋ ≥ 1 numbers; and the first w is 2^W, with
///   W ≥ 16 > P.
/// - *A window ends*: what a byte is given is less than w by one at least.
///
/// **Shares.** Where w − 1 ≥ 2^P, a byte's numbers go from ⌊(w − 1) · F / 2^P⌋ to ⌊(w − 1) · (F +
/// f) / 2^P⌋, F the frequencies of the bytes ranked before it. Below that rounding matters more
/// than the frequencies do: by rank, each byte is given its share of what is left, rounded to the
/// nearest, but one number at least, as long as there are any. So the likely bytes fit.
///
/// **Precision.** The numbers of a wide window are not held in full: a register holds the upper 48
/// bits, and takes in 8 more when the interval in it is narrower than 2^40 and there are more. The
/// first number of an interval is then one unit of the register; the bits below it are zeros.
///
/// Not thread-safe.
final class WindowInterval {
  /// Most bytes of the register.
  static final int REGISTER_BYTES = 6;

  private static final long NARROW = 1L << (8 * REGISTER_BYTES - 8);

  private final int precision;
  private final int windowBytes;
  private long width;
  private int pending; // bytes that the register has not taken in

  // What was found last, relative to the interval's first number.
  private long start;
  private long size;

  WindowInterval(int windowBytes, int precision) {
    this.windowBytes = windowBytes;
    this.precision = precision;
  }

  /// How many bytes of the window are in the register at first.
  int registerBytes() {
    return Math.min(windowBytes, REGISTER_BYTES);
  }

  /// Opens all numbers.
  void reset() {
    int register = registerBytes();
    width = 1L << (8 * register);
    pending = windowBytes - register;
  }

  /// Opens `open` numbers of a window that is no longer than the register; returns itself.
  WindowInterval ofWidth(long open) {
    width = open;
    pending = 0;
    return this;
  }

  /// How many numbers the part found last has.
  long size() {
    return size;
  }

  /// Where the part found last starts, from the interval's first number on.
  long start() {
    return start;
  }

  /// Finds the part of the byte at `rank`; false if it was given none.
  boolean find(Ranking ranking, int rank) {
    long rest = width - 1;
    if (rest >>> precision > 0) {
      start = 1 + ((rest * ranking.before(rank)) >>> precision);
      size = 1 + ((rest * ranking.before(rank + 1)) >>> precision) - start;
      return true;
    }
    int left = (int) rest;
    int mass = 1 << precision;
    for (int r = 0; left > 0; r++) {
      int frequency = ranking.before(r + 1) - ranking.before(r);
      int given = share(frequency, mass, left);
      if (r == rank) {
        start = 1 + rest - left;
        size = given;
        return true;
      }
      left -= given;
      mass -= frequency;
    }
    return false;
  }

  /// Finds the part that holds the number `at`, and returns its rank, or [Ranking#BEYOND] if none
  /// of the bytes held has it.
  ///
  /// @param at from the interval's first number on; at least 1, for that one ends the window
  int findAt(Ranking ranking, long at) {
    long rest = width - 1;
    long end = 0;
    if (rest >>> precision > 0) {
      for (int rank = 0; rank < ranking.size(); rank++) {
        start = 1 + end;
        end = (rest * ranking.before(rank + 1)) >>> precision;
        if (at <= end) {
          size = 1 + end - start;
          return rank;
        }
      }
      return Ranking.BEYOND;
    }
    int left = (int) rest;
    int mass = 1 << precision;
    for (int rank = 0; rank < ranking.size() && left > 0; rank++) {
      int frequency = ranking.before(rank + 1) - ranking.before(rank);
      int given = share(frequency, mass, left);
      start = 1 + end;
      end += given;
      if (at <= end) {
        size = given;
        return rank;
      }
      left -= given;
      mass -= frequency;
    }
    return Ranking.BEYOND;
  }

  /// What of `left` numbers a byte is given that has `frequency` of `mass`: all if it is the last.
  private static int share(int frequency, int mass, int left) {
    return Math.max(1, (frequency * left + (mass >>> 1)) / mass);
  }

  /// Goes on with the part found last.
  void enter() {
    width = size;
  }

  /// Takes 8 more bits into the register if it has become too narrow and there are any; then the
  /// user's register must take them in, too.
  boolean widens() {
    if (width >= NARROW || pending == 0) {
      return false;
    }
    width <<= 8;
    pending--;
    return true;
  }
}
