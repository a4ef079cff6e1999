package org.tokenlab.corpora.read;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenlab.corpora.CorpusException;

/// Cuts a stream of bytes at `\n`. Holds one buffer, which grows to the longest line. Not
/// thread-safe.
final class ByteLines {
  private static final int FIRST_BYTES = 1 << 16;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = LOW_BITS << 7;
  private static final long NEWLINES = '\n' * LOW_BITS;

  private final InputStream in;
  private final String name;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int filled;
  private int start;
  private int end;
  private int nextStart;
  private long bufferOffset;
  private long number;
  private boolean terminated;
  private boolean ended;

  ByteLines(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /// Moves to the next line; false at the end of the stream. A `\n` at the very end starts no
  /// further line.
  boolean next() throws IOException {
    start = nextStart;
    int scanned = start;
    while (true) {
      int newline = newline(scanned);
      if (newline >= 0) {
        return found(newline, true);
      }
      if (ended) {
        return filled > start && found(filled, false);
      }
      scanned = filled - start;
      refill();
      scanned += start;
    }
  }

  /// Moves to the next line if all of it is in the buffer, `\n` included: [#buffer] stays as it is.
  boolean nextInBuffer() {
    int newline = newline(nextStart);
    if (newline < 0) {
      return false;
    }
    start = nextStart;
    return found(newline, true);
  }

  /// Goes back to where the line began from which lines have been read in the buffer, so that
  /// [#next] moves to it again.
  ///
  /// @param lineStart its [#start]
  /// @param lineNumber its [#number]
  void backTo(int lineStart, long lineNumber) {
    nextStart = lineStart;
    number = lineNumber - 1;
  }

  /// Index of the first `\n` in the buffer from `from` on, or -1.
  private int newline(int from) {
    int i = from;
    for (; i + Long.BYTES <= filled; i += Long.BYTES) {
      long others = (long) LONGS.get(buffer, i) ^ NEWLINES; // a byte of 0 is a newline
      long found = (others - LOW_BITS) & ~others & HIGH_BITS;
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    for (; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean found(int lineEnd, boolean withNewline) {
    end = lineEnd;
    nextStart = withNewline ? lineEnd + 1 : lineEnd;
    terminated = withNewline;
    number++;
    return true;
  }

  /// Takes the whole rest of the stream as one line, line ends included.
  void rest() throws IOException {
    start = nextStart;
    while (!ended) {
      refill();
    }
    found(filled, false);
  }

  private void refill() throws IOException {
    if (start > 0 && filled == buffer.length) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      bufferOffset += start;
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      if (filled == MOST_BYTES) {
        throw new CorpusException(
            name
                + ": line "
                + Bytes.grouped(number + 1)
                + ", byte "
                + Bytes.grouped(bufferOffset)
                + ": longer than "
                + Bytes.grouped(MOST_BYTES)
                + " bytes, the most that one document can hold.");
      }
      buffer = Arrays.copyOf(buffer, filled > MOST_BYTES / 2 ? MOST_BYTES : 2 * filled);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      ended = true;
    } else {
      filled += read;
    }
  }

  byte[] buffer() {
    return buffer;
  }

  /// Index of the line's first byte in [#buffer].
  int start() {
    return start;
  }

  /// Index after the line's last byte, which is not its `\n`, in [#buffer].
  int end() {
    return end;
  }

  /// Offset of the line's first byte in the stream.
  long offset() {
    return bufferOffset + start;
  }

  /// Number of the line, from 1; 0 before the first.
  long number() {
    return number;
  }

  /// Whether a `\n` ended the line.
  boolean isTerminated() {
    return terminated;
  }
}
