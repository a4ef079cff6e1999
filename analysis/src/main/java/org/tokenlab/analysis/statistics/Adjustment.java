package org.tokenlab.analysis.statistics;

import java.util.Arrays;

/// P-values of many tests, corrected so that the chance of even one false finding stays below the
/// level asked for.
///
/// Clipped at 1, which some papers don't: a product of 2.1 is no probability.
public final class Adjustment {
  private Adjustment() {}

  /// Bonferroni's: each value times the number of tests.
  ///
  /// @throws IllegalArgumentException if a value isn't in [0, 1]
  public static double[] bonferroni(double... p) {
    requireProbabilities(p);
    return Arrays.stream(p).map(value -> Math.min(1, value * p.length)).toArray();
  }

  /// Holm's, which is never weaker: the smallest value times the number of tests, the next times
  /// one less, and so on, none below the one before.
  ///
  /// @throws IllegalArgumentException if a value isn't in [0, 1]
  public static double[] holm(double... p) {
    requireProbabilities(p);
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
    double[] adjusted = new double[p.length];
    double before = 0;
    for (int rank = 0; rank < order.length; rank++) {
      before = Math.max(before, Math.min(1, p[order[rank]] * (p.length - rank)));
      adjusted[order[rank]] = before;
    }
    return adjusted;
  }

  private static void requireProbabilities(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a p-value is from 0 to 1; got: " + value);
      }
    }
  }
}
