package org.tokenlab.analysis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tokenlab.analysis.metrics.BytePremium;
import org.tokenlab.analysis.metrics.Compression;
import org.tokenlab.analysis.metrics.ContextWindow;
import org.tokenlab.analysis.metrics.ContinuedWords;
import org.tokenlab.analysis.metrics.Fertility;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.NormalizedSequenceLength;
import org.tokenlab.analysis.metrics.Parity;
import org.tokenlab.analysis.metrics.PercentileFrequency;
import org.tokenlab.analysis.metrics.RenyiEntropy;
import org.tokenlab.analysis.metrics.ShannonEntropy;
import org.tokenlab.analysis.metrics.SingleTokenRetention;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.analysis.metrics.TokenPremium;
import org.tokenlab.analysis.metrics.VocabularyOverlap;
import org.tokenlab.analysis.metrics.VocabularyUse;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.analysis.vocabulary.DigitBoundaries;
import org.tokenlab.analysis.vocabulary.Utf8Completeness;
import org.tokenlab.tokenizers.TextUnit;

/// The figures of one language: of its text alone, and of each tokenizer on it.
final class LanguageMeasures {
  private final LanguageText text;
  private final LanguageText reference;
  private final MeasureSettings settings;
  private final String language;
  private final List<Measure> measures = new ArrayList<>();

  /// @param reference the language that this one is held against
  LanguageMeasures(LanguageText text, LanguageText reference, MeasureSettings settings) {
    this.text = text;
    this.reference = reference;
    this.settings = settings;
    language = text.language().toString();
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
      TokenizedText own,
      TokenizedText other,
      TokenizedText first) {
    measures.clear();
    economics(name, own.tokens(), other.tokens(), first.tokens());
    words(name, own.words());
    own.ids()
        .ifPresent(ids -> {
          vocabulary(name, vocabularySize, ids.frequencies(), other.ids().orElseThrow());
          places(name, ids);
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
    add(
        name,
        "window_equivalent",
        "tokens",
        ContextWindow.equivalent(settings.window(), shared.count(), shared.reference()));
  }

  private void words(String name, TokenizedText.WordCounts words) {
    int[] running = words.running();
    add(name, "fertility", "tokens/word", Fertility.of(running));
    add(name, "continued_words", "share", ContinuedWords.proportion(running));
    add(name, "continuing_tokens", "share", ContinuedWords.tokenShare(running));
    add(name, "single_token_retention", "percent", SingleTokenRetention.percent(words.tokens()));
  }

  private void vocabulary(
      String name, int size, TokenFrequencies own, TokenizedText.IdFigures reference) {
    add(name, "types", "tokens", OptionalDouble.of(own.types()));
    // Added tokens that stand in the text are types too, and no part of the model's vocabulary.
    add(name, "vocabulary_use", "share", VocabularyUse.share(own, Math.max(size, own.types())));
    add(name, "shannon_entropy", "bits/token", ShannonEntropy.bits(own));
    add(name, "shannon_efficiency", "share", ShannonEntropy.efficiency(own));
    add(name, "renyi_efficiency", "share", RenyiEntropy.efficiency(own, settings.alpha()));
    add(
        name,
        "renyi_efficiency_of_vocabulary",
        "share",
        RenyiEntropy.efficiency(own, settings.alpha(), Math.max(1, Math.max(size, own.types()))));
    add(
        name,
        "percentile_frequency",
        "share",
        PercentileFrequency.of(
            own, PercentileFrequency.PAPER_START, PercentileFrequency.PAPER_END));
    add(name, "types_jaccard", "share", VocabularyOverlap.jaccard(own, reference.frequencies()));
    add(
        name,
        "covered_by_reference_types",
        "share",
        VocabularyOverlap.coverage(own, reference.frequencies()));
  }

  private void places(String name, TokenizedText.IdFigures ids) {
    add(name, "bigram_efficiency", "share", ids.bigrams().efficiency());
    add(name, "trigram_efficiency", "share", ids.trigrams().efficiency());
    Utf8Completeness utf8 = ids.utf8();
    add(name, "complete_tokens", "share", utf8.completeShare());
    add(name, "split_characters", "share", utf8.splitShare());
    add(name, "digit_boundary_f1", "share", DigitBoundaries.meanF1(ids.numbers()));
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
