package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// How much text a context window holds (Petrov et al. 2023, §4.3; "Needle Threading", Roberts et
/// al. 2024, which reports contexts in characters since token counts don't compare).
///
/// The answer is an expectation at a corpus's own rate, `window · units / tokens`: linear in the
/// window, not the length of a particular text. Units are what the caller counts: code points,
/// graphemes, or aligned sentences, the one unit that compares across languages.
public final class ContextWindow {
  private ContextWindow() {}

  /// Units that `windowTokens` tokens hold; empty if the corpus has no tokens.
  ///
  /// @param windowTokens size of the window, >= 0
  /// @param units of a corpus
  /// @param tokens of the same corpus
  /// @throws IllegalArgumentException for a negative argument
  public static OptionalDouble holds(long windowTokens, long units, long tokens) {
    requireWindow(windowTokens);
    OptionalDouble rate = Compression.unitsPerToken(units, tokens);
    return rate.isEmpty() ? rate : OptionalDouble.of(windowTokens * rate.getAsDouble());
  }

  /// The window that this language needs to hold what `windowTokens` tokens hold in the reference
  /// language: the window times the premium. Empty if the reference has no tokens.
  ///
  /// @param tokens of the language on parallel text
  /// @param referenceTokens of the reference language on the same items
  /// @throws IllegalArgumentException for a negative argument
  public static OptionalDouble equivalent(long windowTokens, long tokens, long referenceTokens) {
    requireWindow(windowTokens);
    OptionalDouble premium = TokenPremium.ofCounts(tokens, referenceTokens);
    return premium.isEmpty() ? premium : OptionalDouble.of(windowTokens * premium.getAsDouble());
  }

  private static void requireWindow(long windowTokens) {
    if (windowTokens < 0) {
      throw new IllegalArgumentException("a window of tokens is >= 0; got: " + windowTokens);
    }
  }
}
