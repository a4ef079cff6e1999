package org.tokenlab.analysis.vocabularysize;

import java.util.OptionalDouble;

/// Corpus token count as a power law of vocabulary size, `CTC(V) = a · V^(−b) + c`.
///
/// With c = 0 it has two parameters; with an asymptote c, the count that no vocabulary gets below,
/// three. Arnett et al. 2025 fit a power law and speak of an asymptote, but print no form.
///
/// @param a scale, in tokens at V = 1; > 0 for a law that falls
/// @param b exponent, >= 0
/// @param c asymptote, in tokens
public record PowerLaw(double a, double b, double c) {
  /// Checks that all three are finite and b is not negative.
  public PowerLaw {
    if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(c) || b < 0) {
      throw new IllegalArgumentException(
          "finite parameters and b >= 0 wanted; got: a " + a + ", b " + b + ", c " + c);
    }
  }

  /// Tokens predicted for a vocabulary of `vocabularySize` tokens, at least 1.
  public double tokens(double vocabularySize) {
    if (!(vocabularySize >= 1)) {
      throw new IllegalArgumentException("a vocabulary of >= 1 wanted; got: " + vocabularySize);
    }
    return a * Math.pow(vocabularySize, -b) + c;
  }

  /// The vocabulary size at which `tokens` are predicted; empty if the law never gets there,
  /// because they are at or below its asymptote, or it does not fall, or the size exceeds what a
  /// `double` holds.
  public OptionalDouble vocabularySize(double tokens) {
    if (!(tokens > c) || !(a > 0) || b == 0) {
      return OptionalDouble.empty();
    }
    double size = Math.pow((tokens - c) / a, -1 / b);
    return Double.isFinite(size) ? OptionalDouble.of(size) : OptionalDouble.empty();
  }
}
