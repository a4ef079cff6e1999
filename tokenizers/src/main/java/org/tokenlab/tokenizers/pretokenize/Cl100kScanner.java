package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.NUMBER;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isLetter;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isSpace;

/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|
/// ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+` and its relatives: cl100k, Llama 3, Qwen 2
/// and 3.5.
///
/// Qwen 3.5 has marks among the letters, which is the affair of the classes given. Two things vary
/// besides: how many digits make a piece at most, and white space at the very end of the text.
/// tiktoken's cl100k has `\s++$` before `\s*[\r\n]`, so there the whole run is one piece; in Llama
/// 3's and Qwen's form the run is cut after its last line break there too.
final class Cl100kScanner extends Scanner {
  private final int mostDigits;
  private final boolean finalSpaceWhole;
  private final PieceStarts starts;

  Cl100kScanner(UnicodeClasses unicode, int mostDigits, boolean finalSpaceWhole) {
    super(unicode);
    this.mostDigits = mostDigits;
    this.finalSpaceWhole = finalSpaceWhole;
    starts = WordStarts.caseless(mostDigits, finalSpaceWhole);
  }

  @Override
  PieceStarts starts() {
    return starts;
  }

  @Override
  int next(byte[] utf8, int at, int to) {
    byte kind = unicode.at(utf8, at, to);
    if (isLetter(kind)) {
      return letters(utf8, at, to);
    }
    if (kind == NUMBER) {
      return numbers(utf8, at, to, mostDigits);
    }
    if (utf8[at] == '\'') {
      int end = contraction(utf8, at + 1, to, true);
      if (end > at + 1) {
        return end;
      }
    }
    int second = after(utf8, at, to);
    byte following = second < to ? unicode.at(utf8, second, to) : UnicodeClasses.SPACE;
    if (!isNewline(kind) && isLetter(following)) {
      return letters(utf8, second, to);
    }
    if (!isSpace(kind) || (utf8[at] == ' ' && second < to && isSymbol(following))) {
      int end = symbols(utf8, isSpace(kind) ? second : at, to);
      while (end < to && (utf8[end] == '\r' || utf8[end] == '\n')) {
        end++;
      }
      return end;
    }
    int end = spaces(utf8, at, to);
    if (finalSpaceWhole && end == to) {
      return to;
    }
    int afterNewline = throughLastNewline(utf8, at, end);
    return afterNewline > 0 ? afterNewline : spacesBeforeText(utf8, at, end, to);
  }
}
