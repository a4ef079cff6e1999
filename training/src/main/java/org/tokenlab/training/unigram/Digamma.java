package org.tokenlab.training.unigram;

/// The digamma function ψ, the derivative of the logarithm of Γ.
final class Digamma {
  private Digamma() {}

  /// ψ(x) for x > 0: by ψ(x) = ψ(x + 1) − 1/x up to 7, and from there by an asymptotic series in x
  /// − ½. Exact to about 1e-11; the same series, and so the same rounding, as SentencePiece's.
  static double of(double x) {
    double result = 0;
    double at = x;
    while (at < 7) {
      result -= 1 / at;
      at++;
    }
    double y = 1 / (at - 0.5);
    double y2 = y * y;
    double y4 = y2 * y2;
    return result
        + (Math.log(at - 0.5)
            + 1.0 / 24 * y2
            - 7.0 / 960 * y4
            + 31.0 / 8064 * y4 * y2
            - 127.0 / 30720 * y4 * y4);
  }
}
