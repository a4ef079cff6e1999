package org.tokenlab.tokenizers.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;

/// Places that are passed over against attempts at each of them.
final class MatchStartsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\p{N}+",
        "(?=(\\d{3})+(?!\\d))",
        "\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]{2,}[\\r\\n/]*| +(?!\\S)",
        "a",
        "é|中+b?",
        "[^a-z]{2}",
        "(?!a)\\p{L}\\p{M}",
        "(?>ab|a)c?",
        "'(?i:s|t)| {2}",
        "(?=\\p{L}{2})[^x]",
        "(a|b)\\1"
      })
  void noPlaceWhereAMatchBeginsIsPassedOver(String regex) {
    for (Dialect dialect : Dialect.values()) {
      CompiledPattern pattern = CompiledPattern.of(new TextPattern.Regex(regex, dialect));
      MatchStarts starts = pattern.starts();
      SplittableRandom random = TestSeed.random("starts" + regex);
      Backtracker runs = new Backtracker(pattern.program);
      int passedOver = 0;
      for (int i = 0; i < 3_000; i++) {
        byte[] utf8 = RandomText.next(random, 12).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < utf8.length; at = CompiledPattern.after(utf8, at)) {
          int found = starts.next(utf8, at, utf8.length);
          assertTrue((utf8[found] & 0xC0) != 0x80, "a character starts there");
          runs.begin();
          if (runs.match(utf8, 0, utf8.length, at, at) >= 0) {
            assertEquals(at, found, TestSeed::replayLine);
          }
          passedOver += found > at ? 1 : 0;
        }
        assertEquals(utf8.length, starts.next(utf8, utf8.length, utf8.length));
      }
      assertTrue(passedOver > 0, "nothing was passed over");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a*", "b|", "(?<=ab)c", "(?!a)"})
  void whatMayMatchAnywhereIsTriedAnywhere(String regex) {
    assertSame(
        MatchStarts.ANYWHERE,
        CompiledPattern.of(new TextPattern.Regex(regex, Dialect.ONIGURUMA)).starts());
  }
}
