package org.tokenlab.analysis.statistics;

/// The likelihood-ratio test of two mixed models of the same responses, one of which has all that
/// the other has and more.
///
/// @param chiSquared twice the difference of the log likelihoods
/// @param df number of parameters that the larger model has more
/// @param p upper tail. Too large where a variance is tested: it can't be below 0, and half of the
///   distribution lies there (Self and Liang 1987)
public record LikelihoodRatio(double chiSquared, int df, double p) {

  /// The test.
  ///
  /// @throws IllegalArgumentException if a model was fitted by the restricted likelihood, the
  ///   numbers of observations differ, or `larger` has no more parameters than `smaller`
  public static LikelihoodRatio of(MixedModel smaller, MixedModel larger) {
    if (smaller.isRestricted() || larger.isRestricted()) {
      throw new IllegalArgumentException(
          "restricted likelihoods can't be compared; fit both by maximum likelihood");
    }
    int df = larger.parameters() - smaller.parameters();
    if (df <= 0 || smaller.observations() != larger.observations()) {
      throw new IllegalArgumentException(
          "expected a smaller and a larger model of the same observations; got %d and %d parameters, %d and %d observations"
              .formatted(
                  smaller.parameters(),
                  larger.parameters(),
                  smaller.observations(),
                  larger.observations()));
    }
    double chiSquared = Math.max(0, 2 * (larger.logLikelihood() - smaller.logLikelihood()));
    return new LikelihoodRatio(chiSquared, df, Tails.upperChiSquared(chiSquared, df));
  }
}
