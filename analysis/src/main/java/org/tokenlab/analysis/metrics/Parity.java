package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Parity: whether two languages need the same number of tokens to say the same (Petrov et al.
/// 2023).
///
/// Unlike the premium it has no reference: swapping the two languages changes nothing.
public final class Parity {
  private Parity() {}

  /// `min / max` of two token counts on parallel text, in [0, 1]; 1 is parity. Two empty texts are
  /// at parity.
  ///
  /// @throws IllegalArgumentException for a negative count
  public static double of(long tokens, long otherTokens) {
    if (tokens < 0 || otherTokens < 0) {
      throw new IllegalArgumentException(
          "counts of tokens are >= 0; got: " + tokens + " and " + otherTokens);
    }
    long larger = Math.max(tokens, otherTokens);
    return larger == 0 ? 1 : (double) Math.min(tokens, otherTokens) / larger;
  }

  /// The worst pair among languages: smallest count over largest. Empty without languages.
  /// O(languages).
  public static OptionalDouble worst(long... tokens) {
    if (tokens.length == 0) {
      return OptionalDouble.empty();
    }
    long least = tokens[0];
    long most = tokens[0];
    for (long count : tokens) {
      least = Math.min(least, count);
      most = Math.max(most, count);
    }
    return OptionalDouble.of(of(least, most));
  }
}
