package org.tokenlab.analysis.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.tokenlab.analysis.metrics.Compression;
import org.tokenlab.tokenizers.TextUnit;

/// Premiums as text: a table for readers, CSV and JSON for programs.
final class PremiumOutput {
  private final PremiumMeasurement measurement;
  private final List<PremiumMeasurement.Language> languages;
  private final boolean hashes;

  /// @param order of the languages
  /// @param hashes whether to give the SHA-256 of each language's text
  PremiumOutput(
      PremiumMeasurement measurement,
      Comparator<PremiumMeasurement.Language> order,
      boolean hashes) {
    this.measurement = measurement;
    this.hashes = hashes;
    languages = measurement.languages().stream().sorted(order).toList();
  }

  /// The table: a row a language, a column of premiums a tokenizer, then summaries.
  String table() {
    int tokenizers = measurement.tokenizers().size();
    TextTable table = new TextTable("ll" + "r" + "r".repeat(tokenizers) + (hashes ? "l" : ""));
    List<String> head = new ArrayList<>(List.of("language", "name", "items"));
    measurement.tokenizers().forEach(t -> head.add(t.tokenizer().name()));
    add(table, head, hashes ? "sha256" : "");
    for (PremiumMeasurement.Language language : languages) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  language.language().toString(),
                  language.language().displayName(),
                  String.valueOf(language.items())));
      for (int t = 0; t < tokenizers; t++) {
        row.add(shown(language.premium(t), "%.3f"));
      }
      add(table, row, hashes ? measurement.corpus().sha256(language.language()) : "");
    }
    table.gap();
    summary(table, "tokens", measurement.reference().toString(), this::referenceTokens);
    summary(table, "least", "", t -> percentile(t, 0));
    summary(table, "median", "", t -> percentile(t, 50));
    summary(table, "most", "", t -> percentile(t, 100));
    summary(table, "Gini", "across languages", t -> shown(measurement.gini(t), "%.4f"));
    return heading() + "\n" + table;
  }

  private String heading() {
    return "Token premiums on "
        + measurement.corpus().name()
        + ": "
        + languages.size()
        + " languages, "
        + measurement.corpus().items()
        + " items"
        + (measurement.even() ? "" : " (not all languages have all)")
        + ", reference "
        + measurement.reference()
        + " ("
        + measurement.reference().displayName()
        + ").\n"
        + "Premium: tokens over the reference's tokens, summed over the items that both have, each item encoded by itself,\n"
        + "without special tokens.\n";
  }

  private interface Figure {
    String of(int tokenizer);
  }

  private void summary(TextTable table, String label, String detail, Figure figure) {
    List<String> row = new ArrayList<>(List.of(label, detail, ""));
    for (int t = 0; t < measurement.tokenizers().size(); t++) {
      row.add(figure.of(t));
    }
    add(table, row, "");
  }

  private void add(TextTable table, List<String> row, String hash) {
    if (hashes) {
      row.add(hash);
    }
    table.row(row.toArray(String[]::new));
  }

  private String referenceTokens(int tokenizer) {
    return languages.stream()
        .filter(l -> l.language().equals(measurement.reference()))
        .map(l -> String.valueOf(l.tokens().get(tokenizer)))
        .findFirst()
        .orElse("-");
  }

  /// By the nearest rank; of an even number, the lower of the two in the middle.
  private String percentile(int tokenizer, int percent) {
    double[] premiums = measurement.premiums(tokenizer);
    if (premiums.length == 0) {
      return "-";
    }
    Arrays.sort(premiums);
    double middle = (premiums.length - 1) * percent / 100.0;
    return String.format(Locale.ROOT, "%.3f", premiums[(int) middle]);
  }

  private static String shown(OptionalDouble value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
  }

  /// A row for each language and tokenizer, in full precision; an empty cell where a figure does
  /// not exist.
  String csv() {
    StringBuilder text =
        new StringBuilder(
            "language,name,tokenizer,items,tokens,reference_tokens,premium,utf8_bytes,utf16_units,code_points,"
                + "graphemes,utf8_bytes_per_token,utf16_units_per_token,code_points_per_token,graphemes_per_token"
                + (hashes ? ",sha256\n" : "\n"));
    for (PremiumMeasurement.Language language : languages) {
      for (int t = 0; t < measurement.tokenizers().size(); t++) {
        List<Object> row =
            new ArrayList<>(
                List.of(
                    language.language(),
                    language.language().displayName(),
                    measurement.tokenizers().get(t).given(),
                    language.items(),
                    language.tokens().get(t),
                    language.referenceTokens().get(t),
                    cell(language.premium(t))));
        row.addAll(language.lengths().values());
        for (long length : language.lengths().values()) {
          row.add(cell(Compression.unitsPerToken(length, language.tokens().get(t))));
        }
        if (hashes) {
          row.add(measurement.corpus().sha256(language.language()));
        }
        text.append(Separated.csv(row.toArray()));
      }
    }
    return text.toString();
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
  }

  /// All figures, in full precision; null where one does not exist.
  String json() {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringProperty("corpus", measurement.corpus().name());
      json.writeStringProperty("reference", measurement.reference().toString());
      json.writeNumberProperty("languages", languages.size());
      json.writeNumberProperty("items", measurement.corpus().items());
      json.writeArrayPropertyStart("tokenizers");
      for (int t = 0; t < measurement.tokenizers().size(); t++) {
        json.writeStartObject();
        json.writeStringProperty("tokenizer", measurement.tokenizers().get(t).given());
        Json.figure(json, "gini", measurement.gini(t));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("rows");
      languages.forEach(language -> rows(json, language));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private void rows(tools.jackson.core.JsonGenerator json, PremiumMeasurement.Language language) {
    for (int t = 0; t < measurement.tokenizers().size(); t++) {
      json.writeStartObject();
      json.writeStringProperty("language", language.language().toString());
      json.writeStringProperty("name", language.language().displayName());
      json.writeStringProperty("tokenizer", measurement.tokenizers().get(t).given());
      json.writeNumberProperty("items", language.items());
      json.writeNumberProperty("tokens", language.tokens().get(t));
      json.writeNumberProperty("reference_tokens", language.referenceTokens().get(t));
      Json.figure(json, "premium", language.premium(t));
      for (Map.Entry<TextUnit, Long> length : language.lengths().entrySet()) {
        json.writeNumberProperty(name(length.getKey()), length.getValue());
      }
      for (Map.Entry<TextUnit, Long> length : language.lengths().entrySet()) {
        Json.figure(
            json,
            name(length.getKey()) + "_per_token",
            Compression.unitsPerToken(length.getValue(), language.tokens().get(t)));
      }
      if (hashes) {
        json.writeStringProperty("sha256", measurement.corpus().sha256(language.language()));
      }
      json.writeEndObject();
    }
  }

  private static String name(TextUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
