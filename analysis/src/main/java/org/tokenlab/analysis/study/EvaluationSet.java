package org.tokenlab.analysis.study;

import java.util.Arrays;
import java.util.List;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// A parallel corpus that a study measures on, cut down to the study's languages. Immutable,
/// thread-safe.
///
/// @param name in the results
/// @param corpus the text
/// @param languages those of the study that the corpus has, ascending
record EvaluationSet(String name, ParallelCorpus corpus, List<LanguageScript> languages) {
  /// Tokens of every item, each encoded by itself.
  ItemCounts count(Tokenizer tokenizer, LanguageScript language) {
    return count(language, tokenizer::count);
  }

  /// Length of every item.
  ItemCounts length(TextUnit unit, LanguageScript language) {
    return count(language, unit::length);
  }

  @FunctionalInterface
  private interface Counter {
    int count(String text);
  }

  private ItemCounts count(LanguageScript language, Counter counter) {
    int[] counts = new int[corpus.items()];
    Arrays.fill(counts, ItemCounts.MISSING);
    for (int i = 0; i < counts.length; i++) {
      String text = corpus.item(language, i);
      if (text != null) {
        counts[i] = counter.count(text);
      }
    }
    return ItemCounts.of(counts);
  }

  /// Which items a language has: bit by bit, so that equal texts at other places are another set.
  String shape(LanguageScript language) {
    return Sha256.of(corpus.common(List.of(language)).toString());
  }
}
