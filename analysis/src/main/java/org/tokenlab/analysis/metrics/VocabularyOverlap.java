package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Overlap of two sets of tokens: of two languages in one vocabulary, or of two vocabularies.
///
/// Within one vocabulary, sets are told by ids. Across vocabularies ids mean nothing: count the
/// tokens that both have by their bytes and use [#jaccard(int, int, int)].
public final class VocabularyOverlap {
  private VocabularyOverlap() {}

  /// Jaccard index `|A ∩ B| / |A ∪ B|`, in [0, 1]; empty if both sets are.
  ///
  /// @param first size of A
  /// @param second size of B
  /// @param shared size of the intersection
  /// @throws IllegalArgumentException for a negative size, or an intersection larger than a set
  public static OptionalDouble jaccard(int first, int second, int shared) {
    if (shared < 0 || shared > first || shared > second) {
      throw new IllegalArgumentException(
          "an intersection of 0 to "
              + Math.min(first, second)
              + " tokens wanted for sets of "
              + first
              + " and "
              + second
              + "; got: "
              + shared);
    }
    long union = (long) first + second - shared;
    return union == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) shared / union);
  }

  /// Jaccard index of the types that occur in two texts, both encoded with one vocabulary. O(ids).
  public static OptionalDouble jaccard(TokenFrequencies first, TokenFrequencies second) {
    return jaccard(first.types(), second.types(), shared(first, second));
  }

  /// Share of the first text's *tokens* that are of types which the second text uses as well, in
  /// [0, 1]: what a reader of the second has seen of the first. Empty if the first has no tokens.
  public static OptionalDouble coverage(TokenFrequencies first, TokenFrequencies second) {
    long covered = 0;
    for (int id = 0; id < first.idLimit(); id++) {
      covered += second.count(id) > 0 ? first.count(id) : 0;
    }
    return first.total() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) covered / first.total());
  }

  /// Data similarity: the share of the vocabulary that occurs both in the training text and in the
  /// evaluation text, `|train ∩ eval| / V` (Arnett et al. 2025). In [0, 1]; empty for an empty
  /// vocabulary.
  ///
  /// @throws IllegalArgumentException if more types occur than the vocabulary has
  public static OptionalDouble dataSimilarity(
      TokenFrequencies training, TokenFrequencies evaluation, int vocabularySize) {
    int types = Math.max(training.types(), evaluation.types());
    if (types > vocabularySize) {
      throw new IllegalArgumentException(
          types + " types occur, of a vocabulary of " + vocabularySize);
    }
    return vocabularySize == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) shared(training, evaluation) / vocabularySize);
  }

  private static int shared(TokenFrequencies first, TokenFrequencies second) {
    int shared = 0;
    for (int id = 0; id < Math.min(first.idLimit(), second.idLimit()); id++) {
      shared += first.count(id) > 0 && second.count(id) > 0 ? 1 : 0;
    }
    return shared;
  }
}
