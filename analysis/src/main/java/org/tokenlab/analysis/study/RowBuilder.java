package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.tokenlab.analysis.metrics.Compression;
import org.tokenlab.analysis.metrics.CorpusTokenCount;
import org.tokenlab.analysis.metrics.Gini;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.TokenPremium;
import org.tokenlab.tokenizers.TextUnit;

/// Turns measurements into the rows of the results table: a pure function, in an order that follows
/// from the measurements alone.
///
/// **Premium** of language L: tokens of L over tokens of the reference, on exactly the items that
/// both have. For a tokenizer trained on L alone, the reference's tokens are those of the
/// reference's own tokenizer of the same algorithm, pattern, data size and vocabulary size (Arnett
/// et al. 2025, "Explaining and Mitigating Crosslingual Tokenizer Inequities", §1.4): such a family
/// of tokenizers, one for each language, is treated as one tokenizer, named with `mono` in place of
/// the language.
///
/// **Gini** is over the premiums of all languages, the reference's own 1 included.
final class RowBuilder {
  /// Stands in a family's name where its tokenizers have their languages.
  static final String FAMILY = "mono";

  private final String reference;
  private final Map<String, ItemCounts> lengths = new HashMap<>();
  private final List<ResultRow> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private RowBuilder(String reference) {
    this.reference = reference;
  }

  /// @param rows the table, in its order
  /// @param notes figures that don't exist, and why
  record Table(List<ResultRow> rows, List<String> notes) {}

  /// One tokenizer, or family of monolingual tokenizers, on one corpus.
  private record Column(
      String corpus,
      String name,
      String kind,
      String pattern,
      String data,
      int requested,
      int tokenTarget,
      int vocabulary) {
    boolean isTrained() {
      return !data.isEmpty();
    }

    static Column of(Measurement m) {
      return m.trainedOn().isEmpty()
          ? new Column(m.corpus(), m.tokenizer(), m.kind(), m.pattern(), "", 0, 0, m.vocabulary())
          : new Column(
              m.corpus(),
              TrainingWork.family(
                  m.kind(),
                  FAMILY,
                  m.pattern(),
                  m.data(),
                  m.requestedVocabulary(),
                  m.tokenTarget()),
              m.kind(),
              m.pattern(),
              m.data(),
              m.tokenTarget() > 0 ? 0 : m.requestedVocabulary(),
              m.tokenTarget(),
              0);
    }
  }

  /// @param measurements lengths among them, in any order
  static Table table(List<Measurement> measurements, String reference) {
    RowBuilder builder = new RowBuilder(reference);
    Map<Column, List<Measurement>> columns = new LinkedHashMap<>();
    for (Measurement m : measurements) {
      if (m.kind().equals(Measurement.LENGTH)) {
        builder.lengths.put(m.tokenizer() + " " + m.corpus() + " " + m.language(), m.counts());
      } else {
        columns.computeIfAbsent(Column.of(m), column -> new ArrayList<>()).add(m);
      }
    }
    columns.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(column -> {
          column.getValue().sort(Comparator.comparing(Measurement::language));
          builder.column(column.getKey(), column.getValue());
        });
    return new Table(List.copyOf(builder.rows), List.copyOf(builder.notes));
  }

  private static final Comparator<Column> ORDER =
      Comparator.comparing(Column::corpus)
          .thenComparingInt(
              column -> column.isTrained() ? 2 : column.kind().equals("baseline") ? 0 : 1)
          .thenComparing(Column::kind)
          .thenComparing(column -> column.isTrained() ? column.pattern() : "")
          .thenComparing(
              column -> column.isTrained() ? DataChoice.ofLabel(column.data()) : DataChoice.ALL)
          .thenComparingInt(Column::tokenTarget)
          .thenComparingInt(Column::requested)
          .thenComparingInt(Column::vocabulary)
          .thenComparing(Column::name);

  private void column(Column column, List<Measurement> cells) {
    ItemCounts ofReference =
        cells.stream()
            .filter(m -> m.language().equals(reference))
            .findFirst()
            .map(Measurement::counts)
            .orElse(null);
    List<Double> premiums = new ArrayList<>();
    int leastItems = Integer.MAX_VALUE;
    for (Measurement m : cells) {
      ItemCounts counts = m.counts();
      row(
          m,
          "tokens",
          "tokens",
          OptionalDouble.of((double) CorpusTokenCount.of(counts)),
          counts.present());
      if (ofReference == null) {
        note(m, "premium", "the reference language was not measured");
      } else {
        int shared = counts.sharedWith(ofReference).items();
        OptionalDouble premium = TokenPremium.overShared(counts, ofReference);
        row(m, "premium", "ratio", premium, shared);
        if (premium.isPresent()) {
          premiums.add(premium.getAsDouble());
          leastItems = Math.min(leastItems, shared);
        }
      }
      for (TextUnit unit : TextUnit.values()) {
        String name = unit.name().toLowerCase(Locale.ROOT);
        ItemCounts units = lengths.get(name + " " + m.corpus() + " " + m.language());
        if (units == null) {
          note(m, name + "_per_token", "the lengths of its items were not measured");
        } else {
          row(
              m,
              name + "_per_token",
              name,
              Compression.unitsPerToken(units.total(), counts.total()),
              counts.present());
        }
      }
    }
    OptionalDouble gini = Gini.of(premiums.stream().mapToDouble(p -> p).toArray());
    if (gini.isPresent()) {
      rows.add(
          new ResultRow(
              column.name(),
              column.kind(),
              "",
              column.pattern(),
              column.data(),
              column.requested(),
              column.tokenTarget(),
              column.vocabulary(),
              0,
              column.corpus(),
              "",
              "gini",
              "ratio",
              gini.getAsDouble(),
              leastItems));
    }
  }

  private void row(Measurement m, String metric, String unit, OptionalDouble value, int items) {
    if (value.isEmpty()) {
      note(
          m,
          metric,
          metric.equals("premium")
              ? "it shares no items with the reference language"
              : "its text has no tokens");
      return;
    }
    rows.add(
        new ResultRow(
            m.tokenizer(),
            m.kind(),
            m.trainedOn(),
            m.pattern(),
            m.data(),
            m.requestedVocabulary(),
            m.tokenTarget(),
            m.vocabulary(),
            m.trainingBytes(),
            m.corpus(),
            m.language(),
            metric,
            unit,
            value.getAsDouble(),
            items));
  }

  private void note(Measurement m, String metric, String reason) {
    notes.add(
        m.tokenizer()
            + " on "
            + m.corpus()
            + " "
            + m.language()
            + ": no "
            + metric
            + ": "
            + reason);
  }
}
