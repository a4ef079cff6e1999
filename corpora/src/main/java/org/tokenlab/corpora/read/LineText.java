package org.tokenlab.corpora.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.ReadOptions.Invalid;

/// Bytes of a line as a `String`, checked.
final class LineText {
  private static final char REPLACEMENT = '\uFFFD';

  private LineText() {}

  /// Decodes `lines.buffer()[start, end)`.
  static String decode(ByteLines lines, int start, int end, String source, Invalid invalid)
      throws CorpusException {
    byte[] buffer = lines.buffer();
    // The JDK's decoder is vectorised, and marks what it can't decode: only a text with a U+FFFD in
    // it, which may well be
    // the source's own, needs the exact check.
    String text = new String(buffer, start, end - start, StandardCharsets.UTF_8);
    if (invalid == Invalid.REFUSE && text.indexOf(REPLACEMENT) >= 0) {
      int at = Utf8Check.firstMalformed(buffer, start, end);
      if (at >= 0) {
        throw malformed(lines, at, end, source);
      }
    }
    return text;
  }

  private static CorpusException malformed(ByteLines lines, int at, int end, String source) {
    byte[] buffer = lines.buffer();
    int evidenceEnd = Utf8Check.evidenceEnd(buffer, at, end);
    long line = lines.number();
    for (int i = lines.start(); i < at; i++) {
      if (buffer[i] == '\n') { // only where a whole file is one document
        line++;
      }
    }
    long offset = lines.offset() + (at - lines.start());
    String bytes = Bytes.hex(Arrays.copyOfRange(buffer, at, evidenceEnd));
    boolean utf16 =
        offset == 0
            && end - at > 1
            && ((buffer[at] == (byte) 0xFF && buffer[at + 1] == (byte) 0xFE)
                || (buffer[at] == (byte) 0xFE && buffer[at + 1] == (byte) 0xFF));
    return new CorpusException(
        source
            + ": line "
            + Bytes.grouped(line)
            + ", byte "
            + Bytes.grouped(offset)
            + ": not UTF-8 ("
            + bytes
            + "). "
            + (utf16
                ? "This is the byte order mark of UTF-16: pass --encoding UTF-16."
                : "Pass --encoding if the file is in another encoding, or --invalid=replace."));
  }
}
