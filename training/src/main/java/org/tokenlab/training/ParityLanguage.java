package org.tokenlab.training;

import java.util.Optional;

/// One language of those that [ParityBpeTrainer] trains for.
///
/// @param name for messages
/// @param training words that merges are learned from
/// @param development words in which it is measured how well the language is compressed: the same
///   text in all languages. Empty if that is measured in the training words
/// @param ratio how much better than the others the language is to be compressed, where there are
///   no development words; only the ratios' ratios count. 1 for as well
public record ParityLanguage(
    String name, WordCounts training, Optional<WordCounts> development, double ratio) {
  /// Refuses a ratio that is none.
  public ParityLanguage {
    if (!(ratio > 0) || ratio == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          name + ": a compression ratio is above 0 and finite; got " + ratio);
    }
  }

  /// A language with development words.
  public static ParityLanguage of(String name, WordCounts training, WordCounts development) {
    return new ParityLanguage(name, training, Optional.of(development), 1);
  }

  /// A language whose compression is measured in its training words.
  public static ParityLanguage ofRatio(String name, WordCounts training, double ratio) {
    return new ParityLanguage(name, training, Optional.empty(), ratio);
  }
}
