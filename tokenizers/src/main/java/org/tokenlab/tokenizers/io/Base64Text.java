package org.tokenlab.tokenizers.io;

import java.util.Arrays;

/// Base64 (RFC 4648, section 4) into an array that is there already: a file of ranks has 200,000
/// short texts, and [java.util.Base64] makes three objects of each.
///
/// Takes what [java.util.Base64#getDecoder] takes: padding may be left out, but is whole if it is
/// there; unused bits are not looked at.
final class Base64Text {
  /// What [#decode] returns for a text that is no base64.
  static final int MALFORMED = -1;

  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      VALUES[digits.charAt(i)] = (byte) i;
    }
  }

  private Base64Text() {}

  /// Writes the bytes that `text[from, to)` stands for at `out[at]` and returns how many they are,
  /// or [#MALFORMED]; then `out` may hold anything from `at` on. `out` needs room for three bytes
  /// for every four begun ones of text.
  static int decode(byte[] text, int from, int to, byte[] out, int at) {
    int end = to;
    if ((to - from & 3) == 0) {
      // At most two characters of padding, and only where they fill up the last four.
      for (int i = 0; i < 2 && end > from && text[end - 1] == '='; i++) {
        end--;
      }
    }
    if ((end - from & 3) == 1) {
      return MALFORMED;
    }
    int next = at;
    int all = 0; // negative if one character is no digit
    int i = from;
    for (; i + 4 <= end; i += 4) {
      int a = VALUES[text[i] & 0xFF];
      int b = VALUES[text[i + 1] & 0xFF];
      int c = VALUES[text[i + 2] & 0xFF];
      int d = VALUES[text[i + 3] & 0xFF];
      all |= a | b | c | d;
      int bits = a << 18 | b << 12 | c << 6 | d;
      out[next++] = (byte) (bits >> 16);
      out[next++] = (byte) (bits >> 8);
      out[next++] = (byte) bits;
    }
    if (i < end) {
      int a = VALUES[text[i] & 0xFF];
      int b = VALUES[text[i + 1] & 0xFF];
      int c = i + 2 < end ? VALUES[text[i + 2] & 0xFF] : 0;
      all |= a | b | c;
      int bits = a << 18 | b << 12 | c << 6;
      out[next++] = (byte) (bits >> 16);
      if (i + 2 < end) {
        out[next++] = (byte) (bits >> 8);
      }
    }
    return all < 0 ? MALFORMED : next - at;
  }
}
