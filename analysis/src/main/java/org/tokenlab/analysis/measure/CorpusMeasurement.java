package org.tokenlab.analysis.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.analysis.metrics.Gini;
import org.tokenlab.analysis.metrics.RenyiEntropy;
import org.tokenlab.analysis.metrics.ShannonEntropy;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.analysis.metrics.VocabularyUse;
import org.tokenlab.analysis.vocabulary.TokenReach;
import org.tokenlab.analysis.vocabulary.TokenTexts;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// All figures of all languages of a parallel corpus in all tokenizers.
///
/// Languages are spread over threads; each text is taken once by each tokenizer. What stays in
/// memory of a language are its figures and, for the figures across languages, its frequencies and
/// sums of resamples.
///
/// Immutable and thread-safe.
public final class CorpusMeasurement {
  private final ParallelCorpus corpus;
  private final List<NamedTokenizer> tokenizers;
  private final MeasureSettings settings;

  /// @param tokenizers at least one; the first is what normalized sequence lengths are relative to
  public CorpusMeasurement(
      ParallelCorpus corpus, List<NamedTokenizer> tokenizers, MeasureSettings settings) {
    this.corpus = corpus;
    this.tokenizers = List.copyOf(tokenizers);
    this.settings = settings;
  }

  /// A language's figures, and what the figures across languages need of it: by tokenizer.
  private record Part(List<Measure> measures, List<Across> across) {}

  /// @param premium over shared items
  /// @param frequencies empty for what only counts
  private record Across(SampledPremium premium, Optional<TokenFrequencies> frequencies) {}

  /// Is told after each language.
  @FunctionalInterface
  public interface Progress {
    /// So many languages are done, of so many.
    void at(int done, int languages);
  }

  /// All figures: by language, in it of the text, then by tokenizer; at the end those across
  /// languages, by tokenizer.
  ///
  /// @param reference a language of the corpus
  /// @param threads at least 1; the figures don't depend on it
  /// @param progress called on the calling thread
  /// @throws IOException if the text can't be read
  public List<Measure> measure(LanguageScript reference, int threads, Progress progress)
      throws IOException {
    SampledText referenceText = SampledText.of(corpus, reference, settings.resamples());
    List<SampledTokens> referenceTokens = new ArrayList<>();
    Iterator<NamedTokenizer> choices = tokenizers.iterator();
    InOrder.<NamedTokenizer, SampledTokens>run(
        () -> choices.hasNext() ? choices.next() : null,
        choice -> SampledTokens.of(choice.tokenizer(), referenceText, settings.resamples()),
        referenceTokens::add,
        threads);
    List<Measure> measures = new ArrayList<>();
    List<List<Across>> languages = new ArrayList<>();
    Iterator<LanguageScript> codes = corpus.languages().iterator();
    InOrder.<LanguageScript, Part>run(
        () -> codes.hasNext() ? codes.next() : null,
        language -> part(language, referenceText, referenceTokens),
        part -> {
          measures.addAll(part.measures);
          languages.add(part.across);
          progress.at(languages.size(), corpus.languages().size());
        },
        threads);
    Iterator<Integer> numbers = java.util.stream.IntStream.range(0, tokenizers.size()).iterator();
    InOrder.<Integer, List<Measure>>run(
        () -> numbers.hasNext() ? numbers.next() : null,
        t -> across(t, languages),
        measures::addAll,
        threads);
    return measures;
  }

  private Part part(
      LanguageScript language, SampledText referenceText, List<SampledTokens> referenceTokens) {
    SampledText text = SampledText.of(corpus, language, settings.resamples());
    LanguageMeasures figures = new LanguageMeasures(text, referenceText, settings);
    List<Measure> measures = new ArrayList<>(figures.ofText());
    List<Across> across = new ArrayList<>();
    SampledTokens first = null;
    for (int t = 0; t < tokenizers.size(); t++) {
      Tokenizer tokenizer = tokenizers.get(t).tokenizer();
      SampledTokens tokens = SampledTokens.of(tokenizer, text, settings.resamples());
      SampledTokens other = referenceTokens.get(t);
      first = first == null ? tokens : first;
      measures.addAll(
          figures.of(
              tokenizers.get(t).name(), tokenizer.vocabulary().size(), tokens, other, first));
      across.add(
          new Across(
              SampledPremium.of(tokens.counts(), other.counts()),
              tokens.text().ids().map(TokenizedText.IdFigures::frequencies)));
    }
    return new Part(measures, across);
  }

  private List<Measure> across(int tokenizer, List<List<Across>> languages) {
    List<Across> own = languages.stream().map(l -> l.get(tokenizer)).toList();
    String name = tokenizers.get(tokenizer).name();
    List<Measure> measures = new ArrayList<>();
    double[] premiums =
        own.stream().map(a -> a.premium.value()).flatMapToDouble(OptionalDouble::stream).toArray();
    List<SampledPremium> sampled = own.stream().map(Across::premium).toList();
    Map<String, Function<double[], OptionalDouble>> figures = new LinkedHashMap<>();
    figures.put("gini", Gini::of);
    figures.put("premium_least", p -> Arrays.stream(p).min());
    figures.put("premium_mean", p -> Arrays.stream(p).average());
    figures.put("premium_most", p -> Arrays.stream(p).max());
    figures.put("parity_worst", CorpusMeasurement::worstParity);
    figures.forEach((metric, figure) -> {
      OptionalDouble value = figure.apply(premiums);
      measures.add(
          new Measure(
              "*",
              name,
              metric,
              "ratio",
              value,
              value.isEmpty()
                  ? Optional.empty()
                  : SampledPremium.interval(sampled, figure, settings.level())));
    });
    if (own.stream().allMatch(a -> a.frequencies.isPresent())) {
      vocabulary(
          measures,
          tokenizers.get(tokenizer),
          own.stream().map(a -> a.frequencies.orElseThrow()).toList());
    }
    return measures;
  }

  private static OptionalDouble worstParity(double[] premiums) {
    OptionalDouble most = Arrays.stream(premiums).max();
    return most.isEmpty() || most.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(premiums).min().orElseThrow() / most.getAsDouble());
  }

  private void vocabulary(
      List<Measure> measures, NamedTokenizer choice, List<TokenFrequencies> languages) {
    Tokenizer tokenizer = choice.tokenizer();
    String name = choice.name();
    TokenFrequencies all = TokenFrequencies.of();
    int size = tokenizer.vocabulary().size();
    double[] shares = new double[languages.size()];
    for (int l = 0; l < shares.length; l++) {
      all = all.plus(languages.get(l));
      shares[l] = Math.min(1, (double) languages.get(l).types() / size);
    }
    TokenFrequencies counted = all;
    TokenReach reach = TokenReach.of(tokenizer);
    TokenTexts texts = new TokenTexts(tokenizer);
    add(measures, name, "vocabulary_size", "tokens", OptionalDouble.of(size));
    add(measures, name, "types", "tokens", OptionalDouble.of(all.types()));
    add(
        measures,
        name,
        "vocabulary_use",
        "share",
        VocabularyUse.share(all, Math.max(size, all.types())));
    add(measures, name, "vocabulary_use_variation", "ratio", VocabularyUse.variation(shares));
    add(
        measures,
        name,
        "languages_per_type",
        "languages",
        languages.stream().mapToLong(TokenFrequencies::types).sum() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                languages.stream().mapToDouble(TokenFrequencies::types).sum() / all.types()));
    add(measures, name, "shannon_entropy", "bits/token", ShannonEntropy.bits(all));
    add(
        measures,
        name,
        "renyi_efficiency",
        "share",
        RenyiEntropy.efficiency(all, settings.alpha()));
    for (TextUnit unit : List.of(TextUnit.UTF8_BYTES, TextUnit.CODE_POINTS)) {
      String unitName = unit.name().toLowerCase(java.util.Locale.ROOT);
      add(measures, name, "type_length", unitName, texts.meanLength(unit, id -> true));
      add(
          measures,
          name,
          "used_type_length",
          unitName,
          texts.meanLength(unit, id -> counted.count(id) > 0));
    }
    for (TokenReach.Kind kind : TokenReach.Kind.values()) {
      add(
          measures,
          name,
          "tokens_" + kind.name().toLowerCase(java.util.Locale.ROOT),
          "tokens",
          OptionalDouble.of(reach.count(kind)));
    }
    long unseen = reach.ids(TokenReach.Kind.REACHABLE).filter(id -> counted.count(id) == 0).count();
    add(measures, name, "tokens_never_seen", "tokens", OptionalDouble.of((double) unseen));
  }

  private static void add(
      List<Measure> measures, String name, String metric, String unit, OptionalDouble value) {
    measures.add(Measure.of("*", name, metric, unit, value));
  }
}
