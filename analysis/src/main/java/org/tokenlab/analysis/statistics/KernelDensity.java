package org.tokenlab.analysis.statistics;

/// An estimate of a sample's density: a normal curve around each value, all of one width.
///
/// The width is the sample's standard deviation times Scott's factor n^(−1/5), as in SciPy's
/// `gaussian_kde`, unless another is given. Immutable and thread-safe.
public final class KernelDensity {
  private final double[] values;
  private final double bandwidth;

  private KernelDensity(double[] values, double bandwidth) {
    this.values = values.clone();
    this.bandwidth = bandwidth;
  }

  /// The density of a sample, by Scott's width.
  ///
  /// @throws IllegalArgumentException if there are fewer than two values, one isn't finite, or all
  ///   are equal
  public static KernelDensity of(double... values) {
    Samples.requireAtLeast(2, "sample", values);
    double deviation = Math.sqrt(Samples.variance(values));
    if (deviation == 0) {
      throw new IllegalArgumentException("all values are " + values[0] + ": no width fits them");
    }
    return new KernelDensity(values, deviation * Math.pow(values.length, -0.2));
  }

  /// The density of a sample, by a width of one's own, in the sample's unit.
  ///
  /// @throws IllegalArgumentException if there is no value, one isn't finite, or the width isn't
  ///   above 0
  public static KernelDensity of(double[] values, double bandwidth) {
    Samples.requireAtLeast(1, "sample", values);
    if (!(bandwidth > 0) || Double.isInfinite(bandwidth)) {
      throw new IllegalArgumentException("a width is above 0 and finite; got: " + bandwidth);
    }
    return new KernelDensity(values, bandwidth);
  }

  /// Standard deviation of the curve around each value.
  public double bandwidth() {
    return bandwidth;
  }

  /// The density at `x`. O(values).
  public double at(double x) {
    double sum = 0;
    for (double value : values) {
      double z = (x - value) / bandwidth;
      sum += Math.exp(-z * z / 2);
    }
    return sum / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
  }
}
