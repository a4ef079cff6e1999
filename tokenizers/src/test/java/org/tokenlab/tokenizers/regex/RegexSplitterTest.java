package org.tokenlab.tokenizers.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

final class RegexSplitterTest {
  private static Splitter automaton(String regex) {
    return assertInstanceOf(
        RegexSplitter.class,
        RegexSplitter.isolating(new TextPattern.Regex(regex, Dialect.ONIGURUMA)));
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void automataCutAsHandWrittenScannersDo(SplitPattern pattern) {
    Splitter automaton = automaton(pattern.regex());
    SplittableRandom random = TestSeed.random("automata" + pattern);
    for (int i = 0; i < 10_000; i++) {
      byte[] utf8 = RandomText.next(random, 20).getBytes(StandardCharsets.UTF_8);
      assertEquals(
          ends(pattern.preTokenizer(), utf8, 0, utf8.length),
          ends(automaton, utf8, 0, utf8.length),
          TestSeed::replayLine);
    }
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void tiktokensSpellingIsMatchedEverywhere(SplitPattern pattern) {
    assertInstanceOf(
        RegexSplitter.class,
        RegexSplitter.matching(new TextPattern.Regex(pattern.regex(), Dialect.FANCY_REGEX)));
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void partsBetweenCutsHaveThePiecesOfTheWhole(SplitPattern pattern) {
    checkCuts(automaton(pattern.regex()), "cuts" + pattern, 10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\p{N}{1,3}",
        "\\s+",
        "a|b",
        "[a-z]+|\\d*",
        "'s| ?[A-Za-z]+",
        "(?!a).",
        "[^\\S\\n]+(?=\\S)",
        "\\p{L}\\p{M}*",
        " ?[^(\\s|[.,!?…。，、।۔،])]+",
        "\\s?\\p{L}+"
      })
  void cutsHoldWhereTheExpressionLeavesGaps(String regex) {
    checkCuts(automaton(regex), "gaps" + regex, 10_000);
  }

  private static void checkCuts(Splitter splitter, String salt, int rounds) {
    SplittableRandom random = TestSeed.random(salt);
    for (int i = 0; i < rounds; i++) {
      int[] text = RandomText.next(random, 12).codePoints().toArray();
      byte[] utf8 = new String(text, 0, text.length).getBytes(StandardCharsets.UTF_8);
      List<Integer> whole = ends(splitter, utf8, 0, utf8.length);
      for (int k = 1; k < text.length; k++) {
        if (splitter.cutsBetween(text[k - 1], text[k])) {
          int cut = new String(text, 0, k).getBytes(StandardCharsets.UTF_8).length;
          List<Integer> parts = ends(splitter, utf8, 0, cut);
          parts.addAll(ends(splitter, utf8, cut, utf8.length));
          assertEquals(whole, parts, TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void knownPatternsHaveUsefulCuts() {
    Splitter cl100k = automaton(SplitPattern.LLAMA3.regex());
    assertTrue(cl100k.cutsBetween('a', ' '));
    assertTrue(cl100k.cutsBetween('1', 'a'));
    assertTrue(cl100k.cutsBetween('a', '.'));
    assertFalse(cl100k.cutsBetween(' ', 'a'));
    assertFalse(cl100k.cutsBetween('a', 'b'));
    assertFalse(cl100k.cutsBetween('1', '1'));
  }

  @Test
  void whatLooksBackIsNoSplitter() {
    for (String regex : List.of("\\bx", "(?<=a)b", "^a", "(a)\\1", "(?=ab)a")) {
      assertFalse(
          RegexSplitter.isolating(new TextPattern.Regex(regex, Dialect.ONIGURUMA))
              instanceof Splitter,
          regex);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatLooksBackIsToldFromWhatItMeans(Dialect dialect) {
    for (String regex :
        List.of(
            "\\bx", "a|(?<=a)b", "(?:^a)+", "a(?<!b)", "\\Ga", "a\\Kb", "(?=a\\B)", "(?>\\A)")) {
      assertTrue(new TextPattern.Regex(regex, dialect).looksBack(), regex);
    }
    for (String regex :
        List.of(
            "[\\^b]x",
            "a$",
            "(a)\\1",
            "a\\z|b\\Z",
            "(?=ab)a(?!c)",
            "\\R",
            "\\(\\?<",
            "\\\\b",
            "")) {
      assertFalse(new TextPattern.Regex(regex, dialect).looksBack(), regex);
    }
  }

  @Test
  void anEmptyTextIsFoundWhereAnEmptyExpressionIs() {
    byte[] utf8 = "aé🙂".getBytes(StandardCharsets.UTF_8);
    for (TextPattern pattern :
        List.of(new TextPattern.Literal(""), new TextPattern.Regex("", Dialect.ONIGURUMA))) {
      PatternMatcher matcher = pattern.matcher();
      matcher.scan(utf8, 0, utf8.length);
      List<Integer> places = new ArrayList<>();
      while (matcher.next()) {
        assertEquals(matcher.start(), matcher.end());
        places.add(matcher.start());
      }
      assertEquals(List.of(0, 1, 3, 7), places, pattern.toString());
    }
  }

  @Test
  void runsOfOneSetAreToldFromTheTree() {
    for (String regex : List.of("\\s+", "[[:space:]]{1,3}", "(?: )++", "\\p{L}", "a+?")) {
      assertTrue(
          new TextPattern.Regex(regex, Dialect.ONIGURUMA).runs().orElseThrow().matchesEach(),
          regex);
    }
    assertFalse(
        new TextPattern.Regex(" {2,}", Dialect.ONIGURUMA).runs().orElseThrow().matchesEach());
    for (String regex : List.of("\\s*", "ab", "a+(?=b)", "\\s+|x", "(?<=a)b+", "")) {
      assertTrue(new TextPattern.Regex(regex, Dialect.ONIGURUMA).runs().isEmpty(), regex);
    }
  }

  @Test
  void errorsGiveTheExpressionThePlaceAndTheReason() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> TextPattern.Regex.check("ab(c", Dialect.ONIGURUMA))
            .getMessage();
    assertEquals("regular expression \"ab(c\", place 2: the parenthesis is not closed", message);
  }

  @Test
  void longTextTakesLinearTimeAndNoDeepStack() {
    String text = " ".repeat(200_000) + "a".repeat(200_000) + "b";
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    for (String regex :
        List.of("(?:a|aa)+$", "(?:a*)*c", "(a|b)*?c", "\\s+$", "(?>a+)c|(?:a+)+d")) {
      TextPattern.Regex pattern = new TextPattern.Regex(regex, Dialect.FANCY_REGEX);
      PatternMatcher matcher = pattern.matcher();
      if (pattern.isRegular()) {
        assertFalse(matcher.find(utf8, 0, utf8.length, 0), regex);
      }
    }
    // Nested repeats that fail, by trying: the failures are remembered.
    byte[] few = ("a".repeat(3_000) + "b").getBytes(StandardCharsets.UTF_8);
    PatternMatcher nested = new TextPattern.Regex("(?:a+)+(?!bb)c", Dialect.ONIGURUMA).matcher();
    assertFalse(nested.find(few, 0, few.length, 0));
  }

  private static List<Integer> ends(Splitter splitter, byte[] utf8, int from, int to) {
    List<Integer> all = new ArrayList<>();
    int[] ends = new int[3];
    int at = from;
    while (at < to) {
      int count = splitter.split(utf8, at, to, ends);
      for (int i = 0; i < count; i++) {
        all.add(ends[i]);
      }
      at = ends[count - 1];
    }
    return all;
  }
}
