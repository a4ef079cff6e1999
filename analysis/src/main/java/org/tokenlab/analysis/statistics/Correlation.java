package org.tokenlab.analysis.statistics;

/// A coefficient of correlation with its test against 0.
///
/// @param r −1 to 1
/// @param pairs number of pairs
/// @param p two-sided, by Student's t with `pairs` − 2 degrees of freedom; 0 where |r| is 1. For
///   ranks an approximation, as in SciPy's `spearmanr`
public record Correlation(double r, int pairs, double p) {

  /// Pearson's: of the values.
  ///
  /// @throws IllegalArgumentException if the samples differ in length, have fewer than three values
  ///   or one that isn't finite, or all values of one are equal
  public static Correlation pearson(double[] x, double[] y) {
    Samples.requirePairs(3, x, y);
    double squaresX = Samples.squares(x);
    double squaresY = Samples.squares(y);
    if (squaresX == 0 || squaresY == 0) {
      throw new IllegalArgumentException(
          "the values of the %s sample are all equal"
              .formatted(squaresX == 0 ? "first" : "second"));
    }
    double meanX = Samples.mean(x);
    double meanY = Samples.mean(y);
    double products = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
    }
    double r = Math.clamp(products / Math.sqrt(squaresX) / Math.sqrt(squaresY), -1, 1);
    int df = x.length - 2;
    double p = Math.abs(r) == 1 ? 0 : Tails.twoSidedT(r * Math.sqrt(df / ((1 - r) * (1 + r))), df);
    return new Correlation(r, x.length, p);
  }

  /// Spearman's: of the ranks; equal values share a rank.
  ///
  /// @throws IllegalArgumentException as [#pearson]
  public static Correlation spearman(double[] x, double[] y) {
    Samples.requirePairs(3, x, y);
    return pearson(Samples.ranks(x), Samples.ranks(y));
  }
}
