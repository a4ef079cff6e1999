package org.tokenlab.tokenizers.superword;

/// How fastboundlessbpe's model files write regular expressions: as Python's `regex` or as Rust's
/// `fancy-regex` reads them.
final class RegexText {
  private RegexText() {}

  /// The expression with Python's escapes (a backslash, `u` and four hexadecimal digits, or `U` and
  /// eight) as the characters they stand for, as the peer has them before it compiles one. A
  /// backslash that is escaped begins nothing, and what stands for no character stays.
  static String literal(String regex) {
    StringBuilder text = new StringBuilder(regex.length());
    int at = 0;
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c != '\\' || at + 1 == regex.length()) {
        text.append(c);
        at++;
        continue;
      }
      char kind = regex.charAt(at + 1);
      int digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      int codePoint = digits == 0 ? -1 : hex(regex, at + 2, digits);
      if (codePoint >= (kind == 'U' ? 0x80 : 0)) { // Rust reads these as literals
        text.appendCodePoint(codePoint);
        at += 2 + digits;
      } else {
        text.append(c).append(kind);
        at += 2;
      }
    }
    return text.toString();
  }

  /// The character that so many hexadecimal digits write, or −1.
  private static int hex(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    boolean character =
        value <= Character.MAX_CODE_POINT
            && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
    return character ? (int) value : -1;
  }
}
