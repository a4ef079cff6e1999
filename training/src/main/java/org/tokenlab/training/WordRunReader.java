package org.tokenlab.training;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads what [WordRunWriter] wrote, word by word. Not thread-safe.
final class WordRunReader implements AutoCloseable {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 15];
  private int at;
  private int end;
  private byte[] word = new byte[64]; // zeros behind its end, for eight bytes at least
  private int length;
  private long key; // the first eight bytes, which tell most words apart
  private long count;

  WordRunReader(Path file) throws IOException {
    this.file = file;
    in = Files.newInputStream(file);
  }

  /// Goes to the next word; false at the end.
  boolean next() throws IOException {
    int shared = (int) readNumber();
    int more = (int) readNumber();
    if (more == 0) {
      return false;
    }
    int newLength = shared + more;
    if (newLength + Long.BYTES > word.length) {
      word = Arrays.copyOf(word, newLength + newLength / 2 + Long.BYTES);
    }
    readBytes(shared, newLength);
    if (newLength < length) {
      Arrays.fill(word, newLength, length, (byte) 0);
    }
    length = newLength;
    key = (long) LONGS.get(word, 0);
    count = readNumber();
    return true;
  }

  private void readBytes(int from, int to) throws IOException {
    int filled = from;
    while (filled < to) {
      if (at == end) {
        refill();
      }
      int part = Math.min(to - filled, end - at);
      System.arraycopy(buffer, at, word, filled, part);
      at += part;
      filled += part;
    }
  }

  private long readNumber() throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      if (at == end) {
        refill();
      }
      byte b = buffer[at++];
      number |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return number;
      }
    }
  }

  private void refill() throws IOException {
    at = 0;
    end = in.read(buffer);
    if (end <= 0) {
      end = 0;
      throw new EOFException(
          file + ": cut short; another program must have changed the words that were put there");
    }
  }

  /// The present word, up to [#length].
  byte[] word() {
    return word;
  }

  int length() {
    return length;
  }

  long count() {
    return count;
  }

  /// Compares the present words by their bytes, unsigned.
  int compareTo(WordRunReader other) {
    if (key != other.key) {
      return Long.compareUnsigned(key, other.key);
    }
    return Arrays.compareUnsigned(word, 0, length, other.word, 0, other.length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
