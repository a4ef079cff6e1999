package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tokenlab.analysis.measure.Measure;
import org.tokenlab.analysis.measure.SampledCounts;
import org.tokenlab.analysis.measure.SampledPremium;
import org.tokenlab.analysis.metrics.Compression;
import org.tokenlab.analysis.metrics.CorpusTokenCount;
import org.tokenlab.analysis.metrics.Gini;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.TokenPremium;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.analysis.stats.Resamples;
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
///
/// **Intervals** are at 95 %, by percentile, over resamples of the items that all tokenizers and
/// languages share ([Resamples]).
final class RowBuilder {
  /// Stands in a family's name where its tokenizers have their languages.
  static final String FAMILY = "mono";

  private final String reference;
  private final IntervalSettings intervals;
  private final Map<Integer, Resamples> resamples = new HashMap<>();
  private final Map<String, ItemCounts> lengths = new HashMap<>();
  private final Map<String, SampledCounts> sampledLengths = new HashMap<>();
  private final List<ResultRow> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private RowBuilder(String reference, IntervalSettings intervals) {
    this.reference = reference;
    this.intervals = intervals;
  }

  /// How intervals are found: by resamples of the items, the same ones for all tokenizers and
  /// languages.
  ///
  /// @param resamples how many; 0 for no intervals
  /// @param seed of the resamples
  record IntervalSettings(int resamples, long seed) {
    static final IntervalSettings NONE = new IntervalSettings(0, 0);
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
  static Table table(List<Measurement> measurements, String reference, IntervalSettings intervals) {
    RowBuilder builder = new RowBuilder(reference, intervals);
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
    Optional<Measurement> ofReference =
        cells.stream().filter(m -> m.language().equals(reference)).findFirst();
    Optional<SampledCounts> sampledReference = ofReference.flatMap(m -> sampled(m.counts()));
    List<Double> premiums = new ArrayList<>();
    List<SampledPremium> sampledPremiums = new ArrayList<>();
    int leastItems = Integer.MAX_VALUE;
    for (Measurement m : cells) {
      ItemCounts counts = m.counts();
      Optional<SampledCounts> sampled = sampled(counts);
      row(
          m,
          "tokens",
          "tokens",
          OptionalDouble.of((double) CorpusTokenCount.of(counts)),
          Optional.empty(),
          counts.present());
      if (ofReference.isEmpty()) {
        note(m, "premium", "the reference language was not measured");
      } else {
        int shared = counts.sharedWith(ofReference.get().counts()).items();
        OptionalDouble premium = TokenPremium.overShared(counts, ofReference.get().counts());
        Optional<SampledPremium> sampledPremium =
            sampled.map(own -> SampledPremium.of(own, sampledReference.orElseThrow()));
        row(
            m,
            "premium",
            "ratio",
            premium,
            sampledPremium.flatMap(p -> p.interval(Interval.USUAL_LEVEL)),
            shared);
        if (premium.isPresent()) {
          premiums.add(premium.getAsDouble());
          sampledPremium.ifPresent(sampledPremiums::add);
          leastItems = Math.min(leastItems, shared);
        }
      }
      compression(m, sampled);
      for (Measure measure : m.figures().measures()) {
        row(
            m,
            measure.metric(),
            measure.unit(),
            measure.value(),
            Optional.empty(),
            counts.present());
      }
    }
    OptionalDouble gini = Gini.of(premiums.stream().mapToDouble(p -> p).toArray());
    if (gini.isPresent()) {
      Optional<Interval> interval =
          SampledPremium.interval(sampledPremiums, Gini::of, Interval.USUAL_LEVEL);
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
              low(interval),
              high(interval),
              leastItems));
    }
  }

  private void compression(Measurement m, Optional<SampledCounts> sampled) {
    for (TextUnit unit : TextUnit.values()) {
      String name = unit.name().toLowerCase(Locale.ROOT);
      String key = name + " " + m.corpus() + " " + m.language();
      ItemCounts units = lengths.get(key);
      if (units == null) {
        note(m, name + "_per_token", "the lengths of its items were not measured");
      } else {
        row(
            m,
            name + "_per_token",
            name,
            Compression.unitsPerToken(units.total(), m.counts().total()),
            sampled.flatMap(tokens ->
                sampledLengths
                    .computeIfAbsent(key, k -> sampled(units).orElseThrow())
                    .over(tokens, Interval.USUAL_LEVEL)),
            m.counts().present());
      }
    }
  }

  /// Empty where no intervals are wanted, or there are no items.
  private Optional<SampledCounts> sampled(ItemCounts counts) {
    if (intervals.resamples() == 0 || counts.size() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SampledCounts(
            counts,
            resamples.computeIfAbsent(
                counts.size(),
                items -> Resamples.of(items, intervals.resamples(), intervals.seed()))));
  }

  private static double low(Optional<Interval> interval) {
    return interval.map(Interval::low).orElse(Double.NaN);
  }

  private static double high(Optional<Interval> interval) {
    return interval.map(Interval::high).orElse(Double.NaN);
  }

  private void row(
      Measurement m,
      String metric,
      String unit,
      OptionalDouble value,
      Optional<Interval> interval,
      int items) {
    if (value.isEmpty()) {
      note(
          m,
          metric,
          metric.equals("premium")
              ? "it shares no items with the reference language"
              : metric.endsWith("_per_token")
                  ? "its text has no tokens"
                  : "it has no value on this text");
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
            low(interval),
            high(interval),
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
