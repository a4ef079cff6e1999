package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tokenlab.analysis.metrics.BytePremium;
import org.tokenlab.analysis.metrics.Compression;
import org.tokenlab.analysis.metrics.ContextWindow;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.NormalizedSequenceLength;
import org.tokenlab.analysis.metrics.Parity;
import org.tokenlab.analysis.metrics.TokenCost;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.analysis.metrics.TokenPremium;
import org.tokenlab.analysis.metrics.VocabularyOverlap;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.tokenizers.TextUnit;

/// The figures of one language: of its text alone, and of each tokenizer on it.
final class LanguageMeasures {
  private final SampledText text;
  private final SampledText reference;
  private final MeasureSettings settings;
  private final String language;
  private final List<Measure> measures = new ArrayList<>();

  /// @param reference the language that this one is held against
  LanguageMeasures(SampledText text, SampledText reference, MeasureSettings settings) {
    this.text = text;
    this.reference = reference;
    this.settings = settings;
    language = text.text().language().toString();
  }

  /// Figures that need no tokenizer.
  List<Measure> ofText() {
    measures.clear();
    SampledCounts own = text.lengths(TextUnit.UTF8_BYTES);
    SampledCounts other = reference.lengths(TextUnit.UTF8_BYTES);
    ItemCounts.Shared shared = own.counts().sharedWith(other.counts());
    String none = "-";
    add(none, "items", "items", OptionalDouble.of(own.counts().present()));
    add(none, "shared_items", "items", OptionalDouble.of(shared.items()));
    for (TextUnit unit : TextUnit.values()) {
      add(
          none,
          "length",
          name(unit),
          OptionalDouble.of((double) text.lengths(unit).counts().total()));
    }
    measures.add(
        new Measure(
            language,
            none,
            "byte_premium",
            "ratio",
            BytePremium.ofParallel(shared.count(), shared.reference()),
            ratio(own, other)));
    return List.copyOf(measures);
  }

  /// Figures of one tokenizer.
  ///
  /// @param name of the tokenizer
  /// @param vocabularySize number of its tokens; 0 for a baseline that only counts
  /// @param own this language in its tokens
  /// @param other the reference language in its tokens
  /// @param first this language in the tokens of the first tokenizer
  List<Measure> of(
      String name,
      int vocabularySize,
      SampledTokens own,
      SampledTokens other,
      SampledTokens first) {
    measures.clear();
    economics(name, own.counts(), other.counts(), first.counts());
    OwnMeasures figures =
        new OwnMeasures(language, name, settings.alpha(), ItemIntervals.of(settings), measures);
    figures.words(own.text().words());
    own.text()
        .ids()
        .ifPresent(ids -> {
          figures.vocabulary(vocabularySize, ids);
          overlap(name, ids.frequencies(), other.text().ids().orElseThrow().frequencies());
          figures.places(ids);
        });
    return List.copyOf(measures);
  }

  private void economics(
      String name, SampledCounts sampled, SampledCounts otherSampled, SampledCounts first) {
    ItemCounts own = sampled.counts();
    ItemCounts other = otherSampled.counts();
    ItemCounts.Shared shared = own.sharedWith(other);
    ItemIntervals intervals = ItemIntervals.of(settings);
    long tokens = own.total();
    add(
        name,
        "tokens",
        "tokens",
        OptionalDouble.of((double) tokens),
        sampled.total(settings.level()));
    Optional<Interval> premium = ratio(sampled, otherSampled);
    add(
        name,
        "premium",
        "ratio",
        TokenPremium.ofCounts(shared.count(), shared.reference()),
        premium);
    add(
        name,
        "premium_mean_of_items",
        "ratio",
        TokenPremium.meanOverItems(own, other),
        meanOfItems(intervals, own, other));
    add(
        name,
        "parity",
        "ratio",
        shared.items() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(Parity.of(shared.count(), shared.reference())),
        parity(sampled, otherSampled));
    add(
        name,
        "normalized_sequence_length",
        "ratio",
        NormalizedSequenceLength.of(own, first.counts()),
        ratio(sampled, first));
    for (TextUnit unit : TextUnit.values()) {
      SampledCounts lengths = text.lengths(unit);
      rates(name, name(unit), lengths.counts().total(), tokens, ratio(lengths, sampled), true);
    }
    rates(name, "items", own.present(), tokens, ratio(text.items(), sampled), false);
    add(
        name,
        "window_equivalent",
        "tokens",
        ContextWindow.equivalent(settings.window(), shared.count(), shared.reference()),
        premium.map(interval -> interval.times((double) settings.window())));
  }

  /// What follows from the units that a token stands for.
  ///
  /// @param interval of units over tokens
  /// @param compression whether that figure itself is told
  private void rates(
      String name,
      String unit,
      long units,
      long tokens,
      Optional<Interval> interval,
      boolean compression) {
    if (compression) {
      add(name, "compression", unit + "/token", Compression.unitsPerToken(units, tokens), interval);
    }
    add(
        name,
        "window_holds",
        unit,
        ContextWindow.holds(settings.window(), units, tokens),
        interval.map(i -> i.times((double) settings.window())));
    if (settings.price().isPresent()) {
      double price = settings.price().getAsDouble();
      add(
          name,
          "cost",
          "price/million_" + unit,
          TokenCost.perMillionUnits(tokens, units, price),
          interval.flatMap(i -> i.under(price)));
    }
  }

  private static Optional<Interval> meanOfItems(
      ItemIntervals intervals, ItemCounts own, ItemCounts other) {
    double[] ratios = new double[own.size()];
    int[] counted = new int[own.size()];
    for (int i = 0; i < ratios.length; i++) {
      if (own.has(i) && other.get(i) > 0) {
        ratios[i] = (double) own.get(i) / other.get(i);
        counted[i] = 1;
      }
    }
    return intervals.ofMean(ratios, counted);
  }

  private Optional<Interval> parity(SampledCounts own, SampledCounts other) {
    long[] sums = own.sumsShared(other);
    long[] others = other.sumsShared(own);
    double[] parities = new double[sums.length];
    for (int r = 0; r < parities.length; r++) {
      parities[r] = Parity.of(sums[r], others[r]);
    }
    return Interval.percentile(parities, settings.level());
  }

  private void overlap(String name, TokenFrequencies own, TokenFrequencies reference) {
    add(name, "types_jaccard", "share", VocabularyOverlap.jaccard(own, reference));
    add(name, "covered_by_reference_types", "share", VocabularyOverlap.coverage(own, reference));
  }

  private void add(String tokenizer, String metric, String unit, OptionalDouble value) {
    measures.add(Measure.of(language, tokenizer, metric, unit, value));
  }

  private void add(
      String tokenizer,
      String metric,
      String unit,
      OptionalDouble value,
      Optional<Interval> interval) {
    measures.add(
        new Measure(
            language,
            tokenizer,
            metric,
            unit,
            value,
            value.isPresent() ? interval : Optional.empty()));
  }

  private Optional<Interval> ratio(SampledCounts numerator, SampledCounts denominator) {
    return numerator.over(denominator, settings.level());
  }

  private static String name(TextUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
