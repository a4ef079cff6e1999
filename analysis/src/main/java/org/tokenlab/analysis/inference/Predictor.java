package org.tokenlab.analysis.inference;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/// Something about a language, or about its tokens, that may explain how many it needs.
///
/// @param name in tables
/// @param value of a language; NaN where there is none
record Predictor(String name, ToDoubleBiFunction<LanguageFeatures, Family.Figures> value) {
  /// The predictors, in the order of tables.
  static final List<Predictor> ALL =
      List.of(
          new Predictor("white_space_share", (f, g) -> f.whiteSpaceShare()),
          new Predictor("distinct_characters", (f, g) -> f.distinctCharacters()),
          new Predictor("character_entropy", (f, g) -> f.characterEntropy()),
          new Predictor("bigram_entropy", (f, g) -> f.bigramEntropy()),
          new Predictor("length_ratio", (f, g) -> f.lengthRatio()),
          new Predictor("byte_premium", (f, g) -> f.bytePremium()),
          new Predictor("mean_token_length", (f, g) -> g.tokenLength()),
          new Predictor("data_similarity", (f, g) -> g.dataSimilarity()));
}
