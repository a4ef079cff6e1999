package org.tokenlab.analysis.cli;

import java.io.PrintStream;
import java.util.Locale;

/// One line on a terminal that tells how far the work is; silent where nobody watches. Closing it
/// wipes the line. Use from one thread at a time.
final class Progress implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000; // ten times a second: enough for eyes
  private static final int BAR = 24;
  private static final int WIDTH = 78;

  private final PrintStream terminal;
  private final boolean watched;
  private final String task;
  private final String unit;
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
  void at(String phase, long done, long total) {
    if (!watched || System.nanoTime() - last < PAUSE_NANOS) {
      return;
    }
    last = System.nanoTime();
    drawn = true;
    String amount = String.format(Locale.ROOT, "%,d %s", done, unit);
    if (total > 0) {
      int filled = (int) Math.min(BAR, BAR * done / total);
      amount =
          String.format(
              Locale.ROOT,
              "[%s%s] %,d of %,d %s",
              "#".repeat(filled),
              "-".repeat(BAR - filled),
              done,
              total,
              unit);
    }
    String line = task + ": " + (phase.isEmpty() ? "" : phase + " ") + amount;
    terminal.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
    terminal.flush();
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
    }
  }
}
