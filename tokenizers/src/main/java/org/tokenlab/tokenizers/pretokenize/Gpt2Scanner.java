package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.NUMBER;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isLetter;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isSpace;

/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`: GPT-2, r50k, p50k.
final class Gpt2Scanner extends Scanner {
  private static final PieceStarts STARTS = new Gpt2Starts();

  Gpt2Scanner(UnicodeClasses unicode) {
    super(unicode);
  }

  @Override
  PieceStarts starts() {
    return STARTS;
  }

  @Override
  int next(byte[] utf8, int at, int to) {
    int start = at;
    byte kind = unicode.at(utf8, at, to);
    if (utf8[at] == '\'') {
      int end = contraction(utf8, at + 1, to, false);
      if (end > at + 1) {
        return end;
      }
    } else if (utf8[at] == ' ' && at + 1 < to) {
      byte following = unicode.at(utf8, at + 1, to);
      if (!isSpace(following)) {
        start = at + 1;
        kind = following;
      }
    }
    if (isLetter(kind)) {
      return letters(utf8, start, to);
    }
    if (kind == NUMBER) {
      return numbers(utf8, start, to, Integer.MAX_VALUE);
    }
    if (!isSpace(kind)) {
      return symbols(utf8, start, to);
    }
    return spacesBeforeText(utf8, at, spaces(utf8, at, to), to);
  }
}
