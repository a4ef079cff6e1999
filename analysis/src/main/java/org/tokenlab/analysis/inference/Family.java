package org.tokenlab.analysis.inference;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What one tokenizer, or one family of monolingual tokenizers trained alike, needs for each
/// language of an evaluation set.
///
/// @param corpus the evaluation set
/// @param name `cl100k_base`, `bpe-cl100k-mono-8192`
/// @param kind `existing`, `baseline` or the algorithm
/// @param pattern the splitting pattern; empty where there is none
/// @param data which part of the training text, as `all` or `1000000B-scaled`; empty unless trained
/// @param size tokens asked for; 0 unless trained, or where sizes differ by language
/// @param tokenTarget corpus token count that each language's size was chosen for; 0 for none
/// @param figures by language
public record Family(
    String corpus,
    String name,
    String kind,
    String pattern,
    String data,
    int size,
    int tokenTarget,
    NavigableMap<String, Figures> figures) {
  private static final String SCALED = "-scaled";

  /// Copies the figures.
  public Family {
    figures = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(figures));
  }

  /// What it needs for one language.
  ///
  /// @param tokens of all items that the language has
  /// @param items that the language has
  /// @param premium against the reference on shared items; NaN where there is none
  /// @param tokenLength mean number of code points of a token on this text; NaN without tokens
  /// @param dataSimilarity share of the vocabulary that occurs in training and evaluation text; NaN
  ///   where it was not measured
  public record Figures(
      long tokens, int items, double premium, double tokenLength, double dataSimilarity) {}

  boolean isTrained() {
    return !data.isEmpty();
  }

  /// Whether it was trained on data scaled by byte premiums.
  boolean isScaled() {
    return data.contains(SCALED);
  }

  /// The data without scaling.
  String unscaledData() {
    return data.replace(SCALED, "");
  }

  /// What families of different vocabulary sizes share.
  String series() {
    return String.join("|", corpus, kind, pattern, data);
  }

  /// Languages that both have.
  List<String> languagesWith(Family other) {
    return figures.keySet().stream().filter(other.figures::containsKey).toList();
  }

  double[] values(Response response, Collection<String> languages) {
    return languages.stream().mapToDouble(language -> response.of(figures.get(language))).toArray();
  }
}
