package org.tokenlab.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.internal.CountFileReader;

/// Reads lines of words and counts, those of [WordCountsTsvWriter] and others'; what is no such
/// line is refused with its number and the place in the file where it starts.
///
/// The buffer holds a whole line at least, so that a word without escapes goes to the table as it
/// lies there.
final class WordCountsTsvReader {
  private static final int SHOWN = 40; // bytes of a line, in messages

  private final InputStream in;
  private final String source;
  private final WordTable table = new WordTable();
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int start; // of the line
  private int end; // of the line, without what ends it
  private int next; // where the next line starts
  private long before; // bytes of the file that have left the buffer
  private long lines = 1; // up to this one
  private long totalBytes; // counts times lengths

  WordCountsTsvReader(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  WordCounts read() throws IOException {
    try {
      while (findLine()) {
        addLine();
        start = next;
        lines++;
      }
      return table.sorted();
    } catch (IllegalStateException e) { // more than a table holds
      throw new IOException(source + ": " + e.getMessage(), e);
    }
  }

  /// Finds the ends of the line at `start`; false at the file's end.
  private boolean findLine() throws IOException {
    int at = start;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled) {
        end = at > start && buffer[at - 1] == '\r' ? at - 1 : at;
        next = at + 1;
        return true;
      }
      int searched = at - start;
      if (!fill()) {
        end = filled;
        next = filled;
        return start < filled;
      }
      at = start + searched;
    }
  }

  /// Reads on behind the line's beginning, which may move in the buffer; false at the file's end.
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      before += start;
      filled -= start;
      start = 0;
    } else if (filled == buffer.length) {
      if (filled == CountFileReader.MOST) {
        throw wrong("a line of less than 2^31 bytes wanted; it is longer");
      }
      buffer = Arrays.copyOf(buffer, CountFileReader.grown(filled + 1));
    }
    int more = Math.max(0, in.read(buffer, filled, buffer.length - filled));
    filled += more;
    return more > 0;
  }

  private void addLine() throws IOException {
    int valid = Utf8.validUpTo(buffer, start, end);
    if (valid < end) {
      int b = buffer[valid] & 0xFF;
      throw wrong(
          "UTF-8 wanted, and \\x%02X for a byte that is not part of it; byte %d of the line is 0x%02X"
              .formatted(b, valid - start, b));
    }
    boolean escaped = false;
    int tab = start;
    while (tab < end && buffer[tab] != '\t') {
      escaped |= buffer[tab] == '\\';
      tab++;
    }
    if (tab == end) {
      throw wrong("a word, a tab and a count wanted; there is no tab in " + shown(start, end));
    }
    if (tab == start) {
      throw wrong("a word wanted before the tab; there is none in " + shown(start, end));
    }
    long count = count(tab + 1);
    int wordEnd = escaped ? unescape(tab) : tab;
    try {
      totalBytes = Math.addExact(totalBytes, Math.multiplyExact(count, (long) (wordEnd - start)));
    } catch (ArithmeticException e) {
      throw new IOException(
          wrong(
                  "counts, and counts times bytes, that add up to 2^63 - 1 at most wanted; with the"
                      + " count "
                      + count
                      + " they are more")
              .getMessage(),
          e);
    }
    table.add(buffer, start, wordEnd, count);
  }

  private long count(int from) throws IOException {
    long count = 0;
    boolean fits = true;
    for (int i = from; i < end && fits; i++) {
      int digit = buffer[i] - '0';
      fits = digit >= 0 && digit <= 9 && count <= (Long.MAX_VALUE - digit) / 10;
      count = 10 * count + digit;
    }
    if (fits && count > 0) {
      return count;
    }
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\t') {
        throw wrong(
            "one tab wanted, before the count (in a word it is written \\t); found "
                + shown(start, end));
      }
    }
    throw wrong(
        "a count wanted behind the tab, decimal, from 1 to 2^63 - 1; found " + shown(from, end));
  }

  /// Puts what they stand for where escapes are in the word, which ends at `to`; returns where it
  /// ends then.
  private int unescape(int to) throws IOException {
    int into = start;
    for (int at = start; at < to; ) {
      byte b = buffer[at];
      int length = 1;
      if (b == '\\') {
        char letter = at + 1 < to ? (char) buffer[at + 1] : '\0';
        length = letter == 'x' ? 4 : 2;
        b =
            switch (letter) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case '\\' -> '\\';
              case 'x' -> (byte) (16 * hexDigit(at + 2, at, to) + hexDigit(at + 3, at, to));
              default -> throw wrongEscape(at, to);
            };
      }
      buffer[into++] = b;
      at += length;
    }
    return into;
  }

  private int hexDigit(int at, int escape, int to) throws IOException {
    char digit = at < to ? (char) buffer[at] : '\0';
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    if (digit >= 'A' && digit <= 'F') {
      return digit - 'A' + 10;
    }
    throw wrongEscape(escape, to);
  }

  private IOException wrongEscape(int at, int to) {
    return wrong(
        "\\t, \\n, \\r, \\\\ or \\x and two of 0-9 and A-F wanted at byte %d of the line; found %s"
            .formatted(at - start, shown(at, Math.min(to, at + 4))));
  }

  private IOException wrong(String what) {
    return new IOException(source + ": line " + lines + ", byte " + (before + start) + ": " + what);
  }

  private String shown(int from, int to) {
    String text = new String(buffer, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
    return '"' + text.replaceAll("\\p{Cntrl}", " ") + (to - from > SHOWN ? "…" : "") + '"';
  }
}
