package org.tokenlab.tokenizers.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Fuzzes regular expressions: the first byte chooses the dialect and how long the pattern is; the
/// text follows it.
///
/// A pattern is refused with an `IllegalArgumentException`, or its matches lie in the text, one
/// after the other.
public final class RegexTarget {
  private static final int LONGEST_TEXT = 64; // backtracking may cost much by nature

  private RegexTarget() {}

  /// Matches a pattern from `input`.
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Dialect dialect = (input[0] & 1) == 0 ? Dialect.ONIGURUMA : Dialect.FANCY_REGEX;
    int end = Math.min(input.length, 1 + ((input[0] & 0xFF) >> 1) % 40);
    String regex = new String(input, 1, end - 1, StandardCharsets.UTF_8);
    String text =
        new String(
            Arrays.copyOfRange(input, end, Math.min(input.length, end + LONGEST_TEXT)),
            StandardCharsets.UTF_8);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    PatternMatcher matcher;
    try {
      matcher = new TextPattern.Regex(regex, dialect).matcher();
    } catch (IllegalArgumentException refused) {
      return;
    }
    int at = 0;
    while (at <= utf8.length && matcher.find(utf8, 0, utf8.length, at)) {
      if (matcher.start() < at || matcher.end() < matcher.start() || matcher.end() > utf8.length) {
        throw new AssertionError(
            "match " + matcher.start() + " to " + matcher.end() + " after " + at);
      }
      at = matcher.end();
      if (matcher.end() == matcher.start()) {
        at += at < utf8.length ? Utf8.sequenceLength(utf8[at] & 0xFF) : 1;
      }
    }
  }
}
