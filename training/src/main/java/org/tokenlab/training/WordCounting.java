package org.tokenlab.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;

/// Counts the pieces of a sequence of texts on several threads: each takes a batch of texts at a
/// time and counts it in a table of its own; the tables are added up at the end.
final class WordCounting {
  // Large enough that threads don't wait for each other at the iterator, small enough that they end
  // together.
  private static final int BATCH_CHARS = 1 << 17;

  private final Iterator<? extends CharSequence> texts;
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final PacedListener listener;
  private final LongAdder bytes = new LongAdder();
  private boolean stopped;

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
    if (threads < 1) {
      throw new IllegalArgumentException("counting takes at least 1 thread; got " + threads);
    }
    listener.mark(Phase.COUNTING, 0, -1);
    WordTable table = threads == 1 ? countBatches() : countOn(threads);
    listener.mark(Phase.COUNTING, bytes.sum(), bytes.sum());
    return table.sorted();
  }

  private WordTable countOn(int threads) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads - 1)) {
      List<Future<WordTable>> others = new ArrayList<>();
      for (int i = 1; i < threads; i++) {
        others.add(pool.submit(this::countBatches));
      }
      WordTable table = countBatches();
      for (Future<WordTable> other : others) {
        WordTable counted = other.get();
        if (counted.size() > table.size()) {
          counted.addAll(table);
          table = counted;
        } else {
          table.addAll(counted);
        }
      }
      return table;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while counting", e);
    }
  }

  private WordTable countBatches() {
    WordCounter counter = new WordCounter(normalizer, preTokenizer);
    List<CharSequence> batch = new ArrayList<>();
    boolean whole = false;
    try {
      while (takeBatch(batch)) {
        for (CharSequence text : batch) {
          bytes.add(counter.add(text));
        }
        listener.tick(Phase.COUNTING, bytes.sum(), -1);
      }
      whole = true;
      return counter.table();
    } finally {
      if (!whole) {
        stop(); // the result is lost already; the other threads need not go on
      }
    }
  }

  private synchronized boolean takeBatch(List<CharSequence> batch) {
    batch.clear();
    for (long chars = 0; chars < BATCH_CHARS && !stopped && texts.hasNext(); ) {
      CharSequence text = texts.next();
      batch.add(text);
      chars += text.length();
    }
    return !batch.isEmpty();
  }

  private synchronized void stop() {
    stopped = true;
  }
}
