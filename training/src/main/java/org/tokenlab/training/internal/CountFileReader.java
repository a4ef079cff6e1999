package org.tokenlab.training.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Reads the parts of which [CountFileWriter] makes a file of counts, and trusts none of them:
/// lengths are believed only as far as the file goes, and the sum is checked. Messages name the
/// file and the byte. Not thread-safe.
public final class CountFileReader {
  /// The longest array.
  public static final int MOST = Integer.MAX_VALUE - 16;

  private final InputStream in;
  private final String source;
  private final String kind;
  private final byte[] magic;
  private final CRC32C sum = new CRC32C(); // of what has left the buffer
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int end;
  private long before; // bytes of the file that have left the buffer

  /// @param source the file's name, for messages
  /// @param kind what is in such a file, in the plural: `word counts`
  /// @param magic the bytes that it begins with: letters, 0, and the version
  public CountFileReader(InputStream in, String source, String kind, byte[] magic) {
    this.in = in;
    this.source = source;
    this.kind = kind;
    this.magic = magic.clone();
  }

  /// Reads what every such file begins with.
  public void readMagic() throws IOException {
    byte[] found = Arrays.copyOf(magic, take(magic.length));
    System.arraycopy(buffer, next - found.length, found, 0, found.length);
    int same = Arrays.mismatch(found, magic);
    if (same >= 0 && same < magic.length - 1) {
      throw new IOException(
          source
              + ": not a file of "
              + kind
              + ": expected it to begin with "
              + new String(magic, 0, magic.length - 2, StandardCharsets.US_ASCII)
              + ", found "
              + (found.length == 0 ? "nothing" : Arrays.toString(found)));
    }
    if (same >= 0) {
      throw found.length < magic.length
          ? cutShort("the version")
          : new IOException(
              source
                  + ": "
                  + kind
                  + " of version "
                  + found[same]
                  + "; this release reads version "
                  + magic[same]);
    }
  }

  /// Makes sure that there is something in the buffer, unless the file is at its end.
  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    sum.update(buffer, 0, end);
    before += end;
    next = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /// Takes some few bytes, which then lie before `next`; returns how many of them there were.
  private int take(int count) throws IOException {
    sum.update(buffer, 0, next);
    before += next;
    System.arraycopy(buffer, next, buffer, 0, end - next);
    end -= next;
    end += in.readNBytes(buffer, end, Math.max(0, count - end));
    next = Math.min(count, end);
    return next;
  }

  /// Reads into `bytes[from, to)`, or a larger copy of it, a mebibyte at a time: a wrong length
  /// must not take memory that the file can't fill.
  ///
  /// @param what that is read, for messages
  public byte[] readBytes(byte[] bytes, int from, int to, String what) throws IOException {
    byte[] room = bytes;
    int filled = from;
    while (filled < to) {
      int more = Math.min(to - filled, 1 << 20);
      if (filled + more > room.length) {
        room = Arrays.copyOf(room, grown(filled + more));
      }
      for (int wanted = filled + more; filled < wanted; ) {
        if (!fill()) {
          throw cutShort(what);
        }
        int part = Math.min(wanted - filled, end - next);
        System.arraycopy(buffer, next, room, filled, part);
        next += part;
        filled += part;
      }
    }
    return room;
  }

  /// A number of things that an array may hold.
  public int readCount(String what) throws IOException {
    long number = readNumber(what);
    if (number > MOST) {
      throw damaged(what + " holds the number " + number);
    }
    return (int) number;
  }

  /// A number from 0 to 2⁶³ − 1.
  public long readNumber(String what) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (next == end && !fill()) {
        throw cutShort(what);
      }
      int b = buffer[next++];
      number |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw damaged(what + " holds a number of more than 63 bits");
  }

  /// Reads the checksum and the end of the file.
  public void readSum() throws IOException {
    sum.update(buffer, 0, next);
    long expected = sum.getValue();
    if (take(Integer.BYTES) < Integer.BYTES) {
      throw cutShort("the checksum");
    }
    long written = 0;
    for (int i = next - Integer.BYTES; i < next; i++) {
      written = (written << 8) | (buffer[i] & 0xFF);
    }
    if (written != expected) {
      throw damaged("the checksum is %08X and should be %08X".formatted(written, expected));
    }
    if (fill()) {
      throw damaged("the file goes on behind the checksum");
    }
  }

  private IOException cutShort(String inWhat) {
    return new EOFException(source + ": cut short at byte " + (before + next) + ", in " + inWhat);
  }

  /// An error at the place that has been read up to.
  public IOException damaged(String how) {
    return new IOException(
        source + ": damaged " + kind + ", found at byte " + (before + next) + ": " + how);
  }

  /// How long an array becomes that must hold so much.
  public static int grown(int needed) {
    return (int) Math.min(MOST, needed * 3L / 2);
  }
}
