package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.List;
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
import org.tokenlab.analysis.vocabulary.DigitBoundaries;
import org.tokenlab.analysis.vocabulary.Utf8Completeness;
import org.tokenlab.tokenizers.Tokenizer;

/// The figures of one tokenizer on one language that need neither another language nor another
/// tokenizer.
public final class OwnMeasures {
  private final String language;
  private final String tokenizer;
  private final double alpha;
  private final List<Measure> measures;

  OwnMeasures(String language, String tokenizer, double alpha, List<Measure> measures) {
    this.language = language;
    this.tokenizer = tokenizer;
    this.alpha = alpha;
    this.measures = measures;
  }

  /// What one encoding of a text gives.
  ///
  /// @param counts tokens by item
  /// @param measures the figures of the groups asked for, those of tokens' ids left out where a
  ///   tokenizer has none
  public record Result(ItemCounts counts, List<Measure> measures) {}

  /// Encodes a language's items, each by itself and without special tokens, and takes the figures.
  ///
  /// @param tokenizer its name is that of the figures
  /// @param groups which figures; none for the counts alone
  /// @param alpha order of Rényi's entropy
  public static Result of(
      Tokenizer tokenizer, LanguageText text, Set<MeasureGroup> groups, double alpha) {
    TokenizedText tokens = TokenizedText.of(tokenizer, text, groups);
    List<Measure> measures = new ArrayList<>();
    OwnMeasures own =
        new OwnMeasures(text.language().toString(), tokenizer.name(), alpha, measures);
    if (groups.contains(MeasureGroup.WORDS)) {
      own.words(tokens.words());
    }
    tokens
        .ids()
        .ifPresent(ids -> {
          if (groups.contains(MeasureGroup.VOCABULARY)) {
            own.vocabulary(tokenizer.vocabulary().size(), ids.frequencies());
          }
          if (groups.contains(MeasureGroup.PLACES)) {
            own.places(ids);
          }
        });
    return new Result(tokens.counts(), List.copyOf(measures));
  }

  void words(TokenizedText.WordCounts words) {
    int[] running = words.running();
    add("fertility", "tokens/word", Fertility.of(running));
    add("continued_words", "share", ContinuedWords.proportion(running));
    add("continuing_tokens", "share", ContinuedWords.tokenShare(running));
    add("single_token_retention", "percent", SingleTokenRetention.percent(words.tokens()));
  }

  /// @param size number of tokens of the vocabulary
  void vocabulary(int size, TokenFrequencies frequencies) {
    // Added tokens that stand in the text are types too, and no part of the model's vocabulary.
    int all = Math.max(size, frequencies.types());
    add("types", "tokens", OptionalDouble.of(frequencies.types()));
    add("vocabulary_use", "share", VocabularyUse.share(frequencies, all));
    add("shannon_entropy", "bits/token", ShannonEntropy.bits(frequencies));
    add("shannon_efficiency", "share", ShannonEntropy.efficiency(frequencies));
    add("renyi_efficiency", "share", RenyiEntropy.efficiency(frequencies, alpha));
    add(
        "renyi_efficiency_of_vocabulary",
        "share",
        RenyiEntropy.efficiency(frequencies, alpha, Math.max(1, all)));
    add(
        "percentile_frequency",
        "share",
        PercentileFrequency.of(
            frequencies, PercentileFrequency.PAPER_START, PercentileFrequency.PAPER_END));
  }

  void places(TokenizedText.IdFigures ids) {
    add("bigram_efficiency", "share", ids.bigrams().efficiency());
    add("trigram_efficiency", "share", ids.trigrams().efficiency());
    Utf8Completeness utf8 = ids.utf8();
    add("complete_tokens", "share", utf8.completeShare());
    add("split_characters", "share", utf8.splitShare());
    add("digit_boundary_f1", "share", DigitBoundaries.meanF1(ids.numbers()));
  }

  private void add(String metric, String unit, OptionalDouble value) {
    measures.add(Measure.of(language, tokenizer, metric, unit, value));
  }
}
