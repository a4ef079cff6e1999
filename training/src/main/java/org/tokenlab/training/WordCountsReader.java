package org.tokenlab.training;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Reads what [WordCountsWriter] wrote, and trusts none of it: not the lengths, which are believed
/// only as far as the file goes, nor the order, nor the sum.
final class WordCountsReader {
  private final InputStream in;
  private final String source;
  private final CRC32C sum = new CRC32C();
  private long at;

  WordCountsReader(InputStream in, String source) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.source = source;
  }

  WordCounts read() throws IOException {
    readMagic();
    long size = readNumber("the number of words");
    if (size > Integer.MAX_VALUE - 16) {
      throw damaged("the number of words is " + size);
    }
    byte[] arena = new byte[1 << 12];
    int[] starts = new int[1 << 10];
    long[] counts = new long[1 << 10];
    for (int w = 0; w < size; w++) {
      if (w + 1 == starts.length) {
        starts = Arrays.copyOf(starts, Math.toIntExact(w * 3L / 2));
        counts = Arrays.copyOf(counts, starts.length);
      }
      String what = "word " + w + " of " + size;
      long end = starts[w] + readNumber(what);
      if (end <= starts[w] || end > Integer.MAX_VALUE - 16) {
        throw damaged(what + " has the length " + (end - starts[w]));
      }
      arena = readBytes(arena, starts[w], (int) end, what);
      starts[w + 1] = (int) end;
      long number = readNumber(what);
      counts[w] = w == 0 ? number : counts[w - 1] - number;
      if (counts[w] < 1) {
        throw damaged(what + " has the count " + counts[w]);
      }
      if (w > 0 && number == 0 && compare(arena, starts, w) >= 0) {
        throw damaged(what + " is out of order");
      }
    }
    readSum();
    int words = (int) size;
    try {
      return new WordCounts(
          Arrays.copyOf(arena, starts[words]),
          Arrays.copyOf(starts, words + 1),
          Arrays.copyOf(counts, words));
    } catch (ArithmeticException e) {
      throw new IOException(damaged("the counts add up to more than 2^63 - 1").getMessage(), e);
    }
  }

  private static int compare(byte[] arena, int[] starts, int w) {
    return Arrays.compareUnsigned(arena, starts[w - 1], starts[w], arena, starts[w], starts[w + 1]);
  }

  private void readMagic() throws IOException {
    byte[] magic = WordCountsWriter.MAGIC;
    byte[] found = in.readNBytes(magic.length);
    int same = Arrays.mismatch(found, magic);
    if (same >= 0 && same < magic.length - 1) {
      throw new IOException(
          source
              + ": not a file of word counts: expected it to begin with TLABWC, found "
              + (found.length == 0 ? "nothing" : Arrays.toString(found)));
    }
    if (same >= 0) {
      throw found.length < magic.length
          ? cutShort("the version")
          : new IOException(
              source
                  + ": word counts of version "
                  + found[same]
                  + "; this release reads version "
                  + magic[same]);
    }
    sum.update(magic);
    at = magic.length;
  }

  /// Reads into `arena[from, to)`, or a larger copy of it, a mebibyte at a time: a wrong length
  /// must not take memory that the file can't fill.
  private byte[] readBytes(byte[] arena, int from, int to, String what) throws IOException {
    byte[] room = arena;
    int filled = from;
    while (filled < to) {
      int more = Math.min(to - filled, 1 << 20);
      if (filled + more > room.length) {
        room =
            Arrays.copyOf(room, (int) Math.min(Integer.MAX_VALUE - 16L, (filled + more) * 3L / 2));
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
    return new IOException(source + ": damaged word counts, found at byte " + at + ": " + how);
  }
}
