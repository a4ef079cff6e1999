package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Fertility: mean number of tokens a word is cut into (Ács 2019; Rust et al. 2021, "How Good is
/// Your Tokenizer?").
///
/// The words come from outside, from a treebank or a segmenter, and each is encoded by itself
/// without special tokens, as in Rust et al.'s code. A word that yields no token (a normaliser
/// dropped it) is skipped there, and here: it is neither cut nor whole. 1 is the least value.
///
/// Fertility compares tokenizers on one language. Across languages it compares what is called a
/// word, and no two segmenters agree on Thai: use [TokenPremium] for that.
public final class Fertility {
  private Fertility() {}

  /// Tokens over words, of the words that have tokens; empty if none has. O(words).
  ///
  /// @param tokensPerWord for each word, in any order; repeat a word as often as it is to count
  /// @throws IllegalArgumentException for a negative count
  public static OptionalDouble of(int... tokensPerWord) {
    long tokens = 0;
    long words = 0;
    for (int count : tokensPerWord) {
      if (requireCount(count) > 0) {
        tokens += count;
        words++;
      }
    }
    return words == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) tokens / words);
  }

  static int requireCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a word's count of tokens is >= 0; got: " + count);
    }
    return count;
  }
}
