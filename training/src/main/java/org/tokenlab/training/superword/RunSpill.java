package org.tokenlab.training.superword;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.training.internal.CountFileReader;
import org.tokenlab.training.internal.CountFileWriter;
import org.tokenlab.training.internal.PieceTable;
import org.tokenlab.training.internal.SpillFolder;

/// The runs of one [RunCounter] that did not fit in memory, as files that only this process reads.
///
/// Runs fall into [#PARTS] parts by a hash of their bytes, which doesn't depend on how a counter
/// has numbered its pieces. So the same run is in the same part whoever counted it, and parts can
/// be added up one by one, each in a small part of the memory. A file holds the runs that were
/// moved at once, part by part: the number of pieces, the counter's numbers of these, and the
/// count.
///
/// Not thread-safe.
final class RunSpill {
  /// Number of parts.
  static final int PARTS = 64;

  private static final byte[] NO_MAGIC = {};

  private final SpillFolder folder;
  private final List<Spilled> files = new ArrayList<>();

  /// A file.
  ///
  /// @param starts where each part starts, in bytes
  /// @param sizes number of runs in each part
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Spilled(Path file, long[] starts, int[] sizes) {}

  RunSpill(SpillFolder folder) {
    this.folder = folder;
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /// Moves all runs to a file.
  ///
  /// @param pieces what the runs are made of
  /// @throws UncheckedIOException if it can't be written
  void take(PieceTable pieces, SequenceTable runs) {
    int[] ends = new int[PARTS];
    write(runs, byPart(pieces, runs, ends), ends);
    runs.clear();
  }

  /// Moves all runs, which are known to be of this part, to a file.
  ///
  /// @throws UncheckedIOException if it can't be written
  void takePart(int part, SequenceTable runs) {
    int[] order = new int[runs.size()];
    Arrays.setAll(order, run -> run);
    int[] ends = new int[PARTS];
    Arrays.fill(ends, part, PARTS, order.length);
    write(runs, order, ends);
    runs.clear();
  }

  /// Writes a file.
  ///
  /// @param order the runs' numbers, part by part
  /// @param ends where each part ends
  private void write(SequenceTable runs, int[] order, int[] ends) {
    long[] starts = new long[PARTS];
    int[] sizes = new int[PARTS];
    try {
      Path file = folder.newFile();
      try (OutputStream bytes = Files.newOutputStream(file)) {
        CountFileWriter out = new CountFileWriter(bytes, NO_MAGIC);
        int at = 0;
        for (int part = 0; part < PARTS; part++) {
          starts[part] = out.position();
          sizes[part] = ends[part] - at;
          for (; at < ends[part]; at++) {
            write(runs, order[at], out);
          }
        }
        out.finish();
      }
      files.add(new Spilled(file, starts, sizes));
    } catch (IOException e) {
      throw new UncheckedIOException(folder.notWritten(e));
    }
  }

  private static void write(SequenceTable runs, int run, CountFileWriter out) throws IOException {
    out.writeNumber(runs.end(run) - runs.start(run));
    for (int i = runs.start(run); i < runs.end(run); i++) {
      out.writeNumber(runs.arena()[i]);
    }
    out.writeNumber(runs.count(run));
  }

  /// The runs' numbers, part by part.
  ///
  /// @param ends receives where each part ends
  private static int[] byPart(PieceTable pieces, SequenceTable runs, int[] ends) {
    byte[] parts = new byte[runs.size()];
    for (int run = 0; run < parts.length; run++) {
      long hash = 0;
      for (int i = runs.start(run); i < runs.end(run); i++) {
        hash = hash * 31 + pieces.hash(runs.arena()[i]);
      }
      parts[run] = (byte) Math.floorMod(hash ^ hash >>> 32, PARTS);
      ends[parts[run]]++;
    }
    int[] next = new int[PARTS];
    for (int part = 1; part < PARTS; part++) {
      next[part] = ends[part - 1];
      ends[part] += ends[part - 1];
    }
    int[] order = new int[parts.length];
    for (int run = 0; run < order.length; run++) {
      order[next[parts[run]]++] = run;
    }
    return order;
  }

  /// Takes a run.
  @FunctionalInterface
  interface Sink {
    /// Takes the run `pieces[from, to)`; the array is the caller's.
    void run(int[] pieces, int from, int to, long count);
  }

  /// Shows the runs of one part of all files; one may come several times.
  ///
  /// @param numbers what becomes of the numbers of pieces
  /// @throws UncheckedIOException if a file can't be read
  void forEach(int part, int[] numbers, Sink sink) {
    int[] run = new int[64];
    for (Spilled spilled : files) {
      if (spilled.sizes[part] == 0) {
        continue;
      }
      try (FileChannel file = FileChannel.open(spilled.file)) {
        CountFileReader in =
            new CountFileReader(
                Channels.newInputStream(file.position(spilled.starts[part])),
                spilled.file.toString(),
                "runs",
                NO_MAGIC);
        for (int r = 0; r < spilled.sizes[part]; r++) {
          int length = in.readCount("a run");
          if (length > run.length) {
            run = new int[CountFileReader.grown(length)];
          }
          for (int i = 0; i < length; i++) {
            run[i] = numbers[in.readCount("a run")];
          }
          sink.run(run, 0, length, in.readNumber("a run"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
