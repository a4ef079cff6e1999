package org.tokenlab.analysis.stats;

import java.util.OptionalDouble;

/// Pearson's product-moment correlation.
///
/// With a second variable of 0 and 1 (wrong and right) it is the point-biserial correlation.
public final class Correlation {
  private Correlation() {}

  /// r, in [−1, 1]; empty for fewer than two pairs, or where one variable is the same throughout.
  ///
  /// @throws IllegalArgumentException for different lengths, or a value that is not finite
  public static OptionalDouble pearson(double[] x, double[] y) {
    int n = x.length;
    if (n != y.length) {
      throw new IllegalArgumentException("pairs wanted; got " + n + " and " + y.length);
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    if (n < 2 || same(x) || same(y) || xx == 0 || yy == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy))));
  }

  // A constant's mean may differ from it by a rounding, so ask the values themselves.
  private static boolean same(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("finite values wanted; got: " + value);
      }
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}
