package org.tokenlab.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.Parallel;
import org.tokenlab.training.internal.TextBatches;

/// Counts the pieces of texts on several threads: each takes a batch of texts at a time and counts
/// it in a table of its own; the tables are added up at the end, in memory, or on the disk if one
/// was full.
final class WordCounting {
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final CountingSettings settings;
  private final int threads;

  /// Shows texts to counters, one a thread, and returns these.
  @FunctionalInterface
  private interface Reading {
    List<WordCounter> read(Supplier<WordCounter> newCounter);
  }

  WordCounting(
      Normalizer normalizer, PreTokenizer preTokenizer, CountingSettings settings, int threads) {
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
    this.settings = settings;
    this.threads = threads;
  }

  WordCounts count(Iterator<? extends CharSequence> texts, PacedListener listener) {
    return run(reading(texts, listener));
  }

  private Reading reading(Iterator<? extends CharSequence> texts, PacedListener listener) {
    return newCounter ->
        TextBatches.read(
            texts,
            threads,
            newCounter,
            (counter, utf8, from, to) -> counter.count(utf8, from, to, 1),
            listener);
  }

  /// Each distinct part, as `cut` cuts texts, is a text as often as it occurs.
  WordCounts count(Iterator<? extends CharSequence> texts, Splitter cut, PacedListener listener) {
    // Parts are no words to drop yet: rewritten, several may become one.
    WordCounting cutting =
        new WordCounting(Normalizer.none(), cut, settings.withMinCount(1), threads);
    if (settings.isLimited()) {
      return count(cutting.count(texts, listener));
    }
    WordParts parts =
        new WordParts(
            cutting.reading(texts, listener).read(cutting::counter).stream()
                .map(WordCounter::table)
                .toList());
    return run(newCounter ->
        Parallel.run(
                parts.count(),
                threads,
                () -> parts.new Reader(newCounter.get()),
                WordParts.Reader::read)
            .stream()
            .map(WordParts.Reader::counter)
            .toList());
  }

  private WordCounter counter() {
    return new WordCounter(normalizer, preTokenizer);
  }

  /// Each word is a text as often as it occurs.
  private WordCounts count(WordCounts words) {
    return run(newCounter ->
        Parallel.run(
            words.shares(),
            threads,
            newCounter,
            (counter, share) -> words.forEachOf(share, counter::count)));
  }

  private WordCounts run(Reading reading) {
    try (WordRuns runs = new WordRuns(settings)) {
      List<WordTable> tables = tables(reading, runs);
      if (!settings.isLimited()) {
        return inMemory(tables);
      }
      if (runs.isEmpty() && fitTogether(tables)) {
        return inMemory(tables);
      }
      for (WordTable table : tables) {
        runs.take(table);
      }
      tables.clear(); // the room is for the result
      return runs.merged();
    }
  }

  private List<WordTable> tables(Reading reading, WordRuns runs) {
    long share = settings.isLimited() ? settings.memoryBytes() / threads : settings.memoryBytes();
    List<WordCounter> counters =
        reading.read(() ->
            new WordCounter(normalizer, preTokenizer, settings.isLimited() ? runs : null, share));
    return new ArrayList<>(counters.stream().map(WordCounter::table).toList());
  }

  private WordCounts inMemory(List<WordTable> tables) {
    return WordSorter.sorted(tables, settings.minCount(), threads);
  }

  /// Whether the limit allows for all tables, and for adding them up and putting that in order.
  private boolean fitTogether(List<WordTable> tables) {
    long bytes = 0;
    for (WordTable table : tables) {
      bytes += table.bytesWith(0, 0) + WordSorter.WORD_BYTES * (long) table.size();
      bytes += 3 * table.longBytes();
    }
    return bytes <= settings.memoryBytes();
  }
}
