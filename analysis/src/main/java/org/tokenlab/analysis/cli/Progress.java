package org.tokenlab.analysis.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.tokenlab.training.Pace;

/// One line on a terminal that tells how far the work is, how fast it goes and how long the rest
/// will take; silent where nobody watches. Closing it wipes the line. Use from one thread at a
/// time.
final class Progress implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000; // ten times a second: enough for eyes
  private static final int BAR = 24;
  private static final int LEAST_BAR = 8;
  private static final int WIDTH = 78;

  private final PrintStream terminal;
  private final boolean watched;
  private final String task;
  private final String unit;
  private final Pace pace = new Pace();
  private String phase = "";
  private long last = System.nanoTime();
  private boolean drawn;

  /// @param task what is being done: `encoding`
  /// @param unit what is counted: `lines`
  Progress(StandardStreams streams, String task, String unit) {
    terminal = streams.err();
    watched = streams.watched();
    this.task = task;
    this.unit = unit;
  }

  /// So much is done, of an amount that is not known.
  void at(long done) {
    at(done, -1);
  }

  /// So much is done of `total`; −1 if that is not known.
  void at(long done, long total) {
    at("", done, total);
  }

  /// As [#at(long, long)], in this phase of the task.
  void at(String nowPhase, long done, long total) {
    if (!watched || System.nanoTime() - last < PAUSE_NANOS) {
      return;
    }
    last = System.nanoTime();
    drawn = true;
    if (!nowPhase.equals(phase)) {
      pace.restart();
      phase = nowPhase;
    }
    pace.mark(done);
    String amounts =
        total > 0
            ? String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit)
            : String.format(Locale.ROOT, "%,d %s", done, unit);
    String start = task + ": " + (phase.isEmpty() ? "" : phase + " ");
    String end = amounts.strip() + speed(total);
    String line = start + bar(done, total, WIDTH - start.length() - end.length()) + end;
    terminal.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
    terminal.flush();
  }

  /// As long as there is room for it.
  private static String bar(long done, long total, int room) {
    int length = Math.min(BAR, room - 3); // for brackets and a space
    if (total <= 0 || length < LEAST_BAR) {
      return "";
    }
    int filled = (int) Math.min(length, length * done / total);
    return "[" + "#".repeat(filled) + "-".repeat(length - filled) + "] ";
  }

  private String speed(long total) {
    if (pace.perSecond().isEmpty()) {
      return "";
    }
    String left = pace.left(total).map(time -> ", " + inWords(time) + " left").orElse("");
    return String.format(Locale.ROOT, ", %,.0f/s%s", pace.perSecond().getAsDouble(), left);
  }

  /// `7 s`, `3:05`, `2:03:05`.
  private static String inWords(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    String minutes = String.format(Locale.ROOT, "%d:%02d", seconds / 60 % 60, seconds % 60);
    return seconds < 3600
        ? minutes
        : seconds / 3600 + (minutes.length() < 5 ? ":0" : ":") + minutes;
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
    }
  }
}
