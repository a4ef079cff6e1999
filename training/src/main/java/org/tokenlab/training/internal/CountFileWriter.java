package org.tokenlab.training.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/// Writes a file of counts: its first bytes, then numbers and bytes, then four bytes, the CRC-32C
/// of all before, big-endian.
///
/// Numbers are in base 128, seven bits a byte, lowest first, the high bit set on all bytes but a
/// number's last. Not thread-safe.
public final class CountFileWriter {
  private static final int LONGEST_NUMBER = 9; // bytes, of 63 bits

  private final OutputStream out;
  private final CRC32C sum = new CRC32C(); // of what has left the buffer
  private final byte[] buffer = new byte[1 << 16];
  private int filled;
  private long emptied; // bytes that have left the buffer

  /// Begins a file.
  ///
  /// @param magic the bytes that it begins with
  public CountFileWriter(OutputStream out, byte[] magic) throws IOException {
    this.out = out;
    write(magic, 0, magic.length);
  }

  /// Writes a number from 0 to 2⁶³ − 1.
  public void writeNumber(long number) throws IOException {
    if (buffer.length - filled < LONGEST_NUMBER) {
      empty();
    }
    long rest = number;
    while (rest > 0x7F) {
      buffer[filled++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[filled++] = (byte) rest;
  }

  /// Writes bytes as they are.
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int at = from; at < from + length; ) {
      if (filled == buffer.length) {
        empty();
      }
      int part = Math.min(from + length - at, buffer.length - filled);
      System.arraycopy(bytes, at, buffer, filled, part);
      filled += part;
      at += part;
    }
  }

  /// Writes what was gathered, as it is.
  public void write(ByteArrayOutputStream bytes) throws IOException {
    write(bytes.toByteArray(), 0, bytes.size());
  }

  private void empty() throws IOException {
    sum.update(buffer, 0, filled);
    out.write(buffer, 0, filled);
    emptied += filled;
    filled = 0;
  }

  /// How many bytes have been written, the first ones included.
  public long position() {
    return emptied + filled;
  }

  /// Writes the sum, and hands everything on.
  public void finish() throws IOException {
    empty();
    long value = sum.getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[filled++] = (byte) (value >>> shift);
    }
    out.write(buffer, 0, filled);
    out.flush();
  }
}
