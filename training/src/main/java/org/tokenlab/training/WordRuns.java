package org.tokenlab.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Words that did not fit in memory: sorted runs, each a file in a folder that is made for the
/// first one and removed by [#close].
///
/// Thread-safe up to the merge, which is one thread's.
final class WordRuns implements AutoCloseable {
  // Files that are read at once: one megabyte of buffers, and a heap of five levels.
  private static final int FAN_IN = 32;

  private final CountingSettings settings;
  private final List<Path> runs = new ArrayList<>();
  private @Nullable Path folder;
  private @Nullable Thread atExit;
  private int made;

  WordRuns(CountingSettings settings) {
    this.settings = settings;
  }

  synchronized boolean isEmpty() {
    return runs.isEmpty();
  }

  /// Moves all that the table holds to a file.
  ///
  /// @throws UncheckedIOException if it can't be written
  void take(WordTable table) {
    write(run -> table.drain(run::write));
  }

  private void write(RunSource source) {
    try {
      Path file = newFile();
      try (WordRunWriter run = new WordRunWriter(file)) {
        source.writeTo(run);
        run.finish();
      }
      synchronized (this) {
        runs.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(notWritten(e));
    }
  }

  /// Writes a run.
  @FunctionalInterface
  private interface RunSource {
    void writeTo(WordRunWriter run) throws IOException;
  }

  private synchronized Path newFile() throws IOException {
    Path present = folder;
    if (present == null) {
      present =
          settings.spillFolder().isPresent()
              ? Files.createTempDirectory(settings.spillFolder().get(), "tokenlab-counting-")
              : Files.createTempDirectory("tokenlab-counting-");
      folder = present;
      // Someone may stop a run of hours, with gigabytes on the disk, from the keyboard.
      atExit = new Thread(this::remove);
      Runtime.getRuntime().addShutdownHook(atExit);
    }
    return present.resolve("run-" + made++);
  }

  private IOException notWritten(IOException e) {
    String where =
        settings.spillFolder().map(Path::toString).orElse(System.getProperty("java.io.tmpdir"));
    return new IOException(
        where
            + ": words that don't fit in the "
            + settings.memoryBytes()
            + " bytes for counting could not be put there: "
            + e
            + ". Name another folder for them, or allow more memory",
        e);
  }

  /// The sums of all runs, without words below the minimum count. The runs are gone then.
  ///
  /// @throws UncheckedIOException if files can't be read or written
  WordCounts merged() {
    while (runs.size() > FAN_IN) {
      List<Path> oldest = List.copyOf(runs.subList(0, FAN_IN));
      write(run -> merge(oldest, run::write));
      delete(oldest);
    }
    WordPlaces places = new WordPlaces();
    List<Path> last = List.copyOf(runs);
    long least = settings.minCount();
    write(run ->
        merge(
            last,
            (utf8, from, to, count) -> {
              if (count >= least) {
                run.write(utf8, from, to, count);
                places.announce(to - from, count);
              }
            }));
    delete(last);
    places.makeRoom();
    try {
      merge(runs, places::place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return places.counts();
  }

  private static void merge(List<Path> runs, WordRunMerge.Sink to) throws IOException {
    try (WordRunMerge merge = new WordRunMerge(runs)) {
      merge.run(to);
    }
  }

  private void delete(List<Path> oldest) {
    try {
      for (Path run : oldest) {
        Files.delete(run);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runs.subList(0, oldest.size()).clear();
  }

  /// Removes the folder. What can't be removed stays.
  @Override
  public void close() {
    remove();
    if (atExit != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        return; // the program is at its end, and the hook runs anyway
      }
    }
  }

  private synchronized void remove() {
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      return; // temporary files are not worth failing for
    }
  }
}
