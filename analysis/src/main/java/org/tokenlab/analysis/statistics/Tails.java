package org.tokenlab.analysis.statistics;

import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/// Tails of distributions, each computed as a tail: `1 − cdf` would be 0 from 1e-16 on.
final class Tails {
  private Tails() {}

  /// P(|T| ≥ |t|) of Student's distribution.
  static double twoSidedT(double t, double degrees) {
    return Math.min(1, 2 * new TDistribution(degrees).cumulativeProbability(-Math.abs(t)));
  }

  /// P(|Z| ≥ |z|) of the normal distribution.
  static double twoSidedNormal(double z) {
    return Erf.erfc(Math.abs(z) / Math.sqrt(2));
  }

  /// P(F ≥ f).
  static double upperF(double f, double numerator, double denominator) {
    if (f <= 0) {
      return 1;
    }
    return new FDistribution(denominator, numerator).cumulativeProbability(1 / f);
  }

  /// P(F ≤ f).
  static double lowerF(double f, double numerator, double denominator) {
    return f <= 0 ? 0 : new FDistribution(numerator, denominator).cumulativeProbability(f);
  }

  /// P(X² ≥ x).
  static double upperChiSquared(double x, double degrees) {
    return x <= 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2, x / 2);
  }

  /// The t that `P(T ≤ t)` is `probability` for.
  static double quantileT(double probability, double degrees) {
    return new TDistribution(degrees).inverseCumulativeProbability(probability);
  }
}
