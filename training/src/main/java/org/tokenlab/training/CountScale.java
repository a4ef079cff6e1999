package org.tokenlab.training;

/// Counts times a factor, rounded up or down at random: ⌊count · factor + u⌋, where u is from 0 to
/// below 1 and told by the word and a seed alone. So the mean over seeds is count · factor, and
/// what becomes of a word depends neither on other words nor on their order.
///
/// Computed in whole numbers of 128 bits: exact for every factor and count but for u's own steps of
/// 2⁻⁶⁴. Immutable and thread-safe.
final class CountScale {
  private static final int FRACTION_BITS = 52; // of a double
  private static final int BIAS = 1075; // of its exponent, where the fraction is a whole number
  private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;
  private static final long FNV_PRIME = 0x100_0000_01B3L;

  private final double factor;
  private final long significand; // the factor is significand · 2^-shift
  private final int shift;
  private final long firstHash;

  /// @throws IllegalArgumentException unless the factor is finite and above 0
  CountScale(double factor, long seed) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "a factor for counts is a finite number above 0; got " + factor);
    }
    this.factor = factor;
    long bits = Double.doubleToLongBits(factor);
    int biased = (int) (bits >>> FRACTION_BITS);
    long fraction = bits & ((1L << FRACTION_BITS) - 1);
    significand = biased == 0 ? fraction : fraction | 1L << FRACTION_BITS;
    shift = BIAS - Math.max(1, biased);
    firstHash = mix(seed + GAMMA);
  }

  /// What becomes of the count of the word `utf8[from, to)`.
  ///
  /// @throws ArithmeticException if it is more than 2⁶³ − 1
  long scaled(byte[] utf8, int from, int to, long count) {
    long high = Math.multiplyHigh(count, significand);
    long low = count * significand;
    long whole;
    long fraction; // times 2^64
    if (shift <= 0) {
      if (high != 0 || low < 0 || shift <= -Long.SIZE || low > Long.MAX_VALUE >> -shift) {
        throw tooMany(count);
      }
      whole = low << -shift;
      fraction = 0;
    } else if (shift < Long.SIZE) {
      if (high >>> (shift - 1) != 0) {
        throw tooMany(count);
      }
      whole = high << (Long.SIZE - shift) | low >>> shift;
      fraction = low << (Long.SIZE - shift);
    } else {
      int more = shift - Long.SIZE;
      whole = more < Long.SIZE ? high >>> more : 0;
      fraction = upper(high, low, more);
    }
    boolean up = Long.compareUnsigned(fraction + hash(utf8, from, to), fraction) < 0;
    if (up && whole == Long.MAX_VALUE) {
      throw tooMany(count);
    }
    return up ? whole + 1 : whole;
  }

  /// The lower 64 bits of the 128 bits `high`, `low` without the last so many of them.
  private static long upper(long high, long low, int dropped) {
    if (dropped == 0) {
      return low;
    }
    if (dropped < Long.SIZE) {
      return high << (Long.SIZE - dropped) | low >>> dropped;
    }
    return dropped < 2 * Long.SIZE ? high >>> (dropped - Long.SIZE) : 0;
  }

  private ArithmeticException tooMany(long count) {
    return new ArithmeticException(
        "a count of " + count + " times " + factor + " is more than 2^63 - 1");
  }

  /// FNV-1a, well mixed.
  private long hash(byte[] utf8, int from, int to) {
    long hash = firstHash;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (utf8[i] & 0xFF)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /// The last steps of SplitMix64.
  private static long mix(long number) {
    long z = (number ^ number >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }
}
