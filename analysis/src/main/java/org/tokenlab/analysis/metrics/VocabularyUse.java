package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How much of a vocabulary a text uses.
///
/// A vocabulary is shared by all languages of a corpus; the share of it that one language's text
/// uses grows with the text, so compare only texts of the same content.
public final class VocabularyUse {
  private VocabularyUse() {}

  /// Types that occur over tokens of the vocabulary, in [0, 1]; empty for an empty vocabulary.
  ///
  /// @param vocabularySize number of tokens, the gaps between ids not counted
  /// @throws IllegalArgumentException if more types occur than the vocabulary has
  public static OptionalDouble share(TokenFrequencies frequencies, int vocabularySize) {
    if (vocabularySize < frequencies.types()) {
      throw new IllegalArgumentException(
          frequencies.types() + " types occur, of a vocabulary of " + vocabularySize);
    }
    return vocabularySize == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) frequencies.types() / vocabularySize);
  }

  /// The ids that occur, ascending.
  public static IntStream used(TokenFrequencies frequencies) {
    return IntStream.range(0, frequencies.idLimit()).filter(id -> frequencies.count(id) > 0);
  }

  /// Coefficient of variation of languages' shares, standard deviation (of the population) over
  /// mean: 0 if all languages use as much of the vocabulary. Empty without shares, or if all are 0.
  ///
  /// @throws IllegalArgumentException for a share outside [0, 1]
  public static OptionalDouble variation(double... shares) {
    double sum = 0;
    for (double share : shares) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share in [0, 1] wanted; got: " + share);
      }
      sum += share;
    }
    if (sum == 0) {
      return OptionalDouble.empty();
    }
    double mean = sum / shares.length;
    double squares = 0;
    for (double share : shares) {
      squares += (share - mean) * (share - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / shares.length) / mean);
  }
}
