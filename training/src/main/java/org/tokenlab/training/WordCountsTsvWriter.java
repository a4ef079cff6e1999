package org.tokenlab.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.Utf8;

/// Writes [WordCounts] as lines of text; [WordCounts#saveTsv] tells the format.
final class WordCountsTsvWriter {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_ESCAPE = 4; // \xHH
  private static final int LONGEST_END = 21; // a tab, 19 digits, a line feed

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private int filled;

  WordCountsTsvWriter(OutputStream out) {
    this.out = out;
  }

  void write(WordCounts words) throws IOException {
    for (int w = 0; w < words.size(); w++) {
      writeWord(words.arena(), words.start(w), words.start(w) + words.length(w));
      writeEnd(words.count(w));
    }
    empty();
    out.flush();
  }

  private void writeWord(byte[] bytes, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int valid = Utf8.validUpTo(bytes, at, to);
      writeText(bytes, at, valid);
      at = valid;
      if (at < to) {
        requireRoom(LONGEST_ESCAPE);
        writeHex(bytes[at++]);
      }
    }
  }

  private void writeText(byte[] utf8, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      requireRoom(LONGEST_ESCAPE);
      switch (utf8[i]) {
        case '\t' -> writeEscaped('t');
        case '\n' -> writeEscaped('n');
        case '\r' -> writeEscaped('r');
        case '\\' -> writeEscaped('\\');
        case 0 -> writeHex((byte) 0);
        default -> buffer[filled++] = utf8[i];
      }
    }
  }

  private void writeEscaped(char letter) {
    buffer[filled++] = '\\';
    buffer[filled++] = (byte) letter;
  }

  private void writeHex(byte b) {
    writeEscaped('x');
    buffer[filled++] = HEX[(b & 0xFF) >>> 4];
    buffer[filled++] = HEX[b & 0xF];
  }

  private void writeEnd(long count) throws IOException {
    requireRoom(LONGEST_END);
    buffer[filled++] = '\t';
    int digits = 1;
    for (long rest = count; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = count;
    for (int i = filled + digits - 1; i >= filled; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    filled += digits;
    buffer[filled++] = '\n';
  }

  private void requireRoom(int bytes) throws IOException {
    if (buffer.length - filled < bytes) {
      empty();
    }
  }

  private void empty() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }
}
