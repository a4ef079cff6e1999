package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Proportion of continued words: how often a word is cut at all (Rust et al. 2021).
///
/// Words are as for [Fertility]; those without tokens are skipped. Two ways to count are in use,
/// and they answer different questions: [#proportion] is the share of *words* with two or more
/// tokens, [#tokenShare] the share of *tokens* that continue a word, as in Tokka-bench. Both are in
/// [0, 1], and 0 if no word is cut.
public final class ContinuedWords {
  private ContinuedWords() {}

  /// Words of two tokens or more over words of one token or more; empty if no word has tokens.
  /// O(words).
  ///
  /// @throws IllegalArgumentException for a negative count
  public static OptionalDouble proportion(int... tokensPerWord) {
    long words = 0;
    long continued = 0;
    for (int count : tokensPerWord) {
      if (Fertility.requireCount(count) > 0) {
        words++;
        continued += count > 1 ? 1 : 0;
      }
    }
    return words == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) continued / words);
  }

  /// Tokens that are not their word's first over all tokens, `Σ (n − 1) / Σ n`; empty if no word
  /// has tokens. O(words).
  ///
  /// @throws IllegalArgumentException for a negative count
  public static OptionalDouble tokenShare(int... tokensPerWord) {
    long tokens = 0;
    long continuing = 0;
    for (int count : tokensPerWord) {
      if (Fertility.requireCount(count) > 0) {
        tokens += count;
        continuing += count - 1;
      }
    }
    return tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) continuing / tokens);
  }
}
