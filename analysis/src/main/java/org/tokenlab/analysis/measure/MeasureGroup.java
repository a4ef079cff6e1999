package org.tokenlab.analysis.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Measures of one language by one tokenizer that come out of the same work.
public enum MeasureGroup {
  /// What needs each word encoded alone: fertility, continued words and tokens, single-token
  /// retention. Words are ICU's.
  WORDS,
  /// What needs the frequency of each token: types, use of the vocabulary, Shannon's and Rényi's
  /// entropy, percentile frequency.
  VOCABULARY,
  /// What needs the tokens' order and places: successor efficiency, UTF-8 completeness, boundaries
  /// of digits.
  PLACES,
  /// What a language model over the tokens would cost, by formulas, beside word-pooled bytes.
  COST;

  /// In manifests: `words`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The group of this id.
  public static Optional<MeasureGroup> byId(String id) {
    return Arrays.stream(values()).filter(group -> group.id().equals(id)).findFirst();
  }
}
