package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// What text costs where tokens are paid for (Ahia et al. 2023, "Do All Languages Cost the Same?").
///
/// Prices are in any one currency, per million tokens, as providers list them. The same content
/// costs [TokenPremium] times as much in one language as in another, whatever the price.
public final class TokenCost {
  private static final double MILLION = 1e6;

  private TokenCost() {}

  /// The price of so many tokens, in the currency of `pricePerMillion`.
  ///
  /// @throws IllegalArgumentException for a negative count, or a price that is not a finite number
  ///   > = 0
  public static double of(long tokens, double pricePerMillion) {
    requirePrice(pricePerMillion);
    if (tokens < 0) {
      throw new IllegalArgumentException("a count of tokens is >= 0; got: " + tokens);
    }
    return tokens * pricePerMillion / MILLION;
  }

  /// The price of a million units of text (characters in a named unit, sentences, verses), at the
  /// corpus's rate of tokens for each; empty if the corpus has no units.
  ///
  /// @param tokens of a corpus
  /// @param units of the same corpus
  public static OptionalDouble perMillionUnits(long tokens, long units, double pricePerMillion) {
    requirePrice(pricePerMillion);
    OptionalDouble tokensPerUnit =
        Compression.unitsPerToken(/* units= */ tokens, /* tokens= */ units);
    return tokensPerUnit.isEmpty()
        ? tokensPerUnit
        : OptionalDouble.of(tokensPerUnit.getAsDouble() * pricePerMillion);
  }

  private static void requirePrice(double price) {
    if (!(price >= 0) || Double.isInfinite(price)) {
      throw new IllegalArgumentException("a price is finite and >= 0; got: " + price);
    }
  }
}
