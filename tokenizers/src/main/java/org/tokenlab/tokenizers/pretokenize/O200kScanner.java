package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.CASELESS;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.LOWER;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.MARK;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.NUMBER;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.UPPER;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isLetter;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isSpace;

/// o200k's pattern. With `U = [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`, `L = [\p{Ll}\p{Lm}\p{Lo}\p{M}]` and
/// `C = (?i:'s|'t|'re|'ve|'m|'ll|'d)?`: `[^\r\n\p{L}\p{N}]?U*L+C | [^\r\n\p{L}\p{N}]?U+L*C |
/// \p{N}{1,3} | ?[^\s\p{L}\p{N}]+[\r\n/]* | \s*[\r\n]+ | \s+(?!\S) | \s+`
///
/// `U` and `L` overlap in caseless letters and marks, so the first two alternatives backtrack:
/// where no lower-case letter follows the run `U*`, it is given back up to its last caseless letter
/// or mark, and the piece ends after that one.
///
/// Tekken has no contractions and single digits.
sealed class O200kScanner extends Scanner permits KimiScanner {
  private final int mostDigits;
  private final boolean contractions;
  private final boolean slashes;
  private final PieceStarts starts;

  /// @param slashes whether slashes may follow symbols' line breaks
  O200kScanner(UnicodeClasses unicode, int mostDigits, boolean contractions, boolean slashes) {
    super(unicode);
    this.mostDigits = mostDigits;
    this.contractions = contractions;
    this.slashes = slashes;
    starts = WordStarts.cased(mostDigits, contractions, slashes);
  }

  @Override
  PieceStarts starts() {
    return starts;
  }

  @Override
  boolean cased() {
    return true;
  }

  private static boolean isUpper(byte kind) {
    return kind == UPPER || kind == CASELESS || kind == MARK;
  }

  private static boolean isLower(byte kind) {
    return kind >= LOWER && kind <= MARK;
  }

  @Override
  int next(byte[] utf8, int at, int to) {
    byte kind = unicode.at(utf8, at, to);
    if (kind == NUMBER) {
      return numbers(utf8, at, to, mostDigits);
    }
    int word =
        isLetter(kind) ? wordWithoutPrefix(utf8, at, to) : wordWithPrefix(utf8, at, to, kind);
    if (word > at) {
      return contractions && word < to && utf8[word] == '\''
          ? afterContraction(utf8, word, to)
          : word;
    }
    int second = after(utf8, at, to);
    boolean spaceThenSymbol =
        utf8[at] == ' ' && second < to && isSymbol(unicode.at(utf8, second, to));
    if (!isSpace(kind) || spaceThenSymbol) {
      int end = symbols(utf8, spaceThenSymbol ? second : at, to);
      return tail(utf8, end, to);
    }
    int end = spaces(utf8, at, to);
    int afterNewline = throughLastNewline(utf8, at, end);
    return afterNewline > 0 ? afterNewline : spacesBeforeText(utf8, at, end, to);
  }

  private int tail(byte[] utf8, int at, int to) {
    int end = at;
    while (end < to && (utf8[end] == '\r' || utf8[end] == '\n' || (slashes && utf8[end] == '/'))) {
      end++;
    }
    return end;
  }

  private static int afterContraction(byte[] utf8, int apostrophe, int to) {
    int end = contraction(utf8, apostrophe + 1, to, true);
    return end > apostrophe + 1 ? end : apostrophe;
  }

  private int wordWithoutPrefix(byte[] utf8, int at, int to) {
    int end = upperThenLower(utf8, at, to);
    return end > at ? end : upperRun(utf8, at, to);
  }

  /// The character at `at` is no letter and no number. Tried in the pattern's order: each
  /// alternative first with the character as prefix, then without, which only a mark can match.
  private int wordWithPrefix(byte[] utf8, int at, int to, byte kind) {
    if (isNewline(kind)) {
      return at;
    }
    int second = after(utf8, at, to);
    int end = upperThenLower(utf8, second, to);
    if (end > second) {
      return end;
    }
    if (kind == MARK) {
      return upperThenLower(utf8, at, to); // at least the mark itself
    }
    end = upperRun(utf8, second, to);
    return end > second ? end : at;
  }

  /// `U*L+` from `at`, or `at` where it doesn't match.
  private int upperThenLower(byte[] utf8, int at, int to) {
    int end = at;
    int afterLastCaseless = at;
    while (end < to) {
      byte kind = unicode.at(utf8, end, to);
      if (!isUpper(kind)) {
        break;
      }
      end = after(utf8, end, to);
      if (kind != UPPER) {
        afterLastCaseless = end;
      }
    }
    int lowerEnd = lowerRun(utf8, end, to);
    return lowerEnd > end ? lowerEnd : afterLastCaseless;
  }

  private int lowerRun(byte[] utf8, int at, int to) {
    int end = at;
    while (end < to && isLower(unicode.at(utf8, end, to))) {
      end = after(utf8, end, to);
    }
    return end;
  }

  /// `U+` from `at`. Nothing of `L*` can follow, else [#upperThenLower] would have matched.
  private int upperRun(byte[] utf8, int at, int to) {
    int end = at;
    while (end < to && isUpper(unicode.at(utf8, end, to))) {
      end = after(utf8, end, to);
    }
    return end;
  }
}
