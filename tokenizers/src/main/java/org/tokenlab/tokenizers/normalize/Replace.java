package org.tokenlab.tokenizers.normalize;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// HF's Replace: every match of a pattern becomes `content`, as it stands: `$1` has no meaning.
///
/// What replaces a match has the source of the match's last character; behind an empty match, that
/// of the character before, and none (an empty range) at the very start. Matches are sought from
/// left to right and don't overlap; an empty one right behind another match doesn't count. An empty
/// literal is found at every place, as in HF.
///
/// @param pattern what is replaced
/// @param content what takes its place
public record Replace(TextPattern pattern, String content) implements Normalizer {
  @Override
  public void apply(AlignedText text) {
    if (text.length() == 0) {
      return; // HF looks for nothing there, not even for `^`
    }
    switch (pattern) {
      case TextPattern.Literal literal -> {
        byte[] sought = literal.text().getBytes(StandardCharsets.UTF_8);
        new Matches(text, content).rewrite(start -> Matches.find(text, sought, start));
      }
      case TextPattern.Regex regex -> {
        PatternMatcher matcher = regex.matcher();
        byte[] bytes = text.bytes();
        int length = text.length();
        new Matches(text, content)
            .rewrite(start ->
                matcher.find(bytes, 0, length, start)
                    ? (long) matcher.start() << 32 | matcher.end()
                    : Matches.NONE);
      }
    }
  }

  /// Yes for a literal that doesn't hold the two characters side by side, and for `\s+` unless both
  /// are white space; no for other regular expressions.
  @Override
  public boolean keepsApart(int left, int right) {
    if (isSpaceRuns()) {
      return !HfCharacters.WHITE_SPACE.contains(left) || !HfCharacters.WHITE_SPACE.contains(right);
    }
    if (!(pattern instanceof TextPattern.Literal(String text)) || text.isEmpty()) {
      return false;
    }
    return !text.contains(Character.toString(left) + Character.toString(right));
  }

  /// Whether runs of white space are replaced, as CLIP's files do.
  private boolean isSpaceRuns() {
    return pattern instanceof TextPattern.Regex(String regex, Dialect _) && regex.equals("\\s+");
  }

  @Override
  public int image(int codePoint) {
    if (isSpaceRuns()) {
      return !HfCharacters.WHITE_SPACE.contains(codePoint)
          ? codePoint
          : content.codePointCount(0, content.length()) == 1 ? content.codePointAt(0) : -1;
    }
    if (!(pattern instanceof TextPattern.Literal(String text))) {
      return -1;
    }
    if (text.indexOf(codePoint) < 0) {
      return codePoint;
    }
    boolean alone = text.codePointCount(0, text.length()) == 1;
    return alone && content.codePointCount(0, content.length()) == 1 ? content.codePointAt(0) : -1;
  }

  /// Goes through the matches in one text.
  private static final class Matches {
    /// No further match.
    static final long NONE = -1;

    private final AlignedText text;
    private final byte[] content;

    /// Finds the next match at or after byte `start`: `start of match << 32 | end`, or [#NONE].
    interface Finder {
      long find(int start);
    }

    Matches(AlignedText text, String content) {
      this.text = text;
      this.content = content.getBytes(StandardCharsets.UTF_8);
    }

    static long find(AlignedText text, byte[] sought, int start) {
      byte[] bytes = text.bytes();
      int last = text.length() - sought.length;
      for (int at = start; at <= last; at++) {
        if (sought.length == 0
            || (bytes[at] == sought[0]
                && Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length))) {
          return (long) at << 32 | (at + sought.length);
        }
      }
      return NONE;
    }

    void rewrite(Finder finder) {
      int length = text.length();
      int kept = -1; // up to here the old text has been taken over; -1 before the first match
      int lastEnd = -1;
      int from = 0;
      while (from <= length) {
        long found = finder.find(from);
        if (found == NONE) {
          break;
        }
        int start = (int) (found >>> 32);
        int end = (int) found;
        if (start == end && end == lastEnd) {
          from = after(from);
          continue;
        }
        if (kept < 0) {
          text.beginRewrite();
          kept = 0;
        }
        text.keep(kept, start);
        put(end);
        kept = end;
        lastEnd = end;
        from = end;
      }
      if (kept >= 0) {
        text.keep(kept, length);
        text.endRewrite();
      }
    }

    private int after(int at) {
      return at == text.length() ? at + 1 : at + Utf8.sequenceLength(text.bytes()[at] & 0xFF);
    }

    private void put(int end) {
      int from = end == 0 ? text.origin() : text.sourceStart(end - 1);
      int to = end == 0 ? text.origin() : text.sourceEnd(end - 1);
      text.put(content, 0, content.length, from, to);
    }
  }
}
