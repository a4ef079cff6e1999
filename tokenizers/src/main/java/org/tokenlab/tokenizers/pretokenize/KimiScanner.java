package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.HAN;

import org.tokenlab.tokenizers.Utf8;

/// Kimi K2's pattern: first `[\p{Han}]+`, then o200k's alternatives with words that hold no Han and
/// without slashes after symbols.
///
/// Of Han, letters are of the class [UnicodeClasses#HAN] and match nothing else. Its numerals and
/// signs, such as 〇 and ⺀, can also go on a run of numbers or symbols that began before them.
final class KimiScanner extends O200kScanner {
  KimiScanner(UnicodeClasses unicode) {
    super(unicode.withHanApart(), 3, true, false);
  }

  @Override
  int next(byte[] utf8, int at, int to) {
    int end = at;
    while (end < to && isHan(utf8, end, to)) {
      end = after(utf8, end, to);
    }
    return end > at ? end : super.next(utf8, at, to);
  }

  private boolean isHan(byte[] utf8, int at, int to) {
    if (utf8[at] >= 0) {
      return false;
    }
    int codePoint = Utf8.codePointAt(utf8, at, to);
    return unicode.of(codePoint) == HAN || HanScript.contains(codePoint);
  }

  /// As in o200k, but a Han numeral may stand in a run of Han as well.
  @Override
  public boolean cutsBetween(int left, int right) {
    return !HanScript.contains(left) && super.cutsBetween(left, right);
  }
}
