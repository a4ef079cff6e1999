package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Isolates the matches of [#REGEX], which are empty: cuts runs of digits by threes from the right,
/// as SuperBPE's released tokenizers do.
///
/// The expression looks ahead to the end of the run at each digit, which only backtracking can, in
/// quadratic time. Here a run is found whole: source code takes two thirds of the time. Immutable
/// and thread-safe.
final class DigitTriples implements Splitter {
  static final String REGEX = "(?=(\\d{3})+(?!\\d))";

  private final Split split;
  private final TextPattern runs;

  /// @param split whose splitter this is; it isolates the matches of the expression
  DigitTriples(Split split, Dialect dialect) {
    this.split = split;
    runs = new TextPattern.Regex("\\d+", dialect);
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    PatternMatcher matcher = runs.matcher();
    int count = 0;
    int search = from;
    while (count < ends.length && search < to && matcher.find(utf8, from, to, search)) {
      search = matcher.end();
      int digits = digits(utf8, matcher.start(), search);
      int at = matcher.start();
      for (int left = digits; left >= 3 && count < ends.length; ) {
        if (left % 3 == 0 && at > from) {
          ends[count++] = at; // the first group is of one or two digits, or follows other text
        }
        int group = left % 3 == 0 ? 3 : left % 3;
        for (int i = 0; i < group; i++) {
          at = Scanner.after(utf8, at, to);
        }
        left -= group;
      }
    }
    if (count < ends.length) {
      ends[count++] = to;
    }
    return count;
  }

  private static int digits(byte[] utf8, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += (utf8[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return digits;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return split.cutsBetween(left, right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return split.keepsApart(left, right);
  }
}
