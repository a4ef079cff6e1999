package org.tokenlab.analysis.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tokenlab.analysis.measure.Measure;
import org.tokenlab.analysis.measure.MeasureSettings;
import org.tokenlab.analysis.measure.NamedTokenizer;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;

/// The figures of `measure` as text: a table of the main ones for readers, and a long table of all
/// as CSV or JSON for programs.
final class MeasureOutput {
  private final ParallelCorpus corpus;
  private final LanguageScript reference;
  private final List<NamedTokenizer> tokenizers;
  private final MeasureSettings settings;
  private final List<Measure> measures;

  MeasureOutput(
      ParallelCorpus corpus,
      LanguageScript reference,
      List<NamedTokenizer> tokenizers,
      MeasureSettings settings,
      List<Measure> measures) {
    this.corpus = corpus;
    this.reference = reference;
    this.tokenizers = tokenizers;
    this.settings = settings;
    this.measures = measures;
  }

  /// A column of the readers' table.
  ///
  /// @param head its heading
  /// @param metric which figure
  /// @param unit in which unit
  /// @param format of the figure
  private record Column(String head, String metric, String unit, String format) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("tokens", "tokens", "tokens", "%.0f"),
          new Column("premium", "premium", "ratio", "%.3f"),
          new Column("interval", "premium", "ratio", ""),
          new Column("bytes/token", "compression", "utf8_bytes/token", "%.2f"),
          new Column("codepoints/token", "compression", "code_points/token", "%.2f"),
          new Column("fertility", "fertility", "tokens/word", "%.2f"),
          new Column("whole words", "single_token_retention", "percent", "%.1f %%"),
          new Column("types", "types", "tokens", "%.0f"),
          new Column("Rényi", "renyi_efficiency", "share", "%.3f"),
          new Column("split chars", "split_characters", "share", "%.3f"),
          new Column("window holds", "window_holds", "items", "%.0f"));

  private static final List<Column> SUMMARIES =
      List.of(
          new Column("Gini", "gini", "ratio", "%.4f"),
          new Column("least premium", "premium_least", "ratio", "%.3f"),
          new Column("mean premium", "premium_mean", "ratio", "%.3f"),
          new Column("most premium", "premium_most", "ratio", "%.3f"),
          new Column("vocabulary", "vocabulary_size", "tokens", "%.0f"),
          new Column("types used", "types", "tokens", "%.0f"),
          new Column("languages a type", "languages_per_type", "languages", "%.2f"),
          new Column("bytes a type", "type_length", "utf8_bytes", "%.2f"),
          new Column("unreachable", "tokens_unreachable", "tokens", "%.0f"),
          new Column("partial characters", "tokens_partial_characters", "tokens", "%.0f"),
          new Column("never seen", "tokens_never_seen", "tokens", "%.0f"));

  /// A block a tokenizer, a row a language; then figures across languages, a row a tokenizer.
  String table() {
    Map<String, Measure> byKey = new HashMap<>();
    for (Measure measure : measures) {
      byKey.put(
          key(measure.language(), measure.tokenizer(), measure.metric(), measure.unit()), measure);
    }
    StringBuilder text = new StringBuilder(heading());
    for (NamedTokenizer tokenizer : tokenizers) {
      TextTable table = new TextTable("ll" + "r".repeat(COLUMNS.size()));
      List<String> head = new ArrayList<>(List.of("language", "name"));
      COLUMNS.forEach(column -> head.add(column.head));
      table.row(head.toArray(String[]::new));
      for (LanguageScript language : corpus.languages()) {
        List<String> row = new ArrayList<>(List.of(language.toString(), language.displayName()));
        for (Column column : COLUMNS) {
          row.add(shown(byKey, language.toString(), tokenizer.name(), column));
        }
        table.row(row.toArray(String[]::new));
      }
      text.append('\n').append(tokenizer.name()).append("\n").append(table);
    }
    TextTable table = new TextTable("l" + "r".repeat(SUMMARIES.size() + 1));
    List<String> head = new ArrayList<>(List.of("across languages"));
    SUMMARIES.forEach(column -> head.add(column.head));
    head.add(2, "interval");
    table.row(head.toArray(String[]::new));
    for (NamedTokenizer tokenizer : tokenizers) {
      List<String> row = new ArrayList<>(List.of(tokenizer.name()));
      SUMMARIES.forEach(column -> row.add(shown(byKey, "*", tokenizer.name(), column)));
      row.add(2, shown(byKey, "*", tokenizer.name(), new Column("", "gini", "ratio", "")));
      table.row(row.toArray(String[]::new));
    }
    return text.append('\n').append(table).toString();
  }

  private String heading() {
    return "Measures on "
        + corpus.name()
        + ": "
        + corpus.languages().size()
        + " languages, "
        + corpus.items()
        + " items, reference "
        + reference
        + " ("
        + reference.displayName()
        + ").\n"
        + "Intervals: "
        + String.format(Locale.ROOT, "%.4g", 100 * settings.level())
        + " % by "
        + settings.resamples().size()
        + " paired resamples of the items. Rényi: efficiency of order "
        + settings.alpha()
        + " against the types that occur.\nWindow: items that "
        + settings.window()
        + " tokens hold. Words: by ICU, each encoded alone. --csv and --json give all figures.\n";
  }

  private static String key(String language, String tokenizer, String metric, String unit) {
    return String.join("\t", language, tokenizer, metric, unit);
  }

  private static String shown(
      Map<String, Measure> byKey, String language, String tokenizer, Column column) {
    Measure measure = byKey.get(key(language, tokenizer, column.metric, column.unit));
    if (measure == null) {
      return "-";
    }
    if (column.format.isEmpty()) {
      String format = column.metric.equals("gini") ? "%.4f–%.4f" : "%.3f–%.3f";
      return measure
          .interval()
          .map(i -> String.format(Locale.ROOT, format, i.low(), i.high()))
          .orElse("-");
    }
    return measure.value().isPresent()
        ? String.format(Locale.ROOT, column.format, measure.value().getAsDouble())
        : "-";
  }

  /// One row a figure, in full precision; an empty cell where there is none.
  String csv() {
    StringBuilder text =
        new StringBuilder("language,tokenizer,metric,unit,value,interval_low,interval_high\n");
    for (Measure measure : measures) {
      text.append(
          Separated.csv(
              measure.language(),
              measure.tokenizer(),
              measure.metric(),
              measure.unit(),
              cell(measure.value()),
              measure.interval().map(i -> String.valueOf(i.low())).orElse(""),
              measure.interval().map(i -> String.valueOf(i.high())).orElse("")));
    }
    return text.toString();
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
  }

  /// One object a figure, in full precision; null where there is none.
  String json() {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringProperty("corpus", corpus.name());
      json.writeStringProperty("reference", reference.toString());
      json.writeNumberProperty("languages", corpus.languages().size());
      json.writeNumberProperty("items", corpus.items());
      json.writeNumberProperty("resamples", settings.resamples().size());
      json.writeNumberProperty("level", settings.level());
      json.writeNumberProperty("alpha", settings.alpha());
      json.writeNumberProperty("window", settings.window());
      json.writeArrayPropertyStart("measures");
      for (Measure measure : measures) {
        json.writeStartObject();
        json.writeStringProperty("language", measure.language());
        json.writeStringProperty("tokenizer", measure.tokenizer());
        json.writeStringProperty("metric", measure.metric());
        json.writeStringProperty("unit", measure.unit());
        Json.figure(json, "value", measure.value());
        Json.figure(json, "interval_low", end(measure.interval(), true));
        Json.figure(json, "interval_high", end(measure.interval(), false));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static OptionalDouble end(Optional<Interval> interval, boolean low) {
    return interval
        .map(i -> OptionalDouble.of(low ? i.low() : i.high()))
        .orElse(OptionalDouble.empty());
  }
}
