package org.tokenlab.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

@Tag("exhaustive") // knows nothing of vectors
final class DigitTriplesTest {
  private static final String[] PARTS = {"1", "22", "333", "٤", "५", "²", "Ⅷ", "a", " ", "é", "中"};

  @ParameterizedTest
  @EnumSource
  void piecesAreThoseOfTheExpression(Dialect dialect) {
    Split split =
        new Split(
            new TextPattern.Regex(DigitTriples.REGEX, dialect), SplitBehavior.ISOLATED, false);
    Splitter byHand = assertInstanceOf(DigitTriples.class, split.splitter().orElseThrow());
    Splitter byEngine = new PatternSplitter(split);
    SplittableRandom random = TestSeed.random("digit triples" + dialect);
    int cuts = 0;
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 1 + random.nextInt(12); k > 0; k--) {
        text.append(
            random.nextInt(4) == 0
                ? RandomText.next(random, 4)
                : PARTS[random.nextInt(random.nextInt(PARTS.length) + 1)].repeat(
                    1 + random.nextInt(4)));
      }
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      List<Integer> wanted = ends(byEngine, utf8, 1_000);
      assertEquals(wanted, ends(byHand, utf8, 1_000), TestSeed::replayLine);
      assertEquals(wanted, ends(byHand, utf8, 1 + random.nextInt(4)), TestSeed::replayLine);
      cuts += wanted.size() - 1;
    }
    assertTrue(cuts > 4_000, "hardly anything was cut");
  }

  private static List<Integer> ends(Splitter splitter, byte[] utf8, int room) {
    List<Integer> all = new ArrayList<>();
    int[] ends = new int[room];
    for (int at = 0; at < utf8.length; at = all.getLast()) {
      int count = splitter.split(utf8, at, utf8.length, ends);
      for (int i = 0; i < count; i++) {
        all.add(ends[i]);
      }
    }
    return all;
  }
}
