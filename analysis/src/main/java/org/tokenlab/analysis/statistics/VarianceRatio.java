package org.tokenlab.analysis.statistics;

/// The F test of equal variances: how the spread of one sample compares with another's.
///
/// F is the ratio of the unbiased variances. The p-value is twice the smaller tail, as R's
/// `var.test` has it. Assumes normal samples, and is sensitive to that.
///
/// @param f variance of the first sample over that of the second
/// @param numeratorDf size of the first sample − 1
/// @param denominatorDf size of the second sample − 1
/// @param p two-sided
public record VarianceRatio(double f, int numeratorDf, int denominatorDf, double p) {

  /// The test of two samples.
  ///
  /// @throws IllegalArgumentException if a sample has fewer than two values, or one that isn't
  ///   finite, or all values of the second are equal
  public static VarianceRatio of(double[] first, double[] second) {
    Samples.requireAtLeast(2, "first sample", first);
    Samples.requireAtLeast(2, "second sample", second);
    double below = Samples.variance(second);
    if (below == 0) {
      throw new IllegalArgumentException("the values of the second sample are all " + second[0]);
    }
    return of(Samples.variance(first) / below, first.length - 1, second.length - 1);
  }

  /// The test of a ratio that is known.
  public static VarianceRatio of(double f, int numeratorDf, int denominatorDf) {
    double upper = Tails.upperF(f, numeratorDf, denominatorDf);
    double lower = Tails.lowerF(f, numeratorDf, denominatorDf);
    return new VarianceRatio(
        f, numeratorDf, denominatorDf, Math.min(1, 2 * Math.min(upper, lower)));
  }
}
