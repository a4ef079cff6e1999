package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tokenlab.analysis.metrics.ContinuedWords;
import org.tokenlab.analysis.metrics.Fertility;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.PercentileFrequency;
import org.tokenlab.analysis.metrics.RenyiEntropy;
import org.tokenlab.analysis.metrics.ShannonEntropy;
import org.tokenlab.analysis.metrics.SingleTokenRetention;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.analysis.metrics.VocabularyUse;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.Tokenizer;

/// The figures of one tokenizer on one language that need neither another language nor another
/// tokenizer.
public final class OwnMeasures {
  private final String language;
  private final String tokenizer;
  private final double alpha;
  private final ItemIntervals intervals;
  private final List<Measure> measures;

  /// @param measures receives the figures
  OwnMeasures(
      String language,
      String tokenizer,
      double alpha,
      ItemIntervals intervals,
      List<Measure> measures) {
    this.language = language;
    this.tokenizer = tokenizer;
    this.alpha = alpha;
    this.intervals = intervals;
    this.measures = measures;
  }

  /// What one encoding of a text gives.
  ///
  /// @param counts tokens by item
  /// @param measures the figures of the groups asked for, those of tokens' ids left out where a
  ///   tokenizer has none
  public record Result(ItemCounts counts, List<Measure> measures) {}

  /// Encodes a language's items, each by itself and without special tokens, and takes the figures,
  /// without intervals.
  ///
  /// @param tokenizer its name is that of the figures
  /// @param groups which figures; none for the counts alone
  /// @param alpha order of Rényi's entropy
  public static Result of(
      Tokenizer tokenizer,
      ParallelCorpus corpus,
      LanguageScript language,
      Set<MeasureGroup> groups,
      double alpha) {
    LanguageText text = LanguageText.ofItems(corpus, language, groups.contains(MeasureGroup.WORDS));
    TokenizedText tokens = TokenizedText.of(tokenizer, text, groups);
    List<Measure> measures = new ArrayList<>();
    OwnMeasures own =
        new OwnMeasures(language.toString(), tokenizer.name(), alpha, ItemIntervals.NONE, measures);
    if (groups.contains(MeasureGroup.WORDS)) {
      own.words(tokens.words());
    }
    if (groups.contains(MeasureGroup.COST)) {
      own.cost(ModelCosts.of(text.items()), tokenizer.vocabulary().size(), tokens.counts());
    }
    tokens
        .ids()
        .ifPresent(ids -> {
          if (groups.contains(MeasureGroup.VOCABULARY)) {
            own.vocabulary(tokenizer.vocabulary().size(), ids);
          }
          if (groups.contains(MeasureGroup.PLACES)) {
            own.places(ids);
          }
        });
    return new Result(tokens.counts(), List.copyOf(measures));
  }

  void words(TokenizedWords words) {
    int[] running = words.running();
    ItemIntervals.Sums tokens = intervals.sums(words.tokens());
    ItemIntervals.Sums all = intervals.sums(words.words());
    add("fertility", "tokens/word", Fertility.of(running), intervals.ofRatio(tokens, all));
    add(
        "continued_words",
        "share",
        ContinuedWords.proportion(running),
        intervals.ofRatio(intervals.sums(words.continued()), all));
    add(
        "continuing_tokens",
        "share",
        ContinuedWords.tokenShare(running),
        intervals.ofRatio(intervals.sums(words.continuing()), tokens));
    add(
        "single_token_retention",
        "percent",
        SingleTokenRetention.percent(words.perDistinct()),
        Optional.empty());
  }

  /// @param size number of tokens of the vocabulary
  void vocabulary(int size, TokenizedText.IdFigures ids) {
    TokenFrequencies frequencies = ids.frequencies();
    // Added tokens that stand in the text are types too, and no part of the model's vocabulary.
    int all = Math.max(size, frequencies.types());
    count("types", "tokens", OptionalDouble.of(frequencies.types()));
    count("vocabulary_use", "share", VocabularyUse.share(frequencies, all));
    OptionalDouble bits = ShannonEntropy.bits(frequencies);
    Optional<Interval> shannon = entropy(bits, 1, ids);
    add("shannon_entropy", "bits/token", bits, shannon);
    efficiency(
        "shannon_efficiency", ShannonEntropy.efficiency(frequencies), shannon, frequencies.types());
    Optional<Interval> renyi = entropy(RenyiEntropy.bits(frequencies, alpha), alpha, ids);
    efficiency(
        "renyi_efficiency",
        RenyiEntropy.efficiency(frequencies, alpha),
        renyi,
        frequencies.types());
    efficiency(
        "renyi_efficiency_of_vocabulary",
        RenyiEntropy.efficiency(frequencies, alpha, Math.max(1, all)),
        renyi,
        all);
    count(
        "percentile_frequency",
        "share",
        PercentileFrequency.of(
            frequencies, PercentileFrequency.PAPER_START, PercentileFrequency.PAPER_END));
  }

  /// @param size number of tokens of the vocabulary; 0 for a tokenizer that only counts, which no
  ///   model could be over
  void cost(ModelCosts costs, int size, ItemCounts tokens) {
    if (size > 0 && costs.bytes() > 0) {
      double own = costs.plain(tokenizer, size, tokens).total().multiplyAdds();
      double pooled = costs.wordPooled().total().multiplyAdds();
      count("model_multiply_adds", "multiply-adds/byte", OptionalDouble.of(own / costs.bytes()));
      count("cost_over_word_pooled", "ratio", OptionalDouble.of(own / pooled));
    }
  }

  void places(TokenizedText.IdFigures ids) {
    count("bigram_efficiency", "share", ids.successors().bigrams().efficiency());
    count("trigram_efficiency", "share", ids.successors().trigrams().efficiency());
    ids.places().measure(this, intervals);
  }

  /// The interval of an entropy in bits. Order 0 is the number of types, which no weight changes.
  private Optional<Interval> entropy(
      OptionalDouble bits, double order, TokenizedText.IdFigures ids) {
    if (!intervals.wanted() || bits.isEmpty() || order == 0) {
      return Optional.empty();
    }
    return intervals.ofLinear(
        bits.getAsDouble(), EntropyInfluence.renyi(ids.frequencies(), order, ids.byItem()));
  }

  /// An entropy over that of `types` equally frequent types.
  private void efficiency(
      String metric, OptionalDouble value, Optional<Interval> entropy, int types) {
    add(
        metric,
        "share",
        value,
        types > 1
            ? entropy.map(interval -> interval.times(Math.log(2) / Math.log(types)))
            : Optional.empty());
  }

  /// A figure that rests on how many types there are, which a resample has fewer of: no interval.
  private void count(String metric, String unit, OptionalDouble value) {
    add(metric, unit, value, Optional.empty());
  }

  void add(String metric, String unit, OptionalDouble value, Optional<Interval> interval) {
    measures.add(
        new Measure(
            language,
            tokenizer,
            metric,
            unit,
            value,
            value.isPresent() ? interval : Optional.empty()));
  }
}
