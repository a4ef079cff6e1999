package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.normalize.Lowercase;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class CountingSettingsTest {
  private static final PreTokenizer CL100K = SplitPattern.CL100K.preTokenizer();

  @TempDir private Path folder = Path.of("");

  @Test
  void aLimitOfMemoryDoesNotChangeOneByteOfTheCounts() throws IOException {
    Random random = TestSeed.random("aLimitOfMemoryDoesNotChangeOneByteOfTheCounts");
    List<String> texts = texts(random, 40_000);
    for (long minCount : new long[] {1, 1 + random.nextInt(4)}) {
      byte[] expected = bytes(naive(texts, minCount));
      for (int threads = 1; threads <= 3; threads++) {
        for (long memory : new long[] {1 << 16, 1 << 20, 1 << 24}) {
          CountingSettings settings =
              limited(memory).withMinCount(minCount); // some 60 files, a few, none
          WordCounts counts =
              WordCounts.of(texts.iterator(), CL100K, threads, TrainingListener.NONE, settings);
          assertArrayEquals(expected, bytes(counts), threads + " threads, " + memory);
        }
      }
    }
    assertTrue(isEmpty(folder));
  }

  @Test
  void wordsThatARewritingPreTokenizerMakesAreLimitedToo() throws IOException {
    Random random = TestSeed.random("wordsThatARewritingPreTokenizerMakesAreLimitedToo");
    List<String> texts = texts(random, 5_000);
    PreTokenizer bytes = new org.tokenlab.tokenizers.pretokenize.ByteLevel(true, true, true);
    WordCounts expected =
        WordCounts.of(texts.iterator(), new Lowercase(), bytes, 1, TrainingListener.NONE);
    for (int threads = 1; threads <= 2; threads++) {
      assertEquals(
          expected,
          WordCounts.of(
              texts.iterator(),
              new Lowercase(),
              bytes,
              threads,
              TrainingListener.NONE,
              limited(1 << 16)));
    }
    assertTrue(isEmpty(folder));
  }

  @Test
  void aTableDrainsInTheOrderOfBytesAndIsEmptyThen() throws IOException {
    Random random = TestSeed.random("aTableDrainsInTheOrderOfBytesAndIsEmptyThen");
    WordTable table = new WordTable();
    for (int round = 0; round < 3; round++) {
      TreeMap<byte[], Long> expected = new TreeMap<>(Arrays::compareUnsigned);
      for (int i = 0; i < 5000; i++) {
        // Zeros and high bytes, as prefixes of each other, of lengths around those that lie inline.
        byte[] word = new byte[1 + random.nextInt(random.nextBoolean() ? 4 : 22)];
        for (int b = 0; b < word.length; b++) {
          word[b] = (byte) (random.nextInt(8) > 0 ? 0 : random.nextInt(3) - 1);
        }
        long count = 1L + random.nextInt(9);
        table.add(word, 0, word.length, count);
        expected.merge(word, count, Long::sum);
      }
      TreeMap<byte[], Long> drained = new TreeMap<>(Arrays::compareUnsigned);
      List<byte[]> order = new ArrayList<>();
      table.drain((utf8, from, to, count) -> {
        order.add(Arrays.copyOfRange(utf8, from, to));
        drained.put(order.getLast(), count);
      });
      assertEquals(expected, drained);
      assertEquals(expected.size(), order.size());
      for (int i = 1; i < order.size(); i++) {
        assertTrue(Arrays.compareUnsigned(order.get(i - 1), order.get(i)) < 0);
      }
      assertEquals(0, table.size());
      assertEquals(0, table.sorted().size());
    }
  }

  @Test
  void nothingStaysOnTheDiskWhenTextsFail() throws IOException {
    List<String> texts = texts(TestSeed.random("nothingStaysOnTheDiskWhenTextsFail"), 120_000);
    for (int threads = 1; threads <= 2; threads++) {
      int[] most = new int[1];
      Iterator<String> failing =
          new Iterator<>() {
            private final Iterator<String> given = texts.iterator();
            private int left = texts.size() / 2;

            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public String next() {
              most[0] = Math.max(most[0], files(folder));
              if (left-- == 0) {
                throw new IllegalStateException("the disk with the texts is gone");
              }
              return given.next();
            }
          };
      int count = threads;
      assertThrows(
          IllegalStateException.class,
          () -> WordCounts.of(failing, CL100K, count, TrainingListener.NONE, limited(1 << 16)));
      assertTrue(most[0] > 1, "nothing was written");
      assertTrue(isEmpty(folder));
    }
  }

  @Test
  void aFolderThatCantTakeWordsIsNamed() {
    List<String> texts = texts(TestSeed.random("aFolderThatCantTakeWordsIsNamed"), 5_000);
    Path none = folder.resolve("none");
    String message =
        assertThrows(
                UncheckedIOException.class,
                () ->
                    WordCounts.of(
                        texts.iterator(),
                        CL100K,
                        2,
                        TrainingListener.NONE,
                        limited(1 << 16).withSpillFolder(none)))
            .getMessage();
    assertTrue(message.contains(none + ": words that don't fit in the 65536 bytes"), message);
  }

  @Test
  void sillySettingsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> CountingSettings.DEFAULT.withMemoryBytes(1000));
    assertThrows(IllegalArgumentException.class, () -> CountingSettings.DEFAULT.withMinCount(0));
  }

  private CountingSettings limited(long bytes) {
    return CountingSettings.DEFAULT.withMemoryBytes(bytes).withSpillFolder(folder);
  }

  /// Counted in a map, in one piece.
  private static WordCounts naive(List<String> texts, long minCount) {
    Map<String, Long> counts = new HashMap<>();
    WordCounts.of(texts.iterator(), CL100K, 1)
        .forEach((utf8, from, to, count) -> counts.put(latin1(utf8, from, to), count));
    WordTable kept = new WordTable();
    counts.forEach((word, count) -> {
      byte[] utf8 = word.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      if (count >= minCount) {
        kept.add(utf8, 0, utf8.length, count);
      }
    });
    return kept.sorted();
  }

  private static String latin1(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(WordCounts counts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    counts.save(out);
    return out.toByteArray();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static int files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return (int) files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Texts of many distinct words of all lengths, a few of which come often.
  private static List<String> texts(Random random, int words) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      int length =
          1
              + (int)
                  (random.nextBoolean()
                      ? 3 * random.nextDouble()
                      : 30 * Math.pow(random.nextDouble(), 2));
      for (int k = 0; k < length; k++) {
        text.append("abcdeé語я".charAt((int) (8 * Math.pow(random.nextDouble(), 2))));
      }
      text.append(random.nextInt(5) == 0 ? "\n" : " ");
      if (random.nextInt(30) == 0) {
        texts.add(text.toString());
        text.setLength(0);
      }
    }
    return texts;
  }
}
