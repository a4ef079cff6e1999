package org.tokenlab.training.superword;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.CountFileReader;

/// Reads what [RunCountsWriter] wrote, and trusts none of it: what [CountFileReader] does not
/// check, which is the order and what numbers stand for, is checked here.
final class RunCountsReader {
  private final CountFileReader in;
  private final String source;

  RunCountsReader(InputStream in, String source) {
    this.in = new CountFileReader(in, source, "run counts", RunCountsWriter.MAGIC);
    this.source = source;
  }

  RunCounts read() throws IOException {
    in.readMagic();
    int length = in.readCount("the length of the words");
    byte[] wordBytes = in.readBytes(new byte[1 << 12], 0, length, "the words");
    WordCounts words = WordCounts.load(new ByteArrayInputStream(wordBytes, 0, length), source);
    int pieces = in.readCount("the number of pieces");
    byte[] arena = new byte[1 << 12];
    int[] starts = new int[Math.min(pieces, 1 << 10) + 1];
    for (int p = 0; p < pieces; p++) {
      String what = "piece " + p + " of " + pieces;
      long end = starts[p] + (long) in.readCount(what);
      if (end <= starts[p] || end > CountFileReader.MOST) {
        throw in.damaged(what + " has the length " + (end - starts[p]));
      }
      arena = in.readBytes(arena, starts[p], (int) end, what);
      if (p + 1 == starts.length) {
        starts = Arrays.copyOf(starts, CountFileReader.grown(p + 2));
      }
      starts[p + 1] = (int) end;
      if (p > 0
          && Arrays.compareUnsigned(arena, starts[p - 1], starts[p], arena, starts[p], (int) end)
              >= 0) {
        throw in.damaged(what + " is out of order");
      }
    }
    return readRuns(words, Arrays.copyOf(arena, starts[pieces]), Arrays.copyOf(starts, pieces + 1));
  }

  private RunCounts readRuns(WordCounts words, byte[] arena, int[] pieceStarts) throws IOException {
    int size = in.readCount("the number of runs");
    int[] sequence = new int[1 << 10];
    int[] starts = new int[Math.min(size, 1 << 10) + 1];
    long[] counts = new long[starts.length];
    for (int r = 0; r < size; r++) {
      String what = "run " + r + " of " + size;
      long end = starts[r] + (long) in.readCount(what);
      if (end <= starts[r] || end > CountFileReader.MOST) {
        throw in.damaged(what + " has the length " + (end - starts[r]));
      }
      for (int i = starts[r]; i < end; i++) {
        if (i == sequence.length) {
          sequence = Arrays.copyOf(sequence, CountFileReader.grown(i + 1));
        }
        sequence[i] = in.readCount(what);
        if (sequence[i] >= pieceStarts.length - 1) {
          throw in.damaged(what + " holds piece " + sequence[i]);
        }
      }
      if (r + 1 == starts.length) {
        starts = Arrays.copyOf(starts, CountFileReader.grown(r + 2));
        counts = Arrays.copyOf(counts, starts.length);
      }
      starts[r + 1] = (int) end;
      long number = in.readNumber(what);
      counts[r] = r == 0 ? number : counts[r - 1] - number;
      if (counts[r] < 1) {
        throw in.damaged(what + " has the count " + counts[r]);
      }
      if (r > 0
          && number == 0
          && Arrays.compare(sequence, starts[r - 1], starts[r], sequence, starts[r], (int) end)
              >= 0) {
        throw in.damaged(what + " is out of order");
      }
    }
    in.readSum();
    return new RunCounts(
        words,
        arena,
        pieceStarts,
        Arrays.copyOf(sequence, starts[size]),
        Arrays.copyOf(starts, size + 1),
        Arrays.copyOf(counts, size));
  }
}
