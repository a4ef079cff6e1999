package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Compression: how much text one token holds, as a ratio of sums, `Σ units / Σ tokens`.
///
/// The unit (UTF-8 bytes, UTF-16 units, code points, grapheme clusters) belongs to the figure's
/// name: the four differ by a factor of three and more between scripts. Across languages compare
/// premiums instead; bytes per token mostly measures the script.
public final class Compression {
  private Compression() {}

  /// Units of text per token; empty if there are no tokens.
  ///
  /// @param units length of the text, >= 0
  /// @param tokens tokens of the same text, >= 0
  /// @throws IllegalArgumentException for a negative argument
  public static OptionalDouble unitsPerToken(long units, long tokens) {
    if (units < 0 || tokens < 0) {
      throw new IllegalArgumentException(
          "a length and a count of tokens are >= 0; got: " + units + " and " + tokens);
    }
    return tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) units / tokens);
  }
}
