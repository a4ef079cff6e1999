package org.tokenlab.training;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Told how far a training run is. Calls come from one thread at a time, at most about ten a second
/// and at the start and end of each phase; a call should return soon, since the work waits for it.
@FunctionalInterface
public interface TrainingListener {
  /// Hears nothing.
  TrainingListener NONE = (phase, done, total) -> {};

  /// Hears how far the run is.
  ///
  /// @param phase what is being done
  /// @param done how much of it is done, in the phase's own unit
  /// @param total how much there is, or −1 where that is not known beforehand
  void progress(Phase phase, long done, long total);

  /// A listener that passes on what it hears with the pace and the time left. For one run at a
  /// time.
  static TrainingListener timed(Consumer<? super TrainingProgress> consumer) {
    return new TrainingListener() {
      private final Pace pace = new Pace();
      private @Nullable Phase phase;

      @Override
      public void progress(Phase now, long done, long total) {
        if (now != phase) {
          pace.restart();
          phase = now;
        }
        pace.mark(done);
        consumer.accept(new TrainingProgress(now, done, total, pace.perSecond(), pace.left(total)));
      }
    };
  }

  /// A stretch of a training run.
  enum Phase {
    /// Reading texts and counting their pieces. Unit: bytes of UTF-8; the total is not known.
    COUNTING,
    /// Laying the distinct pieces out and counting their pairs. Unit: distinct pieces.
    INDEXING,
    /// Learning tokens. Unit: tokens, the 256 bytes included; the total is the size asked for,
    /// which the text may not yield.
    MERGING,
    /// Looking for strings that repeat, to start from. Unit: bytes.
    SEEDING,
    /// Fitting pieces and dropping the least useful. Unit: pieces to drop.
    PRUNING,
  }
}
