package org.tokenlab.tokenizers;

import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's `trim_offsets`: takes from a token's span as many characters as its text has spaces at its
/// ends. It counts them in the token's text, not in the source.
final class SpanTrimmer {
  private static final int BYTE_LEVEL_SPACE = 'Ġ';

  private SpanTrimmer() {}

  /// Trims the span at `spans[at]` and `spans[at + 1]`.
  static void trim(
      byte[] source, String token, boolean addedSpace, boolean first, int[] spans, int at) {
    int leading = 0;
    int i = 0;
    while (i < token.length() && isSpace(token.codePointAt(i))) {
      i += Character.charCount(token.codePointAt(i));
      leading++;
    }
    int trailing = 0;
    int k = token.length();
    while (k > 0 && isSpace(token.codePointBefore(k))) {
      k -= Character.charCount(token.codePointBefore(k));
      trailing++;
    }
    int start = spans[at];
    int end = spans[at + 1];
    if (leading == 1 && addedSpace && (first || start == 0)) {
      leading = 0;
    }
    for (int n = 0; n < leading && start < end; n++) {
      start += Utf8.sequenceLength(source[start] & 0xFF);
    }
    start = Math.min(start, end);
    spans[at] = start;
    spans[at + 1] = Math.max(start, before(source, end, trailing));
  }

  /// Where the `count` characters before `end` start; `end` if there are not so many in the text:
  /// HF leaves such an end alone.
  private static int before(byte[] source, int end, int count) {
    int at = end;
    for (int n = 0; n < count; n++) {
      if (at == 0) {
        return end;
      }
      at = CutRule.characterBefore(source, 0, at);
    }
    return at;
  }

  private static boolean isSpace(int codePoint) {
    return codePoint == BYTE_LEVEL_SPACE || HfCharacters.WHITE_SPACE.contains(codePoint);
  }
}
