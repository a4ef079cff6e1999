package org.tokenlab.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;

/// Each scanner against its regular expression, run by the JDK's engine (Unicode 16 on JDK 25).
final class ScannerTest {
  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void piecesAreTheMatchesOfTheRegularExpression(SplitPattern pattern) {
    Pattern regex = javaRegex(pattern.regex());
    SplittableRandom random = TestSeed.random("scanner" + pattern);
    for (int i = 0; i < 30_000; i++) {
      String text = RandomText.next(random, 14);
      assertEquals(
          matches(regex, text), pieces(pattern, text), () -> escaped(text) + TestSeed.replayLine());
    }
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void everySequenceOfFourClassesIsSplitRight(SplitPattern pattern) {
    Pattern regex = javaRegex(pattern.regex());
    String[] alphabet = {
      "a", "B", "ʰ", "中", "\u0301", "1", " ", "\n", "\u00A0", "'", "s", "L", "!", "/", "é", "É", "〇"
    };
    int n = alphabet.length;
    for (int code = 0; code < n * n * n * n; code++) {
      String text =
          alphabet[code % n]
              + alphabet[code / n % n]
              + alphabet[code / n / n % n]
              + alphabet[code / n / n / n];
      assertEquals(matches(regex, text), pieces(pattern, text), () -> escaped(text));
    }
  }

  // Once is enough for a million texts, which are too short for vectors: the build leaves this out
  // of the vector runs.
  @Tag("exhaustive")
  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void everyCodePointHasTheClassThatTheExpressionGivesIt(SplitPattern pattern) {
    Pattern regex = javaRegex(pattern.regex());
    for (int codePoint = 0; codePoint < 0x110000; codePoint++) {
      if (codePoint < 0xD800 || codePoint > 0xDFFF) {
        String text = "a" + Character.toString(codePoint) + "A 1";
        assertEquals(matches(regex, text), pieces(pattern, text), () -> escaped(text));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void smallBatchesGiveTheSamePieces(SplitPattern pattern) {
    SplittableRandom random = TestSeed.random("batches" + pattern);
    for (int i = 0; i < 2_000; i++) {
      byte[] utf8 = RandomText.next(random, 30).getBytes(StandardCharsets.UTF_8);
      assertEquals(
          ends(pattern, utf8, 4096),
          ends(pattern, utf8, 1 + random.nextInt(3)),
          TestSeed::replayLine);
    }
  }

  private static List<Integer> ends(SplitPattern pattern, byte[] utf8, int batch) {
    List<Integer> all = new ArrayList<>();
    int[] ends = new int[batch];
    int at = 0;
    while (at < utf8.length) {
      int count = pattern.preTokenizer().split(utf8, at, utf8.length, ends);
      for (int i = 0; i < count; i++) {
        all.add(ends[i]);
      }
      at = ends[count - 1];
    }
    return all;
  }

  private static List<String> pieces(SplitPattern pattern, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int end : ends(pattern, utf8, 4096)) {
      pieces.add(new String(utf8, start, end - start, StandardCharsets.UTF_8));
      start = end;
    }
    return pieces;
  }

  private static List<String> matches(Pattern regex, String text) {
    List<String> matches = new ArrayList<>();
    Matcher matcher = regex.matcher(text);
    while (matcher.find()) {
      matches.add(matcher.group());
    }
    assertEquals(text, String.join("", matches), "the expression matches everywhere");
    return matches;
  }

  /// `\s` as the White_Space property, and case folding beyond ASCII, as Rust and Oniguruma read
  /// them.
  private static Pattern javaRegex(String regex) {
    return Pattern.compile(
        regex
            .replace("\\p{Han}", "\\p{IsHan}")
            .replace("\\s", "\\p{IsWhite_Space}")
            .replace("\\S", "\\P{IsWhite_Space}")
            .replace("(?i:", "(?iu:"));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder("text: ");
    text.codePoints().forEach(c -> escaped.append("U+%04X ".formatted(c)));
    return escaped.toString();
  }
}
