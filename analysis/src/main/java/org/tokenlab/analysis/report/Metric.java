package org.tokenlab.analysis.report;

import java.util.Arrays;
import java.util.Optional;

/// The figures of the table, as rows name them, with their units in words.
enum Metric {
  PREMIUM(
      "premium",
      "Token premium",
      "Tokens needed by the language ÷ tokens needed by %s, for the same items (ratio). Higher means more tokens for the"
          + " same content."),
  TOKENS(
      "tokens",
      "Tokens",
      "Tokens for all items of the language (count). Compare languages by premium: languages may lack items."),
  UTF8_BYTES(
      "utf8_bytes_per_token",
      "UTF-8 bytes per token",
      "UTF-8 bytes of text per token (bytes ÷ token)."),
  UTF16_UNITS(
      "utf16_units_per_token",
      "UTF-16 units per token",
      "UTF-16 code units of text per token, the unit of String.length() (units ÷ token)."),
  CODE_POINTS(
      "code_points_per_token",
      "Code points per token",
      "Unicode code points of text per token (code points ÷ token)."),
  GRAPHEMES(
      "graphemes_per_token",
      "Graphemes per token",
      "Grapheme clusters, what a reader takes for one character, per token (graphemes ÷ token)."),
  FERTILITY(
      "fertility",
      "Tokens per word",
      "Tokens per word, each word by ICU's rules and encoded alone."),
  VOCABULARY_USE(
      "vocabulary_use",
      "Vocabulary used",
      "Share of the vocabulary that occurs in the language's items (0 to 1)."),
  RENYI_EFFICIENCY(
      "renyi_efficiency",
      "Rényi efficiency",
      "Rényi entropy of order 2.5 of the tokens ÷ that of equally frequent ones of as many types (0 to 1)."),
  DATA_SIMILARITY(
      "data_similarity",
      "Data similarity",
      "Share of the vocabulary that occurs both in the training text and in the items (0 to 1)."),
  COST_OVER_WORD_POOLED(
      "cost_over_word_pooled",
      "Model cost",
      "Multiply-adds of a language model over the tokens ÷ those of a word-pooled one over bytes with the same main model,"
          + " eight layers of width 512 (ratio, by formulas). Above 1, pooling words would be cheaper.");

  private final String rowName;
  private final String label;
  private final String definition;

  Metric(String rowName, String label, String definition) {
    this.rowName = rowName;
    this.label = label;
    this.definition = definition;
  }

  static Optional<Metric> named(String rowName) {
    return Arrays.stream(values()).filter(metric -> metric.rowName.equals(rowName)).findFirst();
  }

  String label() {
    return label;
  }

  /// What it means and in what unit, as a sentence.
  String definition(String referenceName) {
    return definition.replace("%s", referenceName);
  }

  String format(double value) {
    return switch (this) {
      case PREMIUM -> Numbers.fixed(value, 2);
      case TOKENS -> Numbers.count(value);
      case VOCABULARY_USE, RENYI_EFFICIENCY, DATA_SIMILARITY -> Numbers.fixed(value, 3);
      default -> Numbers.fixed(value, 2);
    };
  }
}
