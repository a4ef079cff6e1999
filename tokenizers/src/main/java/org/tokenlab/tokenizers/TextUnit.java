package org.tokenlab.tokenizers;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import org.tokenlab.tokenizers.internal.simd.Kernels;

/// What a length or an offset is counted in.
///
/// The same text has four lengths, and a figure whose unit is not named can't be compared with
/// another. Offsets are zero-based, ends exclusive.
public enum TextUnit {
  /// UTF-8 bytes. A lone surrogate counts as U+FFFD, three bytes.
  UTF8_BYTES,
  /// UTF-16 code units: `String.length()`.
  UTF16_UNITS,
  /// Unicode code points; a lone surrogate counts as one. Python's `len(str)`.
  CODE_POINTS,
  /// Extended grapheme clusters (UAX #29) by the rules of the ICU4J on the path; version 79 follows
  /// Unicode 18.
  GRAPHEMES;

  /// Length of `text` in this unit, in O(n); constant time for UTF-16 units of a `String`.
  public int length(CharSequence text) {
    return switch (this) {
      case UTF8_BYTES -> Utf8.length(text);
      case UTF16_UNITS -> text.length();
      case CODE_POINTS -> Character.codePointCount(text, 0, text.length());
      case GRAPHEMES -> graphemes(text);
    };
  }

  /// Length of the well-formed UTF-8 in `utf8[from, to)` in this unit, in O(n). Does not check that
  /// it is well formed.
  public int length(byte[] utf8, int from, int to) {
    return switch (this) {
      case UTF8_BYTES -> to - from;
      case UTF16_UNITS -> Kernels.best().utf16Units(utf8, from, to);
      case CODE_POINTS -> Kernels.best().codePoints(utf8, from, to);
      case GRAPHEMES ->
          graphemes(new String(utf8, from, to - from, java.nio.charset.StandardCharsets.UTF_8));
    };
  }

  private static int graphemes(CharSequence text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(ULocale.ROOT);
    clusters.setText(text);
    int count = 0;
    while (clusters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
