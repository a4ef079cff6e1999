package org.tokenlab.training;

import java.util.Iterator;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.TextBatches;

/// Counts the pieces of a sequence of texts on several threads: each takes a batch of texts at a
/// time and counts it in a table of its own; the tables are added up at the end.
final class WordCounting {
  private final Iterator<? extends CharSequence> texts;
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final PacedListener listener;

  WordCounting(
      Iterator<? extends CharSequence> texts,
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      PacedListener listener) {
    this.texts = texts;
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
    this.listener = listener;
  }

  WordCounts run(int threads) {
    return TextBatches.read(
            texts,
            threads,
            () -> new WordCounter(normalizer, preTokenizer),
            WordCounter::add,
            listener)
        .stream()
        .map(WordCounter::table)
        .reduce(WordCounting::both)
        .orElseThrow()
        .sorted();
  }

  private static WordTable both(WordTable a, WordTable b) {
    WordTable larger = a.size() < b.size() ? b : a;
    larger.addAll(larger == a ? b : a);
    return larger;
  }
}
