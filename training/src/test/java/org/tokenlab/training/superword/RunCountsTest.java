package org.tokenlab.training.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;

class RunCountsTest {
  private static final Splitter WORDS = SplitPattern.O200K.preTokenizer();
  private static final Splitter RUNS = SuperwordCuts.ORIGINAL.splitter();

  @TempDir private Path temporary = Path.of("");

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

  @Test
  void whatGoesToTheDiskCountsTheSame() throws IOException {
    Random random = TestSeed.random("whatGoesToTheDiskCountsTheSame");
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 6_000; t++) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(12); w >= 0; w--) {
        text.append(' ').append(Integer.toString(random.nextInt(40) + 360, 36).repeat(1 + w % 2));
        text.append(random.nextInt(6) == 0 ? ". " : "").append(random.nextInt(9) == 0 ? "é語" : "");
      }
      texts.add(text.toString());
    }
    RunCounts expected = count(texts, 1);
    for (int threads = 1; threads <= 3; threads++) {
      for (long limit : new long[] {1 << 16, 1 << 19, 1 << 24}) {
        Path folder = Files.createDirectory(temporary.resolve(threads + "-" + limit));
        int[] most = new int[1];
        RunCounts limited =
            RunCounts.of(
                texts.iterator(),
                WORDS,
                RUNS,
                CountingSettings.DEFAULT.withMemoryBytes(limit).withSpillFolder(folder),
                threads,
                (phase, done, total) -> most[0] = Math.max(most[0], files(folder)));
        assertEquals(expected, limited);
        assertArrayEquals(saved(expected), saved(limited));
        assertTrue(limit > 1 << 16 || most[0] > 1, most[0] + " files at " + limit);
        assertTrue(limit < 1 << 24 || most[0] == 0, most[0] + " files at " + limit);
        assertEquals(0, files(folder));
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RunCounts.of(
                texts.iterator(),
                WORDS,
                RUNS,
                CountingSettings.DEFAULT.withMinCount(2),
                1,
                TrainingListener.NONE));
  }

  /// How many files there are in the folders in this one.
  private static int files(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return (int) found.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
