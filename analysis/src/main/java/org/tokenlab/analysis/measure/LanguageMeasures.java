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
    OwnMeasures figures = new OwnMeasures(language, name, settings.alpha(), measures);
    figures.words(own.text().words());
    own.text()
        .ids()
        .ifPresent(ids -> {
          figures.vocabulary(vocabularySize, ids.frequencies());
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
    add(name, "tokens", "tokens", OptionalDouble.of((double) own.total()));
    measures.add(
        new Measure(
            language,
            name,
            "premium",
            "ratio",
            TokenPremium.ofCounts(shared.count(), shared.reference()),
            ratio(sampled, otherSampled)));
    add(name, "premium_mean_of_items", "ratio", TokenPremium.meanOverItems(own, other));
    add(
        name,
        "parity",
        "ratio",
        shared.items() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(Parity.of(shared.count(), shared.reference())));
    measures.add(
        new Measure(
            language,
            name,
            "normalized_sequence_length",
            "ratio",
            NormalizedSequenceLength.of(own, first.counts()),
            ratio(sampled, first)));
    long tokens = own.total();
    for (TextUnit unit : TextUnit.values()) {
      SampledCounts sampledLengths = text.lengths(unit);
      ItemCounts lengths = sampledLengths.counts();
      measures.add(
          new Measure(
              language,
              name,
              "compression",
              name(unit) + "/token",
              Compression.unitsPerToken(lengths.total(), tokens),
              ratio(sampledLengths, sampled)));
      add(
          name,
          "window_holds",
          name(unit),
          ContextWindow.holds(settings.window(), lengths.total(), tokens));
    }
    add(
        name,
        "window_holds",
        "items",
        ContextWindow.holds(settings.window(), own.present(), tokens));
    if (settings.price().isPresent()) {
      cost(name, own.present(), tokens, settings.price().getAsDouble());
    }
    add(
        name,
        "window_equivalent",
        "tokens",
        ContextWindow.equivalent(settings.window(), shared.count(), shared.reference()));
  }

  private void cost(String name, int items, long tokens, double price) {
    for (TextUnit unit : TextUnit.values()) {
      add(
          name,
          "cost",
          "price/million_" + name(unit),
          TokenCost.perMillionUnits(tokens, text.lengths(unit).counts().total(), price));
    }
    add(name, "cost", "price/million_items", TokenCost.perMillionUnits(tokens, items, price));
  }

  private void overlap(String name, TokenFrequencies own, TokenFrequencies reference) {
    add(name, "types_jaccard", "share", VocabularyOverlap.jaccard(own, reference));
    add(name, "covered_by_reference_types", "share", VocabularyOverlap.coverage(own, reference));
  }

  private void add(String tokenizer, String metric, String unit, OptionalDouble value) {
    measures.add(Measure.of(language, tokenizer, metric, unit, value));
  }

  private Optional<Interval> ratio(SampledCounts numerator, SampledCounts denominator) {
    return numerator.over(denominator, settings.level());
  }

  private static String name(TextUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
