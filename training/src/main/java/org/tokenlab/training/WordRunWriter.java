package org.tokenlab.training;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Writes a sorted run of words and their counts to a file that only this process reads.
///
/// For each word: how many bytes it shares with the start of the word before, how many follow,
/// these bytes, and the count; numbers in base 128, lowest first, the high bit set on all bytes but
/// the last. A length of 0 behind the shared bytes, which no word has, ends the run. Not
/// thread-safe.
final class WordRunWriter implements AutoCloseable {
  private final OutputStream out;
  private byte[] before = new byte[64];
  private int beforeLength;

  WordRunWriter(Path file) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  /// Writes a word that comes behind all before it, by its bytes (unsigned).
  void write(byte[] utf8, int from, int to, long count) throws IOException {
    int length = to - from;
    int shared = Arrays.mismatch(before, 0, beforeLength, utf8, from, to);
    writeNumber(shared);
    writeNumber(length - shared);
    out.write(utf8, from + shared, length - shared);
    writeNumber(count);
    if (length > before.length) {
      before = new byte[length + length / 2];
      shared = 0;
    }
    System.arraycopy(utf8, from + shared, before, shared, length - shared);
    beforeLength = length;
  }

  private void writeNumber(long number) throws IOException {
    long rest = number;
    while (rest > 0x7F) {
      out.write(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /// Ends the run; without this, whoever reads it finds it cut short.
  void finish() throws IOException {
    writeNumber(0);
    writeNumber(0);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
