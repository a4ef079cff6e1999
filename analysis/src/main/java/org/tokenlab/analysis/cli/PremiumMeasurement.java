package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.analysis.metrics.Gini;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.TokenPremium;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;

/// Token counts of a parallel corpus by several tokenizers, each item encoded by itself, and the
/// premiums against one language.
final class PremiumMeasurement {
  private final ParallelCorpus corpus;
  private final LanguageScript reference;
  private final List<TokenizerChoice> tokenizers;
  private final List<Language> languages;

  private PremiumMeasurement(
      ParallelCorpus corpus,
      LanguageScript reference,
      List<TokenizerChoice> tokenizers,
      List<Language> languages) {
    this.corpus = corpus;
    this.reference = reference;
    this.tokenizers = tokenizers;
    this.languages = languages;
  }

  /// Figures of one language. All sums are over the items that it shares with the reference
  /// language.
  ///
  /// @param language which
  /// @param items how many items it shares with the reference
  /// @param tokens by tokenizer
  /// @param referenceTokens of the reference language on the same items, by tokenizer
  /// @param lengths in the units that were asked for
  record Language(
      LanguageScript language,
      int items,
      List<Long> tokens,
      List<Long> referenceTokens,
      Map<TextUnit, Long> lengths) {
    /// Empty where the two languages share no item.
    OptionalDouble premium(int tokenizer) {
      return TokenPremium.ofCounts(tokens.get(tokenizer), referenceTokens.get(tokenizer));
    }
  }

  /// Counts all languages. Each text is taken once by each tokenizer; languages are spread over
  /// threads.
  ///
  /// @param units in which lengths are measured too
  static PremiumMeasurement of(
      ParallelCorpus corpus,
      LanguageScript reference,
      List<TokenizerChoice> tokenizers,
      Set<TextUnit> units,
      int threads,
      Progress progress)
      throws IOException {
    ItemCounts[] referenceCounts = counts(corpus, reference, tokenizers);
    Iterator<LanguageScript> languages = corpus.languages().iterator();
    List<Language> results = new ArrayList<>();
    InOrder.<LanguageScript, Language>run(
        () -> languages.hasNext() ? languages.next() : null,
        language -> measure(corpus, language, tokenizers, units, referenceCounts),
        result -> {
          results.add(result);
          progress.at(results.size(), corpus.languages().size());
        },
        threads);
    return new PremiumMeasurement(corpus, reference, tokenizers, List.copyOf(results));
  }

  private static ItemCounts[] counts(
      ParallelCorpus corpus, LanguageScript language, List<TokenizerChoice> tokenizers) {
    int[][] counts = new int[tokenizers.size()][corpus.items()];
    for (int i = 0; i < corpus.items(); i++) {
      @Nullable String text = corpus.item(language, i);
      for (int t = 0; t < counts.length; t++) {
        counts[t][i] =
            text == null ? ItemCounts.MISSING : tokenizers.get(t).tokenizer().count(text);
      }
    }
    ItemCounts[] result = new ItemCounts[counts.length];
    for (int t = 0; t < counts.length; t++) {
      result[t] = ItemCounts.of(counts[t]);
    }
    return result;
  }

  private static Language measure(
      ParallelCorpus corpus,
      LanguageScript language,
      List<TokenizerChoice> tokenizers,
      Set<TextUnit> units,
      ItemCounts[] referenceCounts) {
    ItemCounts[] counts = counts(corpus, language, tokenizers);
    List<Long> tokens = new ArrayList<>();
    List<Long> referenceTokens = new ArrayList<>();
    int items = 0;
    for (int t = 0; t < counts.length; t++) {
      ItemCounts.Shared shared = counts[t].sharedWith(referenceCounts[t]);
      tokens.add(shared.count());
      referenceTokens.add(shared.reference());
      items = shared.items();
    }
    Map<TextUnit, Long> lengths = new EnumMap<>(TextUnit.class);
    for (TextUnit unit : units) {
      long length = 0;
      for (int i = 0; i < corpus.items(); i++) {
        String text = corpus.item(language, i);
        if (text != null && referenceCounts[0].has(i)) {
          length += unit.length(text);
        }
      }
      lengths.put(unit, length);
    }
    return new Language(language, items, tokens, referenceTokens, lengths);
  }

  ParallelCorpus corpus() {
    return corpus;
  }

  LanguageScript reference() {
    return reference;
  }

  List<TokenizerChoice> tokenizers() {
    return tokenizers;
  }

  /// In the corpus's order, by code.
  List<Language> languages() {
    return languages;
  }

  /// Premiums of all languages that have one, the reference included.
  double[] premiums(int tokenizer) {
    return languages.stream()
        .map(l -> l.premium(tokenizer))
        .flatMapToDouble(OptionalDouble::stream)
        .toArray();
  }

  /// Gini coefficient of [#premiums]: on a corpus that all languages have whole, the same as of
  /// their token counts.
  OptionalDouble gini(int tokenizer) {
    return Gini.of(premiums(tokenizer));
  }

  /// Whether all languages rest on the same number of items.
  boolean even() {
    return languages.stream().mapToInt(Language::items).distinct().count() <= 1;
  }
}
