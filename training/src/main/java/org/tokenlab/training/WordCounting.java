package org.tokenlab.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.TextBatches;
import org.tokenlab.training.internal.TextWorker;

/// Counts the pieces of a sequence of texts on several threads: each takes a batch of texts at a
/// time and counts it in a table of its own; the tables are added up at the end, in memory, or on
/// the disk if one was full.
final class WordCounting {
  private static final TextWorker<WordCounter> ADDING =
      new TextWorker<>() {
        @Override
        public int add(WordCounter counter, CharSequence text) {
          return counter.add(text);
        }

        @Override
        public void add(WordCounter counter, byte[] utf8, int from, int to) {
          counter.count(utf8, from, to, 1);
        }
      };

  private final Iterator<? extends CharSequence> texts;
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final PacedListener listener;
  private final CountingSettings settings;

  WordCounting(
      Iterator<? extends CharSequence> texts,
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      PacedListener listener,
      CountingSettings settings) {
    this.texts = texts;
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
    this.listener = listener;
    this.settings = settings;
  }

  WordCounts run(int threads) {
    try (WordRuns runs = new WordRuns(settings)) {
      List<WordTable> tables = read(threads, runs);
      if (!settings.isLimited()) {
        return inMemory(tables, threads);
      }
      if (runs.isEmpty() && fitTogether(tables)) {
        return inMemory(tables, threads);
      }
      for (WordTable table : tables) {
        runs.take(table);
      }
      tables.clear(); // the room is for the result
      return runs.merged();
    }
  }

  private List<WordTable> read(int threads, WordRuns runs) {
    long share = settings.isLimited() ? settings.memoryBytes() / threads : settings.memoryBytes();
    List<WordCounter> counters =
        TextBatches.read(
            texts,
            threads,
            () ->
                new WordCounter(
                    normalizer, preTokenizer, settings.isLimited() ? runs : null, share),
            ADDING,
            listener);
    return new ArrayList<>(counters.stream().map(WordCounter::table).toList());
  }

  private WordCounts inMemory(List<WordTable> tables, int threads) {
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
