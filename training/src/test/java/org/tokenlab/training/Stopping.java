package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Function;

/// Stops runs, as if they were killed, at some call of their listener.
public final class Stopping {
  private Stopping() {}

  /// Thrown by a listener.
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Stopped() {
      super("stopped by its listener");
    }
  }

  /// Stops the run that calls.
  public static Stopped now() {
    return new Stopped();
  }

  /// Stops a run at the call behind so many.
  public static TrainingListener after(int calls) {
    int[] left = {calls};
    return (phase, done, total) -> {
      if (left[0]-- == 0) {
        throw now();
      }
    };
  }

  /// Begins a run again and again, with another listener that stops it, until it comes to its end.
  public static <T> T untilDone(Random random, Function<TrainingListener, T> run) {
    int stops = 0;
    while (true) {
      try {
        T done = run.apply(after(random.nextInt(stops == 0 ? 6 : 9)));
        assertTrue(stops > 0, "never stopped");
        return done;
      } catch (Stopped e) {
        stops++;
      }
    }
  }
}
