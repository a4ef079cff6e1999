package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Single token retention rate (STRR): the percentage of words that stay one token (Nayeem et al.
/// 2025, arXiv 2510.09947).
///
/// The paper counts word *types*: a list of distinct words, the same meanings in every language. A
/// word without tokens is not retained, yet counts as a word; where every word has tokens, STRR is
/// `100 · (1 − PCW)` of [ContinuedWords#proportion] on the same list.
public final class SingleTokenRetention {
  private SingleTokenRetention() {}

  /// Per cent of the words that are exactly one token, in [0, 100]; empty without words. O(words).
  ///
  /// @param tokensPerWordType for each distinct word
  /// @throws IllegalArgumentException for a negative count
  public static OptionalDouble percent(int... tokensPerWordType) {
    long single = 0;
    for (int count : tokensPerWordType) {
      single += Fertility.requireCount(count) == 1 ? 1 : 0;
    }
    return tokensPerWordType.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * single / tokensPerWordType.length);
  }
}
