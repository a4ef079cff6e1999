package org.tokenlab.analysis.statistics;

import java.util.Arrays;

/// What every statistic asks of its samples, and what most of them start with.
final class Samples {
  private Samples() {}

  static void requireFinite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s: expected finite values; value %d is %s".formatted(what, i, values[i]));
      }
    }
  }

  static void requireAtLeast(int least, String what, double[] values) {
    if (values.length < least) {
      throw new IllegalArgumentException(
          "%s: expected %d values or more; got %d".formatted(what, least, values.length));
    }
    requireFinite(what, values);
  }

  static void requirePairs(int least, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "expected pairs; got %d values beside %d".formatted(x.length, y.length));
    }
    requireAtLeast(least, "first sample", x);
    requireAtLeast(least, "second sample", y);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /// Sum of squared deviations from the mean.
  static double squares(double[] values) {
    double mean = mean(values);
    double squares = 0;
    double rest = 0; // what rounding of the mean leaves; 0 in exact arithmetic
    for (double value : values) {
      squares += (value - mean) * (value - mean);
      rest += value - mean;
    }
    return Math.max(0, squares - rest * rest / values.length);
  }

  /// Unbiased, by n − 1.
  static double variance(double[] values) {
    return squares(values) / (values.length - 1);
  }

  /// The rank of each value, from 1; equal values share the mean of their ranks.
  static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0)); // −0 is 0
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
