package org.tokenlab.tokenizers.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Utf8;

/// Matches of two texts together against those that they have apart.
@Tag("exhaustive") // knows nothing of vectors
final class MatchReachTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\p{N}+",
        "(?=(\\d{3})+(?!\\d))",
        "\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]{2,}[\\r\\n/]*| +(?!\\S)",
        " ?\\p{L}+|\\s+(?!\\S)|\\s",
        "a*",
        "a*?b|",
        "(?!a)\\p{L}\\p{M}",
        "(?>ab|a)c?",
        "(?:a|b(?=c$)|bc\\Z)+",
        "(?=\\p{L}{2})[^x]",
        "(?:(?:a?)*b?)+c"
      })
  void textsThatMeetHaveTheMatchesThatTheyHaveApart(String regex) {
    for (Dialect dialect : Dialect.values()) {
      CompiledPattern pattern = CompiledPattern.of(new TextPattern.Regex(regex, dialect));
      SplittableRandom random = TestSeed.random("reach" + regex);
      int asked = 0;
      for (int i = 0; i < 6_000; i++) {
        byte[] utf8 = text(random).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < utf8.length; at = CompiledPattern.after(utf8, at)) {
          int right = CompiledPattern.after(utf8, at);
          if (right < utf8.length
              && pattern.endsBetween(
                  Utf8.codePointAt(utf8, at, utf8.length),
                  Utf8.codePointAt(utf8, right, utf8.length))) {
            asked++;
            List<Integer> apart = matches(pattern, utf8, 0, right, right);
            apart.addAll(matches(pattern, utf8, right, utf8.length, right));
            assertEquals(
                apart,
                matches(pattern, utf8, 0, utf8.length, right),
                () -> new String(utf8, StandardCharsets.UTF_8) + "; " + TestSeed.replayLine());
          }
        }
      }
      assertTrue(asked > 1_000, "nothing was asked");
    }
  }

  private static String text(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return RandomText.next(random, 6);
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.append("abcx 12-.\n".charAt(random.nextInt(10)));
    }
    return text.toString();
  }

  /// Starts and ends; none of an empty match at `border`.
  private static List<Integer> matches(
      CompiledPattern pattern, byte[] utf8, int from, int to, int border) {
    List<Integer> found = new ArrayList<>();
    PatternMatcher matcher = new PatternMatcher(pattern);
    for (int search = from; search <= to && matcher.find(utf8, from, to, search); ) {
      if (matcher.start() != border || matcher.end() != border) {
        found.add(matcher.start());
        found.add(matcher.end());
      }
      search =
          matcher.end() > matcher.start()
              ? matcher.end()
              : matcher.end() < to ? CompiledPattern.after(utf8, matcher.end()) : to + 1;
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "(?=(\\d{3})+(?!\\d)), x, 1, true",
        "(?=(\\d{3})+(?!\\d)), 1, x, true",
        "(?=(\\d{3})+(?!\\d)), 1, 2, false",
        "a+, a, a, false",
        "a+, a, b, true",
        "a(?!b), a, b, false",
        "a(?!b), a, c, true",
        "a$, a, b, false",
        "a\\b, a, b, false",
        "(?<=a)b, x, y, false",
        "(a)\\1, x, y, false"
      })
  void whatReachesOverIsKnown(String regex, String left, String right, boolean ends) {
    CompiledPattern pattern = CompiledPattern.of(new TextPattern.Regex(regex, Dialect.ONIGURUMA));
    assertEquals(ends, pattern.endsBetween(left.charAt(0), right.charAt(0)));
    assertFalse(ends && pattern.looksBack);
  }
}
