package org.tokenlab.tokenizers.normalize;

import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.regex.CharacterRuns;
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
    byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
    int length = text.length();
    int kept = -1; // up to here the old text has been taken over; -1 before the first match
    PatternMatcher matcher = pattern.matcher();
    matcher.scan(text.bytes(), 0, length);
    while (matcher.next()) {
      if (kept < 0) {
        text.beginRewrite();
        kept = 0;
      }
      text.keep(kept, matcher.start());
      kept = matcher.end();
      int from = kept == 0 ? text.origin() : text.sourceStart(kept - 1);
      int to = kept == 0 ? text.origin() : text.sourceEnd(kept - 1);
      text.put(utf8, 0, utf8.length, from, to);
    }
    if (kept >= 0) {
      text.keep(kept, length);
      text.endRewrite();
    }
  }

  /// Whether no match holds the two characters side by side, for a text and for an expression such
  /// as `\s+` ([CharacterRuns]); no for other regular expressions.
  @Override
  public boolean keepsApart(int left, int right) {
    return switch (pattern) {
      case TextPattern.Literal(String text) ->
          !text.isEmpty() && !text.contains(Character.toString(left) + Character.toString(right));
      case TextPattern.Regex regex -> {
        CharacterRuns runs = regex.runs().orElse(null);
        yield runs != null && !(runs.contains(left) && runs.contains(right));
      }
    };
  }

  @Override
  public int image(int codePoint, Side side) {
    boolean replaced;
    boolean alone; // if it is in a match, nothing but its own kind is
    switch (pattern) {
      case TextPattern.Literal(String text) -> {
        replaced = text.indexOf(codePoint) >= 0;
        alone = text.codePointCount(0, text.length()) == 1;
      }
      case TextPattern.Regex regex -> {
        CharacterRuns runs = regex.runs().orElse(null);
        if (runs == null) {
          return -1;
        }
        replaced = runs.contains(codePoint);
        alone = runs.matchesEach();
      }
    }
    if (!replaced) {
      return codePoint;
    }
    if (!alone || content.isEmpty()) {
      return -1;
    }
    return side == Side.LEFT ? content.codePointBefore(content.length()) : content.codePointAt(0);
  }
}
