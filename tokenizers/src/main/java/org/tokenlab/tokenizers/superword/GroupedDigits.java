package org.tokenlab.tokenizers.superword;

import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.regex.CharacterRuns;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.RegexSplitter;
import org.tokenlab.tokenizers.regex.TextPattern;

/// The words of fastboundlessbpe's own expressions, which group digits by threes from the right:
/// `1|234|567`.
///
/// They say so by looking ahead to the end of the number at each group, which takes quadratic time
/// and no automaton can do. Here numbers are found whole and grouped then, which gives the same: a
/// number has no other beginning inside than those of its groups, and a group of one digit that the
/// expression could take for something else (a keycap) is a whole number. A number goes to the
/// caller whole, so that none is sought twice: time is linear.
final class GroupedDigits implements WordFinder {
  private static final String GROUPS = "\\p{N}{1,3}(?=(?:\\p{N}{3})*(?:\\P{N}|$))";

  private static final String COMMON =
      "[0-9#*]\\uFE0F?\\u20E3"
          + "|[\\U0001F1E6-\\U0001F1FF]{2}"
          + "|\\p{Extended_Pictographic}[\\U0001F3FB-\\U0001F3FF]?[\\uFE0F\\uFE0E]?"
          + "(?:\\u200d\\p{Extended_Pictographic}[\\U0001F3FB-\\U0001F3FF]?[\\uFE0F\\uFE0E]?)*"
          + "| ?(?:[\\p{S}\\p{P}]\\p{M}*){1,16}"
          + "|[^\\S\\r\\n]{0,16}[\\r\\n]{1,16}"
          + "|[^\\S\\r\\n]{1,16}(?![^\\s\\p{N}\\p{C}\\p{M}])"
          + "|\\s{1,16}"
          + "|"
          + GROUPS
          + "|[\\p{Z}\\p{C}\\p{M}]+";

  /// fastboundlessbpe's `WORD_LEVEL_REGEX`.
  static final String WORDS =
      " ?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}\\u200d]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}\\u200d]+"
          + "(?:['\\u2019][\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+)?"
          + "| ?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}\\u200d]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}\\u200d]*"
          + "(?:['\\u2019][\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+)?|"
          + COMMON;

  /// fastboundlessbpe's `SCRIPT_SPECIFIC_REGEX`.
  static final String LETTERS = " ?\\p{L}\\p{M}*|" + COMMON;

  private static final CharacterRuns NUMBERS =
      new TextPattern.Regex("\\p{N}+", Dialect.FANCY_REGEX).runs().orElseThrow();

  private final Splitter whole;

  /// @param regex one of the two, as [RegexText#literal] writes it
  private GroupedDigits(String regex) {
    whole =
        (Splitter)
            RegexSplitter.matching(
                new TextPattern.Regex(regex.replace(GROUPS, "\\p{N}+"), Dialect.FANCY_REGEX));
  }

  /// The finder for an expression, as [RegexText#literal] writes it, or null if it is another one.
  static @org.jspecify.annotations.Nullable GroupedDigits of(String regex) {
    return regex.equals(RegexText.literal(WORDS)) || regex.equals(RegexText.literal(LETTERS))
        ? new GroupedDigits(regex)
        : null;
  }

  @Override
  public int find(byte[] utf8, int from, int to, int[] ends) {
    int[] found = new int[Math.min(ends.length, 256)];
    int count = 0;
    int at = from;
    while (at < to && count < ends.length) {
      int pieces = whole.split(utf8, at, to, found);
      for (int i = 0; i < pieces; i++) {
        int after = grouped(utf8, at, found[i], ends, count);
        if (after < 0) {
          return count;
        }
        count = after;
        at = found[i];
      }
    }
    return count;
  }

  /// Writes the ends of what becomes of a piece, and returns their number; −1 if there is no room.
  private static int grouped(byte[] utf8, int start, int end, int[] ends, int count) {
    int digits = digits(utf8, start, end);
    if (digits <= 3) {
      if (count == ends.length) {
        return -1;
      }
      ends[count] = end;
      return count + 1;
    }
    int groups = (digits + 2) / 3;
    if (groups > ends.length - count) {
      return -1;
    }
    int size = count;
    int left = digits;
    int at = start;
    while (left > 0) {
      int group = left % 3 == 0 ? 3 : left % 3;
      for (int i = 0; i < group; i++) {
        at += Utf8.sequenceLength(utf8[at] & 0xFF);
      }
      left -= group;
      ends[size++] = at;
    }
    return size;
  }

  /// How many digits a piece has that is a number; 0 for another.
  private static int digits(byte[] utf8, int start, int end) {
    int digits = 0;
    for (int at = start; at < end; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
      if (!NUMBERS.contains(Utf8.codePointAt(utf8, at, end))) {
        return 0;
      }
      digits++;
    }
    return digits;
  }

  @Override
  public boolean covers() {
    return true;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return whole.cutsBetween(left, right);
  }
}
