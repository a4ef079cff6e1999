package org.tokenlab.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.training.internal.SpillFolder;

/// Words that did not fit in memory: sorted runs, each a file in a folder that is made for the
/// first one and removed by [#close].
///
/// Thread-safe up to the merge, which is one thread's.
final class WordRuns implements AutoCloseable {
  // Files that are read at once: one megabyte of buffers, and a heap of five levels.
  private static final int FAN_IN = 32;

  private final CountingSettings settings;
  private final List<Path> runs = new ArrayList<>();
  private final SpillFolder folder;

  WordRuns(CountingSettings settings) {
    this.settings = settings;
    folder = new SpillFolder(settings);
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
      Path file = folder.newFile();
      try (WordRunWriter run = new WordRunWriter(file)) {
        source.writeTo(run);
        run.finish();
      }
      synchronized (this) {
        runs.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder.notWritten(e));
    }
  }

  /// Writes a run.
  @FunctionalInterface
  private interface RunSource {
    void writeTo(WordRunWriter run) throws IOException;
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

  /// Removes all files. What can't be removed stays.
  @Override
  public void close() {
    folder.close();
  }
}
