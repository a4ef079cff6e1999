package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.Utf8;

/// What Python's `str.strip` takes off: the property White_Space and U+001C to U+001F.
final class PythonWhiteSpace {
  private PythonWhiteSpace() {}

  /// The first place in `[from, to)` where something else stands, or `to`.
  static int skip(byte[] utf8, int from, int to) {
    int at = from;
    while (at < to && contains(Utf8.codePointAt(utf8, at, to))) {
      at += Utf8.sequenceLength(utf8[at] & 0xFF);
    }
    return at;
  }

  /// Behind the last place in `[from, to)` where something else stands, or `from`.
  static int skipBack(byte[] utf8, int from, int to) {
    int at = to;
    while (at > from) {
      int start = at - 1;
      while (start > from && (utf8[start] & 0xC0) == 0x80) {
        start--;
      }
      if (!contains(Utf8.codePointAt(utf8, start, at))) {
        return at;
      }
      at = start;
    }
    return at;
  }

  private static boolean contains(int codePoint) {
    return (codePoint >= 0x1C && codePoint <= 0x1F) || WhiteSpaceWords.isWhiteSpace(codePoint);
  }
}
