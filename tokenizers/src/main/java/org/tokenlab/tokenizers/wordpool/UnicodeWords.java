package org.tokenlab.tokenizers.wordpool;

import com.ibm.icu.text.BreakIterator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.WordSegments;

/// Words are the segments of UAX #29 by ICU4J's root rules, with its dictionaries for scripts
/// without spaces. A segment of nothing but white space is joined to the segment behind it, so that
/// `a cat` is `a`, ` cat`; at the end of the text it is a word by itself.
///
/// ICU is given windows of some KiB, cut only before a space, tab or line end that follows other
/// text: there is a boundary at such a place whatever surrounds it, and no rule and no dictionary
/// looks across it. So the words are those of the whole text at once.
final class UnicodeWords implements Splitter {
  static final UnicodeWords INSTANCE = new UnicodeWords();

  private static final int WINDOW = 4096; // bytes

  private UnicodeWords() {}

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    BreakIterator words = WordSegments.newIterator();
    int count = 0;
    int at = from;
    while (at < to) {
      int end = safeCut(utf8, at, (int) Math.min(to, at + (long) WINDOW), to);
      int[] found = words(words, utf8, at, end);
      int fitting = found.length;
      if (fitting > ends.length - count) {
        fitting = ends.length - count;
        while (fitting > 0 && !cutsAt(utf8, at, found[fitting - 1], to)) {
          fitting--;
        }
      }
      System.arraycopy(found, 0, ends, count, fitting);
      count += fitting;
      if (fitting < found.length) {
        break;
      }
      at = end;
    }
    return count;
  }

  /// The ends of the words of `utf8[from, to)`.
  private static int[] words(BreakIterator words, byte[] utf8, int from, int to) {
    String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    words.setText(text);
    int[] ends = new int[16];
    int count = 0;
    int at = from;
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
      boolean blank = true;
      for (int i = start; i < end; ) {
        int codePoint = text.codePointAt(i);
        blank &= WhiteSpaceWords.isWhiteSpace(codePoint);
        i += Character.charCount(codePoint);
        at += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      }
      if (!blank || at == to) {
        if (count == ends.length) {
          ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = at;
      }
    }
    return Arrays.copyOf(ends, count);
  }

  /// The first place from `least` on, above `from`, where the text may be cut; `to` if there is
  /// none.
  private static int safeCut(byte[] utf8, int from, int least, int to) {
    for (int at = Math.max(least, from + 1); at < to; at++) {
      if (cutsAt(utf8, from, at, to)) {
        return at;
      }
    }
    return to;
  }

  private static boolean cutsAt(byte[] utf8, int from, int at, int to) {
    if (at == to) {
      return true;
    }
    if (!isAsciiSpace(utf8[at])) {
      return false;
    }
    int before = at - 1;
    while (before > from && (utf8[before] & 0xC0) == 0x80) {
      before--;
    }
    return !WhiteSpaceWords.isWhiteSpace(Utf8.codePointAt(utf8, before, at));
  }

  private static boolean isAsciiSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return isAsciiSpace(right) && !WhiteSpaceWords.isWhiteSpace(left);
  }
}
