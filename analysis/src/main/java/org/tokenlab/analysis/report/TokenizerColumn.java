package org.tokenlab.analysis.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.analysis.study.ResultRow;

/// What one tokenizer, or one family of monolingual tokenizers of equal size, needs for each
/// language.
///
/// Filled by [ChapterReader]; not changed afterwards.
final class TokenizerColumn {
  /// Whose tokenizer it is.
  enum Origin {
    EXISTING("existing vocabulary"),
    BASELINE("baseline"),
    TRAINED("trained in this study"),
    MONOLINGUAL("trained in this study, one for each language");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final String label;
  private final Origin origin;
  private final String series;
  private final int vocabulary;
  private final String kind;
  private final Map<String, EnumMap<Metric, Double>> figures = new TreeMap<>();
  private final Map<String, String> tokenizers = new TreeMap<>();
  private final Map<String, Interval> intervals = new TreeMap<>();

  /// @param series what monolingual families of different sizes share; empty for all others
  /// @param vocabulary tokens, as asked for; 0 where there is no finite vocabulary, or each
  ///   language has a size of its own
  /// @param kind as in the rows
  TokenizerColumn(String label, Origin origin, String series, int vocabulary, String kind) {
    this.label = label;
    this.origin = origin;
    this.series = series;
    this.vocabulary = vocabulary;
    this.kind = kind;
  }

  void put(String language, Metric metric, double value) {
    if (Double.isFinite(value)) {
      figures.computeIfAbsent(language, code -> new EnumMap<>(Metric.class)).put(metric, value);
    }
  }

  /// A row's figure, with the row's tokenizer and interval.
  void put(ResultRow row, Metric metric) {
    put(row.language(), metric, row.value());
    tokenizers.put(row.language(), row.tokenizer());
    if (metric == Metric.PREMIUM && Double.isFinite(row.low()) && Double.isFinite(row.high())) {
      intervals.put(row.language(), new Interval(row.low(), row.high()));
    }
  }

  /// The tokenizer of a language, as the rows call it; empty if there is none.
  String tokenizer(String language) {
    return tokenizers.getOrDefault(language, "");
  }

  /// The interval of a language's premium.
  Optional<Interval> interval(String language) {
    return Optional.ofNullable(intervals.get(language));
  }

  /// `existing`, `baseline`, or the algorithm.
  String kind() {
    return kind;
  }

  String label() {
    return label;
  }

  Origin origin() {
    return origin;
  }

  String series() {
    return series;
  }

  int vocabulary() {
    return vocabulary;
  }

  /// In words: `existing vocabulary, 100,256 tokens`.
  String description() {
    return origin.words()
        + (vocabulary > 0 ? ", " + Numbers.count(vocabulary) + " tokens" : "")
        + (origin == Origin.MONOLINGUAL && vocabulary > 0 ? " asked for" : "");
  }

  /// The figure, or NaN where the study has none.
  double value(String language, Metric metric) {
    EnumMap<Metric, Double> ofLanguage = figures.get(language);
    return ofLanguage == null ? Double.NaN : ofLanguage.getOrDefault(metric, Double.NaN);
  }

  double premium(String language) {
    return value(language, Metric.PREMIUM);
  }

  /// Codes of the languages that have a usable premium, least first, ties by code.
  List<String> byPremium() {
    return figures.keySet().stream()
        .filter(language -> premium(language) > 0)
        .sorted(Comparator.comparingDouble(this::premium).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  Sample premiums() {
    return premiums(byPremium());
  }

  /// Premiums of those of `languages` that have one.
  Sample premiums(Collection<String> languages) {
    return new Sample(
        languages.stream().mapToDouble(this::premium).filter(premium -> premium > 0).toArray());
  }
}
