package org.tokenlab.training.internal;

import java.util.concurrent.TimeUnit;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingListener.Phase;

/// Passes on to a listener no more than it should hear. Thread-safe.
public final class PacedListener {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final TrainingListener listener;
  private long next = System.nanoTime();

  /// Passes on to `listener`.
  public PacedListener(TrainingListener listener) {
    this.listener = listener;
  }

  /// Tells the listener if it has not been told for a while.
  public synchronized void tick(Phase phase, long done, long total) {
    long now = System.nanoTime();
    if (now - next >= 0) {
      next = now + PAUSE_NANOS;
      listener.progress(phase, done, total);
    }
  }

  /// Tells the listener at any rate: a phase starts or ends.
  public synchronized void mark(Phase phase, long done, long total) {
    next = System.nanoTime() + PAUSE_NANOS;
    listener.progress(phase, done, total);
  }
}
