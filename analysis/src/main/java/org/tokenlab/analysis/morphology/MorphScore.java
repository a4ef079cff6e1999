package org.tokenlab.analysis.morphology;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.tokenlab.tokenizers.Tokenizer;

/// MorphScore, first version: how often a tokenizer cuts a word at its morpheme boundary (Arnett
/// and Bergen 2025, "Why do language models perform worse for morphologically complex languages?").
///
/// A word counts 1 if some token ends exactly where its first morpheme does, whatever other cuts
/// there are, else 0; a word of one token is left out. As in the authors' code a word whose parts
/// do not make it up counts 0, and so does one without a second part.
///
/// The authors' code decodes each token by itself and compares texts, so that with a byte-level
/// vocabulary a word never counts 1 if some other cut goes through a character. That is no part of
/// the measure's definition ("regardless of other token boundaries") and not followed: it would
/// make Georgian 0 in cl100k_base, whatever the boundaries.
public final class MorphScore {
  private MorphScore() {}

  /// The score of one word: 1, 0, or empty if it is left out.
  public static OptionalInt of(SegmentedWord word, TokenBoundaries cuts) {
    if (cuts.tokens() <= 1) {
      return OptionalInt.empty();
    }
    boolean hit =
        word.isSurface()
            && word.morphemes().size() > 1
            && cuts.inside().get(word.boundaries().nextSetBit(0));
    return OptionalInt.of(hit ? 1 : 0);
  }

  /// Mean of the scores of the words that are not left out, in [0, 1]; empty if all are.
  public static OptionalDouble mean(Tokenizer tokenizer, List<SegmentedWord> words) {
    return words.stream()
        .map(word -> of(word, TokenBoundaries.of(tokenizer, word.word())))
        .flatMapToInt(OptionalInt::stream)
        .average();
  }
}
