package org.tokenlab.tokenizers.equalinfo;

/// Probabilities as whole numbers.
final class Frequencies {
  private Frequencies() {}

  /// Shares 2 to the precision out: each byte gets one unit, and its share, rounded down, of the
  /// others; what rounding leaves over goes to the likeliest byte, of equal ones to the first.
  ///
  /// @param probabilities of 256 bytes; they add up to 1, but for rounding
  /// @param total 2 to the precision
  static void share(double[] probabilities, int total, int[] into) {
    int shared = total - 256;
    int given = 0;
    int most = 0;
    for (int i = 0; i < 256; i++) {
      int units = 1 + (int) (probabilities[i] * shared);
      into[i] = units;
      given += units;
      most = Math.max(most, units);
    }
    int likeliest = 0;
    while (into[likeliest] != most) {
      likeliest++;
    }
    into[likeliest] += total - given;
  }
}
