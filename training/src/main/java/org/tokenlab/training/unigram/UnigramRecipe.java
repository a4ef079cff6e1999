package org.tokenlab.training.unigram;

import org.tokenlab.tokenizers.normalize.CharsMap;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.checkpoint.RunSettings;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.MetaPieces;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// What both ways of training go by. Immutable.
///
/// @param settings of fitting and pruning
/// @param rules of what may be a piece
/// @param meta the special pieces
/// @param normalizer how texts are rewritten
/// @param coverage share of all characters that the alphabet covers
/// @param requiredCharacters that the alphabet holds at any rate
record UnigramRecipe(
    UnigramSettings settings,
    PieceRules rules,
    MetaPieces meta,
    SentencePieceNormalizer normalizer,
    float coverage,
    String requiredCharacters) {

  /// The alphabet of a text.
  ///
  /// @throws IllegalArgumentException if there are no words, for the reason that is given, or the
  ///   vocabulary can't hold their alphabet
  Alphabet alphabet(WordCounts words, String whyNothing) {
    requireSome(words, whyNothing);
    return Alphabet.of(words, coverage, requiredCharacters, meta.size(), settings.vocabularySize());
  }

  static void requireSome(WordCounts words, String whyNothing) {
    if (words.size() == 0) {
      throw new IllegalArgumentException(whyNothing);
    }
  }

  /// Adds all that shows in the result.
  RunSettings addTo(RunSettings run) {
    return run.with("vocabulary-size", settings.vocabularySize())
        .with("seed-size", settings.seedSize())
        .with("sub-iterations", settings.subIterations())
        .with("shrinking-factor", settings.shrinkingFactor())
        .with("flat-score-pruning", settings.flatScore())
        .with("sentencepiece-threads", settings.lanes())
        .with("character-coverage", coverage)
        .with("required-characters", requiredCharacters)
        .with("pieces", rules)
        .with("special", meta)
        .with("normalizer", normalizer + " " + normalizer.userDefined())
        .with("replacements", normalizer.charsMap().map(CharsMap::hashCode).orElse(0));
  }
}
