package org.tokenlab.analysis.study;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Tells a person how a study goes: a bar on a terminal, a plain line now and then elsewhere.
public final class StudyProgress implements StudyListener {
  private static final int BAR = 24;
  private static final int WIDTH = 79;
  private static final long BAR_PAUSE = 100_000_000L; // ten times a second is enough for eyes
  private static final long LINE_PAUSE = 5_000_000_000L;

  private final PrintStream out;
  private final boolean watched;
  private final LongSupplier nanos;
  private long started;
  private long last;
  private int resumed;
  private boolean drawn;

  /// @param out where to, most likely standard error
  /// @param watched whether that is a terminal
  public StudyProgress(PrintStream out, boolean watched) {
    this(out, watched, System::nanoTime);
  }

  StudyProgress(PrintStream out, boolean watched, LongSupplier nanos) {
    this.out = out;
    this.watched = watched;
    this.nanos = nanos;
  }

  @Override
  public void note(String line) {
    wipe();
    out.println("tokenlab: " + line);
  }

  @Override
  public void planned(int cells, int finished) {
    started = nanos.getAsLong();
    last = started;
    resumed = finished;
    wipe();
    out.println(
        String.format(Locale.ROOT, "study: %,d cells", cells)
            + (finished == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d of them done before", finished)));
  }

  @Override
  public void progress(String group, int done, int cells) {
    long now = nanos.getAsLong();
    if (done < cells && now - last < (watched ? BAR_PAUSE : LINE_PAUSE)) {
      return;
    }
    last = now;
    double seconds = (now - started) / 1e9;
    double rate = seconds > 0 ? (done - resumed) / seconds : 0;
    String counts = String.format(Locale.ROOT, "%,d of %,d cells", done, cells);
    String pace =
        rate > 0
            ? String.format(
                Locale.ROOT, ", %,.0f a second, %s left", rate, left((cells - done) / rate))
            : "";
    if (watched) {
      int filled = cells == 0 ? BAR : (int) ((long) BAR * done / cells);
      String bar = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] ";
      String line = bar + counts + pace;
      drawn = true;
      out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
      out.flush();
    } else {
      out.println("study: " + counts + pace + " (" + group + ")");
    }
  }

  private static String left(double seconds) {
    long rounded = Math.round(seconds);
    return rounded < 60
        ? rounded + " s"
        : rounded < 3600
            ? rounded / 60 + " min " + rounded % 60 + " s"
            : rounded / 3600 + " h " + rounded / 60 % 60 + " min";
  }

  @Override
  public void writing() {
    wipe();
    out.println("study: writing tables and report");
  }

  private void wipe() {
    if (drawn) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      drawn = false;
    }
  }
}
