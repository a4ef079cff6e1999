package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Strip: removes white space (Rust's `char::is_whitespace`) from the ends of a text. Linear.
///
/// @param left whether to remove it from the start
/// @param right whether to remove it from the end
public record StripWhitespace(boolean left, boolean right) implements Normalizer {
  @Override
  public void apply(AlignedText text) {
    byte[] bytes = text.bytes();
    int length = text.length();
    int from = 0;
    while (left && from < length && isSpace(bytes, from, length)) {
      from += Utf8.sequenceLength(bytes[from] & 0xFF);
    }
    int to = length;
    while (right && to > from) {
      int last = to - 1;
      while ((bytes[last] & 0xC0) == 0x80) {
        last--;
      }
      if (!isSpace(bytes, last, to)) {
        break;
      }
      to = last;
    }
    if (to - from < length) {
      text.beginRewrite();
      text.keep(from, to);
      text.endRewrite();
    }
  }

  private static boolean isSpace(byte[] bytes, int at, int to) {
    return HfCharacters.WHITE_SPACE.contains(Utf8.codePointAt(bytes, at, to));
  }

  /// Yes where the text before ends, and stays, with something that isn't white space.
  @Override
  public boolean keepsApart(int left, int right) {
    return !HfCharacters.WHITE_SPACE.contains(left);
  }

  @Override
  public int image(int codePoint, Side side) {
    return codePoint;
  }
}
