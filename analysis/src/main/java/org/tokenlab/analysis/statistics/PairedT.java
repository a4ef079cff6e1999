package org.tokenlab.analysis.statistics;

/// Student's t test of paired samples: whether a difference has mean 0.
///
/// @param t mean difference over its standard error
/// @param df number of pairs − 1
/// @param p two-sided
/// @param meanDifference mean of first − second
/// @param low lower end of the mean difference's 95 % interval
/// @param high its upper end
public record PairedT(double t, int df, double p, double meanDifference, double low, double high) {
  private static final double CONFIDENCE = 0.95;

  /// The test of two samples whose values belong together by index.
  ///
  /// @throws IllegalArgumentException if the samples differ in length, have fewer than two values
  ///   or one that isn't finite, or all differences are equal
  public static PairedT of(double[] first, double[] second) {
    Samples.requirePairs(2, first, second);
    double[] difference = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      difference[i] = first[i] - second[i];
    }
    double mean = Samples.mean(difference);
    double error = Math.sqrt(Samples.variance(difference) / difference.length);
    if (error == 0) {
      throw new IllegalArgumentException("all differences are " + mean + ": they have no spread");
    }
    int df = first.length - 1;
    double t = mean / error;
    double reach = Tails.quantileT(1 - (1 - CONFIDENCE) / 2, df) * error;
    return new PairedT(t, df, Tails.twoSidedT(t, df), mean, mean - reach, mean + reach);
  }
}
