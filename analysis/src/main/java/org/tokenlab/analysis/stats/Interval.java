package org.tokenlab.analysis.stats;

import java.util.Arrays;
import java.util.Optional;

/// A confidence interval.
///
/// @param low its lower end
/// @param high its upper end, at least `low`
public record Interval(double low, double high) {
  /// The level that is usual.
  public static final double USUAL_LEVEL = 0.95;

  /// Checks the ends.
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "a lower end up to the upper end wanted; got: " + low + " and " + high);
    }
  }

  /// The interval of `factor` times the figure.
  ///
  /// @param factor 0 or more
  public Interval times(double factor) {
    return new Interval(factor * low, factor * high);
  }

  /// The interval of `numerator` over the figure; empty if the figure may be 0 or less.
  ///
  /// @param numerator 0 or more
  public Optional<Interval> under(double numerator) {
    return low > 0
        ? Optional.of(new Interval(numerator / high, numerator / low))
        : Optional.empty();
  }

  /// The percentile interval (Efron): what the middle `level` of the replicates spans. Quantiles
  /// between two replicates are interpolated, as numpy and R (type 7) do. Empty without values.
  ///
  /// @param replicates a statistic's values on resamples; sorted here in place
  /// @param level share of the replicates inside, over 0 and under 1
  /// @throws IllegalArgumentException for another level, or a value that is not finite
  public static Optional<Interval> percentile(double[] replicates, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level between 0 and 1 wanted; got: " + level);
    }
    for (double value : replicates) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("finite replicates wanted; got: " + value);
      }
    }
    if (replicates.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(replicates);
    return Optional.of(
        new Interval(quantile(replicates, (1 - level) / 2), quantile(replicates, (1 + level) / 2)));
  }

  private static double quantile(double[] sorted, double p) {
    double place = p * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /// The percentile interval of a ratio of sums, from the sums of each resample ([Resamples#sums]).
  /// Empty if some resample's denominator is 0: then so few items carry the figure that resampling
  /// them says nothing.
  ///
  /// @throws IllegalArgumentException if the two are not of the same resamples
  public static Optional<Interval> ofRatio(long[] numerators, long[] denominators, double level) {
    if (numerators.length != denominators.length) {
      throw new IllegalArgumentException(
          "sums of the same resamples wanted; got "
              + numerators.length
              + " and "
              + denominators.length);
    }
    double[] ratios = new double[numerators.length];
    for (int r = 0; r < ratios.length; r++) {
      if (denominators[r] == 0) {
        return Optional.empty();
      }
      ratios[r] = (double) numerators[r] / denominators[r];
    }
    return percentile(ratios, level);
  }
}
