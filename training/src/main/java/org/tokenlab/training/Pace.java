package org.tokenlab.training;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// How fast a piece of work goes of late, and how long the rest will take at that pace: the amount
/// done within the last few seconds, divided by their time. So it follows work that becomes faster
/// or slower on its way, as merging does.
///
/// Not thread-safe.
public final class Pace {
  private static final long WINDOW_NANOS = 5_000_000_000L;
  private static final long LEAST_NANOS = 300_000_000L; // below it there is only noise to tell

  private record Mark(long nanos, long done) {}

  private final LongSupplier clock;
  private final ArrayDeque<Mark> marks = new ArrayDeque<>();

  /// A pace by the system's clock.
  public Pace() {
    this(System::nanoTime);
  }

  /// @param clock nanoseconds from any start
  Pace(LongSupplier clock) {
    this.clock = clock;
  }

  /// So much is done by now; other work begins where it is less than before.
  public void mark(long done) {
    if (!marks.isEmpty() && done < marks.getLast().done()) {
      marks.clear();
    }
    long now = clock.getAsLong();
    marks.add(new Mark(now, done));
    while (marks.size() > 2 && now - marks.getFirst().nanos() > WINDOW_NANOS) {
      marks.removeFirst();
    }
  }

  /// Forgets what was marked: other work begins.
  public void restart() {
    marks.clear();
  }

  /// The amount done in a second; empty before it can be told.
  public OptionalDouble perSecond() {
    if (marks.isEmpty()) {
      return OptionalDouble.empty();
    }
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    long nanos = last.nanos() - first.nanos();
    return nanos < LEAST_NANOS
        ? OptionalDouble.empty()
        : OptionalDouble.of((last.done() - first.done()) * 1e9 / nanos);
  }

  /// The time for what is left of `total`; empty where the total (below 0) or the pace is not
  /// known, or nothing moves.
  public Optional<Duration> left(long total) {
    OptionalDouble pace = perSecond();
    if (total < 0 || pace.isEmpty() || pace.getAsDouble() <= 0) {
      return Optional.empty();
    }
    double seconds = Math.max(0, total - marks.getLast().done()) / pace.getAsDouble();
    return Optional.of(Duration.ofMillis((long) (seconds * 1e3)));
  }
}
