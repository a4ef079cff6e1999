package org.tokenlab.tokenizers.wordpool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.BreakIterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.internal.unicode.WordSegments;

/// In scalar mode only: vectors play no part.
@Tag("exhaustive")
final class WordRuleTest {
  private static final List<WordRule> LOSSLESS =
      List.of(
          WordRule.WHITE_SPACE,
          WordRule.UAX29,
          WordRule.PAPER_KEPT,
          WordRule.byId("o200k"),
          WordRule.byId("regex:[a-z]+|\\s"));

  @Test
  void theWordsOfThePaperAreThoseOfItsCode() throws IOException {
    int lines = 0;
    try (BufferedReader golden =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    WordRuleTest.class.getResourceAsStream(
                        "/org/tokenlab/tokenizers/wordpool/paper-words.tsv")),
                StandardCharsets.US_ASCII))) {
      for (String line = golden.readLine(); line != null; line = golden.readLine()) {
        String[] fields = line.split("\t", -1);
        byte[] text = HexFormat.of().parseHex(fields[0]);
        WordSpans words = WordRule.PAPER.words(text);
        List<String> wanted = new ArrayList<>();
        for (int i = 1; i < fields.length; i++) {
          wanted.add(new String(HexFormat.of().parseHex(fields[i]), StandardCharsets.UTF_8));
        }
        assertEquals(wanted, texts(words), () -> new String(text, StandardCharsets.UTF_8));
        lines++;
      }
    }
    assertEquals(400, lines);
  }

  @Test
  void thePapersBoundariesKeptLoseNothingAndEndWhereItsWordsEnd() {
    SplittableRandom random = TestSeed.random("paper-kept");
    for (int i = 0; i < 1_500; i++) {
      String text = "x" + text(random) + "x"; // nothing to strip
      WordSpans lossy = words(WordRule.PAPER, text);
      WordSpans kept = words(WordRule.PAPER_KEPT, text);
      assertEquals(lossy.count(), kept.count(), TestSeed::replayLine);
      for (int k = 0; k < kept.count(); k++) {
        assertEquals(lossy.end(k), kept.end(k), TestSeed::replayLine);
      }
    }
  }

  private static String text(SplittableRandom random) {
    return RandomText.next(random, 30)
        .replace("the", "@-@")
        .replace("aB", "<unk>")
        .replace("Z", "=");
  }

  @Test
  void wordsOfUnicodeAreIcusSegmentsWithWhiteSpaceInFront() {
    SplittableRandom random = TestSeed.random("uax29");
    for (int i = 0; i < 800; i++) {
      StringBuilder text = new StringBuilder(RandomText.next(random, 40));
      if (i % 50 == 0) {
        text.append("ภาษาไทยง่ายนิดเดียว ".repeat(random.nextInt(300)))
            .append(RandomText.next(random, 2_000));
      }
      assertEquals(
          segments(text.toString()),
          texts(words(WordRule.UAX29, text.toString())),
          TestSeed::replayLine);
    }
  }

  private static List<String> segments(String text) {
    BreakIterator icu = WordSegments.newIterator();
    icu.setText(text);
    List<String> segments = new ArrayList<>();
    StringBuilder blank = new StringBuilder();
    int start = icu.first();
    for (int end = icu.next(); end != BreakIterator.DONE; start = end, end = icu.next()) {
      blank.append(text, start, end);
      if (!blank.chars().allMatch(WhiteSpaceWords::isWhiteSpace)) {
        segments.add(blank.toString());
        blank.setLength(0);
      }
    }
    if (!blank.isEmpty()) {
      segments.add(blank.toString());
    }
    return segments;
  }

  @Test
  void whiteSpaceGoesToTheWordBehindIt() {
    SplittableRandom random = TestSeed.random("whitespace");
    Pattern words =
        Pattern.compile("[\\s\\p{IsWhite_Space}]*[^\\s\\p{IsWhite_Space}]+|.+", Pattern.DOTALL);
    for (int i = 0; i < 1_500; i++) {
      String text = RandomText.next(random, 30);
      List<String> wanted = new ArrayList<>();
      Matcher matcher = words.matcher(text);
      while (matcher.find()) {
        wanted.add(matcher.group());
      }
      assertEquals(wanted, texts(words(WordRule.WHITE_SPACE, text)), TestSeed::replayLine);
    }
  }

  @Test
  void anyRoomForEndsGivesTheSameWords() {
    SplittableRandom random = TestSeed.random("room");
    for (int i = 0; i < 500; i++) {
      byte[] utf8 = text(random).getBytes(StandardCharsets.UTF_8);
      for (WordRule rule : LOSSLESS) {
        int[] whole = ends(rule.splitter(), utf8, utf8.length + 1);
        assertArrayEquals(
            whole,
            ends(rule.splitter(), utf8, 1 + random.nextInt(9)),
            () -> rule + "; " + TestSeed.replayLine());
      }
    }
  }

  private static int[] ends(Splitter splitter, byte[] utf8, int room) {
    List<Integer> all = new ArrayList<>();
    int[] ends = new int[room];
    int at = 0;
    while (at < utf8.length) {
      int count = splitter.split(utf8, at, utf8.length, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
      }
      for (int i = 0; i < count; i++) {
        assertTrue(ends[i] > at, TestSeed::replayLine);
        at = ends[i];
        all.add(at);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void aTextIsCutWhereTheRuleSaysSo() {
    SplittableRandom random = TestSeed.random("cuts");
    for (int i = 0; i < 1_500; i++) {
      String left = text(random);
      String right = text(random);
      if (left.isEmpty() || right.isEmpty()) {
        continue;
      }
      for (WordRule rule : LOSSLESS) {
        if (rule.splitter()
            .cutsBetween(left.codePointBefore(left.length()), right.codePointAt(0))) {
          List<String> parts = new ArrayList<>(texts(words(rule, left)));
          parts.addAll(texts(words(rule, right)));
          assertEquals(
              texts(words(rule, left + right)), parts, () -> rule + "; " + TestSeed.replayLine());
        }
      }
    }
  }

  @Test
  void textsWithoutWordsHaveNone() {
    assertEquals(0, words(WordRule.PAPER, " \n= <unk>@-@ ").count());
    for (WordRule rule : LOSSLESS) {
      assertEquals(0, words(rule, "").count());
    }
    assertEquals(List.of(" \n "), texts(words(WordRule.WHITE_SPACE, " \n ")));
  }

  @Test
  void bytesThatAreNotUtf8AreInTheLastWord() {
    byte[] text = {'a', ' ', 'b', (byte) 0xFF, ' ', 'c'};
    WordSpans words = WordRule.WHITE_SPACE.words(text);
    assertEquals(2, words.count());
    assertEquals(1, words.start(1));
    assertEquals(6, words.end(1));
  }

  @Test
  void aWordOfAMegabyteIsFoundByEveryRule() {
    byte[] text = "x".repeat(1 << 20).concat(" y").getBytes(StandardCharsets.UTF_8);
    for (WordRule rule : LOSSLESS) {
      assertEquals(text.length, rule.words(text).end(rule.words(text).count() - 1));
      assertTrue(rule.words(text).count() <= 3, rule.id());
    }
  }

  @Test
  void rulesAreKnownByName() {
    for (String id : List.of("whitespace", "uax29", "paper", "paper-kept", "cl100k")) {
      assertEquals(id, WordRule.byId(id).id());
    }
    assertFalse(WordRule.PAPER.lossless());
    IllegalArgumentException lossy =
        assertThrows(IllegalArgumentException.class, WordRule.PAPER::splitter);
    assertTrue(String.valueOf(lossy.getMessage()).contains("paper-kept"));
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> WordRule.byId("words"));
    assertTrue(String.valueOf(unknown.getMessage()).contains("whitespace, uax29"));
  }

  private static WordSpans words(WordRule rule, String text) {
    return rule.words(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(WordSpans words) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < words.count(); i++) {
      texts.add(words.word(i));
    }
    return texts;
  }
}
