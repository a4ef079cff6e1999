package org.tokenlab.training.internal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// Writes a file of counts: its first bytes, then numbers and bytes, then four bytes, the CRC-32C
/// of all before, big-endian.
///
/// Numbers are in base 128, seven bits a byte, lowest first, the high bit set on all bytes but a
/// number's last. Not thread-safe.
public final class CountFileWriter {
  private final OutputStream plain;
  private final CheckedOutputStream out;

  /// Begins a file.
  ///
  /// @param magic the bytes that it begins with
  public CountFileWriter(OutputStream out, byte[] magic) throws IOException {
    plain = new BufferedOutputStream(out, 1 << 16);
    this.out = new CheckedOutputStream(plain, new CRC32C());
    this.out.write(magic);
  }

  /// Writes a number from 0 to 2⁶³ − 1.
  public void writeNumber(long number) throws IOException {
    long rest = number;
    while (rest > 0x7F) {
      out.write(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /// Writes bytes as they are.
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  /// Writes what was gathered, as it is.
  public void write(ByteArrayOutputStream bytes) throws IOException {
    bytes.writeTo(out);
  }

  /// Writes the sum, and hands everything on.
  public void finish() throws IOException {
    long sum = out.getChecksum().getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      plain.write((int) (sum >>> shift));
    }
    plain.flush();
  }
}
