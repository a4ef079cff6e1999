package org.tokenlab.analysis.metrics;

import java.util.BitSet;
import java.util.OptionalDouble;

/// The share of a vocabulary that occurs both in the text a tokenizer was trained on and in the
/// text it is measured on: how alike the two are, as the tokenizer sees them (Arnett et al. 2025,
/// "Explaining and Mitigating Crosslingual Tokenizer Inequities").
public final class DataSimilarity {
  private DataSimilarity() {}

  /// |ids in both| ÷ vocabulary size, from 0 to 1; empty for an empty vocabulary.
  ///
  /// @param training ids that occur in the training text
  /// @param evaluation ids that occur in the evaluation text
  /// @param vocabularySize number of tokens
  /// @throws IllegalArgumentException if more ids occur in both than there are tokens
  public static OptionalDouble of(BitSet training, BitSet evaluation, int vocabularySize) {
    BitSet both = (BitSet) training.clone();
    both.and(evaluation);
    int shared = both.cardinality();
    if (shared > vocabularySize) {
      throw new IllegalArgumentException(
          "a vocabulary of the ids in both texts wanted; got "
              + vocabularySize
              + " tokens and "
              + shared
              + " ids");
    }
    return vocabularySize == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) shared / vocabularySize);
  }
}
