package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// Words are `\s*\S+`: a run of other characters with the white space in front of it. White space
/// that ends the text is a word by itself. White space is the property White_Space.
final class WhiteSpaceWords implements Splitter {
  static final WhiteSpaceWords INSTANCE = new WhiteSpaceWords();

  private WhiteSpaceWords() {}

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int count = 0;
    int at = from;
    while (at < to && count < ends.length) {
      while (at < to && isWhiteSpace(Utf8.codePointAt(utf8, at, to))) {
        at += Utf8.sequenceLength(utf8[at] & 0xFF);
      }
      while (at < to && !isWhiteSpace(Utf8.codePointAt(utf8, at, to))) {
        at += Utf8.sequenceLength(utf8[at] & 0xFF);
      }
      at = Math.min(at, to);
      ends[count++] = at;
    }
    return count;
  }

  static boolean isWhiteSpace(int codePoint) {
    return HfCharacters.WHITE_SPACE.contains(codePoint);
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return !isWhiteSpace(left) && isWhiteSpace(right);
  }
}
