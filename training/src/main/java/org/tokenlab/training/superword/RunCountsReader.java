package org.tokenlab.training.superword;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.tokenlab.training.WordCounts;

/// Reads what [RunCountsWriter] wrote, and trusts none of it: not the lengths, which are believed
/// only as far as the file goes, nor the order, nor the sum.
final class RunCountsReader {
  private static final int MOST = Integer.MAX_VALUE - 16;

  private final InputStream in;
  private final String source;
  private final CRC32C sum = new CRC32C();
  private long at;

  RunCountsReader(InputStream in, String source) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.source = source;
  }

  RunCounts read() throws IOException {
    readMagic();
    int length = readCount("the length of the words");
    byte[] wordBytes = readBytes(new byte[1 << 12], 0, length, "the words");
    WordCounts words = WordCounts.load(new ByteArrayInputStream(wordBytes, 0, length), source);
    int pieces = readCount("the number of pieces");
    byte[] arena = new byte[1 << 12];
    int[] starts = new int[Math.min(pieces, 1 << 10) + 1];
    for (int p = 0; p < pieces; p++) {
      String what = "piece " + p + " of " + pieces;
      long end = starts[p] + (long) readCount(what);
      if (end <= starts[p] || end > MOST) {
        throw damaged(what + " has the length " + (end - starts[p]));
      }
      arena = readBytes(arena, starts[p], (int) end, what);
      if (p + 1 == starts.length) {
        starts = Arrays.copyOf(starts, grown(p + 2));
      }
      starts[p + 1] = (int) end;
      if (p > 0
          && Arrays.compareUnsigned(arena, starts[p - 1], starts[p], arena, starts[p], (int) end)
              >= 0) {
        throw damaged(what + " is out of order");
      }
    }
    return readRuns(words, Arrays.copyOf(arena, starts[pieces]), Arrays.copyOf(starts, pieces + 1));
  }

  private RunCounts readRuns(WordCounts words, byte[] arena, int[] pieceStarts) throws IOException {
    int size = readCount("the number of runs");
    int[] sequence = new int[1 << 10];
    int[] starts = new int[Math.min(size, 1 << 10) + 1];
    long[] counts = new long[starts.length];
    for (int r = 0; r < size; r++) {
      String what = "run " + r + " of " + size;
      long end = starts[r] + (long) readCount(what);
      if (end <= starts[r] || end > MOST) {
        throw damaged(what + " has the length " + (end - starts[r]));
      }
      for (int i = starts[r]; i < end; i++) {
        if (i == sequence.length) {
          sequence = Arrays.copyOf(sequence, grown(i + 1));
        }
        sequence[i] = readCount(what);
        if (sequence[i] >= pieceStarts.length - 1) {
          throw damaged(what + " holds piece " + sequence[i]);
        }
      }
      if (r + 1 == starts.length) {
        starts = Arrays.copyOf(starts, grown(r + 2));
        counts = Arrays.copyOf(counts, starts.length);
      }
      starts[r + 1] = (int) end;
      long number = readNumber(what);
      counts[r] = r == 0 ? number : counts[r - 1] - number;
      if (counts[r] < 1) {
        throw damaged(what + " has the count " + counts[r]);
      }
      if (r > 0
          && number == 0
          && Arrays.compare(sequence, starts[r - 1], starts[r], sequence, starts[r], (int) end)
              >= 0) {
        throw damaged(what + " is out of order");
      }
    }
    readSum();
    return new RunCounts(
        words,
        arena,
        pieceStarts,
        Arrays.copyOf(sequence, starts[size]),
        Arrays.copyOf(starts, size + 1),
        Arrays.copyOf(counts, size));
  }

  private static int grown(int needed) {
    return (int) Math.min(MOST, needed * 3L / 2);
  }

  private void readMagic() throws IOException {
    byte[] magic = RunCountsWriter.MAGIC;
    byte[] found = in.readNBytes(magic.length);
    int same = Arrays.mismatch(found, magic);
    if (same >= 0 && same < magic.length - 1) {
      throw new IOException(
          source
              + ": not a file of run counts: expected it to begin with TLABRC, found "
              + (found.length == 0 ? "nothing" : Arrays.toString(found)));
    }
    if (same >= 0) {
      throw found.length < magic.length
          ? cutShort("the version")
          : new IOException(
              source
                  + ": run counts of version "
                  + found[same]
                  + "; this release reads version "
                  + magic[same]);
    }
    sum.update(magic);
    at = magic.length;
  }

  /// Reads into `bytes[from, to)`, or a larger copy of it, a mebibyte at a time: a wrong length
  /// must not take memory that the file can't fill.
  private byte[] readBytes(byte[] bytes, int from, int to, String what) throws IOException {
    byte[] room = bytes;
    int filled = from;
    while (filled < to) {
      int more = Math.min(to - filled, 1 << 20);
      if (filled + more > room.length) {
        room = Arrays.copyOf(room, grown(filled + more));
      }
      int read = in.readNBytes(room, filled, more);
      sum.update(room, filled, read);
      at += read;
      filled += read;
      if (read < more) {
        throw cutShort(what);
      }
    }
    return room;
  }

  private int readCount(String what) throws IOException {
    long number = readNumber(what);
    if (number > MOST) {
      throw damaged(what + " holds the number " + number);
    }
    return (int) number;
  }

  private long readNumber(String what) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int b = in.read();
      if (b < 0) {
        throw cutShort(what);
      }
      sum.update(b);
      at++;
      number |= (b & 0x7FL) << shift;
      if (b < 0x80) {
        return number;
      }
    }
    throw damaged(what + " holds a number of more than 63 bits");
  }

  private void readSum() throws IOException {
    byte[] found = in.readNBytes(4);
    if (found.length < 4) {
      at += found.length;
      throw cutShort("the checksum");
    }
    long written = 0;
    for (byte b : found) {
      written = (written << 8) | (b & 0xFF);
    }
    if (written != sum.getValue()) {
      throw damaged("the checksum is %08X and should be %08X".formatted(written, sum.getValue()));
    }
    at += 4;
    if (in.read() >= 0) {
      throw damaged("the file goes on behind the checksum");
    }
  }

  private IOException cutShort(String inWhat) {
    return new EOFException(source + ": cut short at byte " + at + ", in " + inWhat);
  }

  private IOException damaged(String how) {
    return new IOException(source + ": damaged run counts, found at byte " + at + ": " + how);
  }
}
