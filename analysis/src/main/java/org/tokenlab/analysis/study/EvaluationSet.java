package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
/// @param example the item whose segmentation is kept; −1 if no item serves
record EvaluationSet(
    String name, ParallelCorpus corpus, List<LanguageScript> languages, int example) {
  /// An example of this length fills a line or two of a page.
  private static final int EXAMPLE_LENGTH = 120;

  /// With the example that suits best: of the items that all languages have, or, if there are none,
  /// that the reference has, the one whose length in the reference is nearest to 120 UTF-16 units.
  static EvaluationSet of(
      String name,
      ParallelCorpus corpus,
      List<LanguageScript> languages,
      LanguageScript reference) {
    BitSet shared = corpus.common(languages);
    BitSet items = shared.isEmpty() ? corpus.common(List.of(reference)) : shared;
    int example = -1;
    int least = Integer.MAX_VALUE;
    for (int i = items.nextSetBit(0); i >= 0; i = items.nextSetBit(i + 1)) {
      String text = corpus.item(reference, i);
      int distance = text == null ? Integer.MAX_VALUE : Math.abs(text.length() - EXAMPLE_LENGTH);
      if (distance < least) {
        least = distance;
        example = i;
      }
    }
    return new EvaluationSet(name, corpus, languages, example);
  }

  /// The items that a language has, in order.
  List<String> texts(LanguageScript language) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < corpus.items(); i++) {
      String text = corpus.item(language, i);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

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
