package org.tokenlab.training.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;

class RunCountsTest {
  private static final Splitter WORDS = SplitPattern.O200K.preTokenizer();
  private static final Splitter RUNS = SuperwordCuts.ORIGINAL.splitter();

  private static RunCounts count(List<String> texts, int threads) {
    return RunCounts.of(texts.iterator(), WORDS, RUNS, threads, TrainingListener.NONE);
  }

  private static List<String> texts(String test) {
    Random random = TestSeed.random(test);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.addAll(RandomPhrases.next(random));
    }
    return texts;
  }

  private static List<String> pieces(Splitter splitter, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] ends = new int[utf8.length + 1];
    List<String> pieces = new ArrayList<>();
    int at = 0;
    while (at < utf8.length) {
      int count = splitter.split(utf8, at, utf8.length, ends);
      for (int i = 0; i < count; i++) {
        pieces.add(new String(utf8, at, ends[i] - at, StandardCharsets.UTF_8));
        at = ends[i];
      }
    }
    return pieces;
  }

  @Test
  void runsAndWordsAreWhatTheRulesCutOff() {
    List<String> texts = texts("runsAndWords");
    RunCounts counts = count(texts, 1);
    Map<String, Long> runs = new TreeMap<>();
    for (String text : texts) {
      pieces(RUNS, text).forEach(run -> runs.merge(run, 1L, Long::sum));
    }
    // Equal runs may be cut into words differently where texts differ around them.
    Map<String, Long> found = new TreeMap<>();
    for (int r = 0; r < counts.size(); r++) {
      StringBuilder run = new StringBuilder();
      for (int piece : counts.run(r)) {
        run.append(new String(counts.piece(piece), StandardCharsets.UTF_8));
      }
      found.merge(run.toString(), counts.count(r), Long::sum);
    }
    assertEquals(runs, found);
    assertEquals(WordCounts.of(texts.iterator(), WORDS, 1), counts.words());
  }

  @Test
  void countsDependOnNothingButTheTexts() throws IOException {
    List<String> texts = texts("countsDependOnNothing");
    RunCounts one = count(texts, 1);
    List<String> shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, TestSeed.random("shuffle"));
    int half = texts.size() / 2;
    for (RunCounts other :
        List.of(
            count(texts, 2),
            count(texts, 5),
            count(shuffled, 1),
            count(shuffled.subList(0, half), 1)
                .merge(count(shuffled.subList(half, texts.size()), 2)),
            RunCounts.load(new ByteArrayInputStream(saved(one)), "memory"))) {
      assertEquals(one, other);
      assertArrayEquals(saved(one), saved(other));
    }
  }

  private static byte[] saved(RunCounts counts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    counts.save(out);
    return out.toByteArray();
  }

  @Test
  void nothingIsCountedAndSavedToo() throws IOException {
    RunCounts none = count(List.of("", ""), 1);
    assertEquals(0, none.size());
    assertEquals(none, RunCounts.load(new ByteArrayInputStream(saved(none)), "memory"));
    assertEquals(none, RunCounts.merge(List.of()));
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] whole = saved(count(List.of("of the lamps, of the lamps", "the end of the end"), 1));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertRefused(part);
    }
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x41;
      assertRefused(damaged);
    }
    assertRefused(Arrays.copyOf(whole, whole.length + 1));
  }

  private static void assertRefused(byte[] file) {
    String message =
        assertThrows(
                IOException.class, () -> RunCounts.load(new ByteArrayInputStream(file), "a.runs"))
            .getMessage();
    assertTrue(message.startsWith("a.runs: "), message);
  }
}
