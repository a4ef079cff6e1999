package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing array of bytes. Not thread-safe.
final class ByteSink {
  private byte[] bytes = new byte[1 << 12];
  private int size;

  void add(int b) {
    room(1);
    bytes[size++] = (byte) b;
  }

  void add(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void add(String ascii) {
    add(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  void addDecimal(int value) {
    room(10);
    int digits = 1;
    for (int rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    for (int i = size + digits - 1, rest = value; i >= size; i--, rest /= 10) {
      bytes[i] = (byte) ('0' + rest % 10);
    }
    size += digits;
  }

  void addLittleEndian(int value) {
    room(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes =
          Arrays.copyOf(
              bytes,
              (int)
                  Math.min(
                      Integer.MAX_VALUE - 8L, Math.max(2L * bytes.length, (long) size + more)));
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}
