package org.tokenlab.tokenizers.wordpool;

/// `x Φ(x)`, Φ the normal distribution, to about 1e-7: PyTorch's default GELU.
final class Gelu {
  private Gelu() {}

  static float of(float x) {
    return (float) (0.5 * x * (1 + erf(x * Math.sqrt(0.5))));
  }

  /// Abramowitz and Stegun, formula 7.1.26: within 1.5e-7.
  static double erf(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.copySign(1 - polynomial * Math.exp(-x * x), x);
  }
}
