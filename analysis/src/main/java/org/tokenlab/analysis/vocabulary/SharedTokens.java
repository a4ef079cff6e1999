package org.tokenlab.analysis.vocabulary;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tokenlab.analysis.metrics.VocabularyOverlap;
import org.tokenlab.tokenizers.Vocabulary;

/// Tokens that two vocabularies have in common, by their bytes.
///
/// Bytes are as the vocabulary has them, so compare vocabularies of one convention: `▁the` of one
/// family and ` the` of another are different bytes for the same text.
public final class SharedTokens {
  private SharedTokens() {}

  /// Number of tokens whose bytes are a token of the other vocabulary, too. O(bytes of `first`).
  public static int count(Vocabulary first, Vocabulary second) {
    return (int)
        IntStream.range(0, first.idLimit())
            .filter(first::contains)
            .filter(id -> second.id(first.bytes(id)) != Vocabulary.NONE)
            .count();
  }

  /// Jaccard index of two vocabularies, in [0, 1]; empty if both are.
  public static OptionalDouble jaccard(Vocabulary first, Vocabulary second) {
    return VocabularyOverlap.jaccard(first.size(), second.size(), count(first, second));
  }
}
