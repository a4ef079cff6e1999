package org.tokenlab.training.internal;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.tokenlab.training.TextBlocks;
import org.tokenlab.training.TrainingListener.Phase;

/// Hands the texts of one sequence out to several threads, in batches.
///
/// Which thread gets which batch is left to chance; whoever uses this makes sure that it doesn't
/// show in the result.
public final class TextBatches {
  // Large enough that threads don't wait for each other at the iterator, small enough that they end
  // together.
  private static final int BATCH_SIZE = 1 << 17; // UTF-16 units, or bytes

  private final Iterator<? extends CharSequence> texts;
  private final PacedListener listener;
  private final LongAdder bytes = new LongAdder();
  private boolean stopped;

  private TextBatches(Iterator<? extends CharSequence> texts, PacedListener listener) {
    this.texts = texts;
    this.listener = listener;
  }

  /// Shows every text to one of as many workers as there are threads, and returns the workers.
  ///
  /// @param texts used by one thread at a time. What it throws comes out of this call
  /// @param threads how many threads, the calling one included; at least 1
  /// @param newWorker makes what one thread keeps
  /// @param work takes a text in
  public static <W> List<W> read(
      Iterator<? extends CharSequence> texts,
      int threads,
      Supplier<W> newWorker,
      TextWorker<W> work,
      PacedListener listener) {
    if (threads < 1) {
      throw new IllegalArgumentException("counting takes at least 1 thread; got " + threads);
    }
    TextBatches batches = new TextBatches(texts, listener);
    listener.mark(Phase.COUNTING, 0, -1);
    List<W> workers =
        Parallel.run(threads, threads, newWorker, (worker, _) -> batches.readAll(worker, work));
    listener.mark(Phase.COUNTING, batches.bytes.sum(), batches.bytes.sum());
    return workers;
  }

  private <W> void readAll(W worker, TextWorker<W> work) {
    TextBatch batch = new TextBatch();
    boolean whole = false;
    try {
      while (take(batch)) {
        bytes.add(batch.show(worker, work));
        listener.tick(Phase.COUNTING, bytes.sum(), -1);
      }
      whole = true;
    } finally {
      if (!whole) {
        stop(); // the result is lost already; the other threads need not go on
      }
    }
  }

  private synchronized boolean take(TextBatch batch) {
    batch.clear();
    boolean more = true;
    while (more && batch.size() < BATCH_SIZE && !stopped) {
      if (texts instanceof TextBlocks blocks) {
        more = blocks.next(batch);
      } else {
        more = texts.hasNext();
        if (more) {
          batch.text(texts.next());
        }
      }
    }
    return !batch.isEmpty();
  }

  private synchronized void stop() {
    stopped = true;
  }
}
