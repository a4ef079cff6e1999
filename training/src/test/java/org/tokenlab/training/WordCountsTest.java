package org.tokenlab.training;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.internal.sentencepiece.SpacedWords;

class WordCountsTest {
  @Test
  void wordsCountAsInAMap() {
    Random random = TestSeed.random("wordsCountAsInAMap");
    Map<String, Long> expected = new HashMap<>(); // Latin-1
    WordTable table = new WordTable();
    for (int i = 0; i < 20_000; i++) {
      // Short, of the lengths where the representation changes, and long; of zeros and high bytes,
      // as prefixes of
      // each other.
      byte[] padded = new byte[4 + 40 + random.nextInt(20)];
      int length = 1 + random.nextInt(random.nextBoolean() ? 4 : 40);
      for (int b = 0; b < padded.length; b++) {
        padded[b] = (byte) (random.nextInt(3) - 1);
      }
      int from = random.nextBoolean() ? random.nextInt(4) : padded.length - length;
      long count = random.nextBoolean() ? 1 : random.nextLong(1L << 40);
      if (count > 0) {
        table.add(padded, from, from + length, count);
        String word = new String(padded, from, length, StandardCharsets.ISO_8859_1);
        expected.merge(word, count, Long::sum);
      }
    }
    WordCounts counts = table.sorted();
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(expected.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
            .thenComparing(Map.Entry::getKey));
    assertEquals(sorted.size(), counts.size());
    for (int w = 0; w < counts.size(); w++) {
      assertEquals(sorted.get(w).getKey(), new String(counts.word(w), StandardCharsets.ISO_8859_1));
      assertEquals(sorted.get(w).getValue(), counts.count(w));
    }
    assertEquals(expected.values().stream().mapToLong(c -> c).sum(), counts.total());
  }

  @Test
  void tablesAddUpToWhatOneTableHolds() {
    Random random = TestSeed.random("tablesAddUpToWhatOneTableHolds");
    for (int words : new int[] {0, 1, 100, 3_000, 120_000}) {
      Map<String, Long> expected = new TreeMap<>();
      List<WordTable> tables = new ArrayList<>();
      for (int t = 0; t < 1 + random.nextInt(3); t++) {
        tables.add(new WordTable());
      }
      boolean alike = random.nextBoolean(); // long words that differ late
      for (int i = 0; i < words; i++) {
        int length = 1 + random.nextInt(random.nextInt(5) == 0 ? 40 : 12);
        byte[] word = new byte[length];
        for (int b = alike ? 15 : 0; b < length; b++) {
          word[b] = (byte) (random.nextInt(6) - 3);
        }
        long count = 1 + (long) (1e6 * Math.pow(random.nextDouble(), 30));
        tables.get(random.nextInt(tables.size())).add(word, 0, length, count);
        expected.merge(new String(word, StandardCharsets.ISO_8859_1), count, Long::sum);
      }
      long least = 1L + random.nextInt(3);
      List<String> rows =
          expected.entrySet().stream()
              .filter(e -> e.getValue() >= least)
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed()) // stable
              .map(e -> e.getKey() + " " + e.getValue())
              .toList();
      assertEquals(rows, rows(WordSorter.sorted(tables, least, 1 + random.nextInt(3))));
      assertTrue(tables.isEmpty());
    }
  }

  @Test
  void adjacentWordsCountAsOneByOne() {
    Random random = TestSeed.random("adjacentWordsCountAsOneByOne");
    for (int round = 0; round < 200; round++) {
      byte[] text = new byte[random.nextInt(4) == 0 ? 1 + random.nextInt(30) : 5000];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) (random.nextInt(3) - 1);
      }
      WordTable together = new WordTable();
      WordTable alone = new WordTable();
      int[] ends = new int[text.length];
      for (int at = random.nextInt(text.length); at < text.length; ) {
        int words = 0;
        int from = at;
        int longest = 1 + random.nextInt(20);
        while (at < text.length && random.nextInt(200) != 0) {
          int end = Math.min(text.length, at + 1 + random.nextInt(longest));
          ends[words++] = end;
          alone.add(text, at, end, round + 1L);
          at = end;
        }
        together.addAll(text, from, ends, words, round + 1L);
      }
      assertEquals(alone.size(), together.size());
      assertEquals(rows(alone.sorted()), rows(together.sorted()));
    }
  }

  private static List<String> rows(WordCounts counts) {
    List<String> rows = new ArrayList<>();
    counts.forEach((utf8, from, to, count) ->
        rows.add(new String(utf8, from, to - from, StandardCharsets.ISO_8859_1) + " " + count));
    return rows;
  }

  @Test
  void textsThatCameAsBytesCountLikeStrings() {
    Random random = TestSeed.random("textsThatCameAsBytesCountLikeStrings");
    for (int threads = 1; threads <= 2; threads++) {
      List<String> texts = texts(random);
      Splitter splitter = SplitPattern.CL100K.preTokenizer();
      WordCounts expected = WordCounts.of(texts.iterator(), splitter, 1);
      TextBlocks blocks = new RandomBlocks(texts, random);
      assertEquals(rows(expected), rows(WordCounts.of(blocks, splitter, threads)));
    }
  }

  @Test
  void textsThatCameAsBytesAreWellFormedEachByItself() {
    byte[] whole = "aéb".getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of("aÃ©b 1"), rows(counts(whole, 0, 4))); // Latin-1
    assertEquals("byte 1 of the text: not UTF-8 (0xC3)", refusal(whole, 0, 2, 2, 4));
    assertEquals("byte 0 of the text: not UTF-8 (0xA9)", refusal(whole, 0, 1, 2, 4));
    assertEquals("byte 1 of the text: not UTF-8 (0xC3)", refusal(whole, 0, 2));
    byte[] parted = {'a', (byte) 0xC3, 'b'};
    assertEquals(List.of("a 1", "b 1"), rows(counts(parted, 0, 1, 2, 3)));
    assertEquals("byte 0 of the text: not UTF-8 (0xC3)", refusal(parted, 1, 3));
  }

  private static String refusal(byte[] utf8, int... bounds) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> counts(utf8, bounds));
    return Objects.requireNonNull(e.getMessage());
  }

  /// What is counted in one block of texts, given by their starts and ends.
  private static WordCounts counts(byte[] utf8, int... bounds) {
    int[] starts = IntStream.range(0, bounds.length / 2).map(i -> bounds[2 * i]).toArray();
    int[] ends = IntStream.range(0, bounds.length / 2).map(i -> bounds[2 * i + 1]).toArray();
    TextBlocks block =
        new RandomBlocks(List.of(), new Random(0)) {
          private boolean sent;

          @Override
          public boolean next(Sink sink) {
            if (!sent) {
              sink.texts(utf8, starts, ends, starts.length);
            }
            boolean first = !sent;
            sent = true;
            return first;
          }
        };
    return WordCounts.of(block, SplitPattern.CL100K.preTokenizer(), 1);
  }

  @Test
  void piecesOfTextsAreCountedTextByText() {
    WordCounts counts =
        WordCounts.of(
            List.of("a lamp", " a lamp a", "").iterator(), SplitPattern.GPT2.preTokenizer(), 1);
    assertEquals("5 words", counts.total() + " words");
    assertEquals(3, counts.size());
    assertArrayEquals(bytes(" a"), counts.word(0));
    assertArrayEquals(bytes(" lamp"), counts.word(1));
    assertArrayEquals(bytes("a"), counts.word(2));
    assertEquals(15, counts.totalBytes());
  }

  @Test
  void partsAddUpToTheWhole() {
    Random random = TestSeed.random("partsAddUpToTheWhole");
    List<String> texts = texts(random);
    Splitter splitter = SplitPattern.CL100K.preTokenizer();
    WordCounts whole = WordCounts.of(texts.iterator(), splitter, 1);
    int cut = random.nextInt(texts.size());
    WordCounts first = WordCounts.of(texts.subList(0, cut).iterator(), splitter, 1);
    WordCounts second = WordCounts.of(texts.subList(cut, texts.size()).iterator(), splitter, 2);
    assertEquals(whole, first.merge(second));
    assertEquals(whole, second.merge(first));
    assertEquals(whole, WordCounts.merge(List.of(whole)));
    assertEquals(0, WordCounts.merge(List.of()).size());
  }

  @Test
  void threadsAndByteInputDoNotChangeCounts() {
    List<String> texts = texts(TestSeed.random("threadsAndByteInputDoNotChangeCounts"));
    Splitter splitter = SplitPattern.O200K.preTokenizer();
    WordCounts one = WordCounts.of(texts.iterator(), splitter, 1);
    assertEquals(one, WordCounts.of(texts.stream(), splitter, 2));
    assertEquals(one, WordCounts.of(texts.stream(), splitter, 7));
    WordCounter counter = new WordCounter(splitter);
    for (String text : texts) {
      byte[] utf8 = bytes("x" + text);
      counter.add(utf8, 1, utf8.length);
    }
    assertEquals(one, counter.counts());
  }

  @Test
  void invalidUtf8IsRefusedWithItsPlace() {
    WordCounter counter = new WordCounter(SplitPattern.CL100K.preTokenizer());
    byte[] text = {'o', 'k', ' ', (byte) 0xC3, '('};
    String message =
        assertThrows(IllegalArgumentException.class, () -> counter.add(text, 0, text.length))
            .getMessage();
    assertEquals("byte 3 of the text: not UTF-8 (0xC3)", message);
    assertEquals(0, counter.counts().size());
  }

  @Test
  void savedCountsLoadEqual() throws IOException {
    Random random = TestSeed.random("savedCountsLoadEqual");
    for (int round = 0; round < 50; round++) {
      WordCounts counts = RandomWords.next(random);
      assertEquals(counts, load(save(counts)));
    }
    WordTable table = new WordTable();
    byte[] large = new byte[3_000_000];
    random.nextBytes(large);
    table.add(large, 0, large.length, 1L << 40);
    table.add(large, 0, 1, 1);
    assertEquals(table.sorted(), load(save(table.sorted())));
  }

  @Test
  void aFileCutShortSaysWhereItEnds() throws IOException {
    byte[] file = save(RandomWords.next(new Random(3)));
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      String message = assertThrows(IOException.class, () -> load(cut)).getMessage();
      assertTrue(
          length < 7
              ? message.startsWith("some.counts: not a file of word counts")
              : message.startsWith("some.counts: cut short at byte " + length),
          message);
    }
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] file = save(RandomWords.next(new Random(3)));
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      String message = assertThrows(IOException.class, () -> load(damaged)).getMessage();
      assertTrue(message.startsWith("some.counts: "), message);
    }
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    String message = assertThrows(IOException.class, () -> load(longer)).getMessage();
    assertTrue(message.contains("goes on behind the checksum"), message);
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    byte[] file = save(RandomWords.next(new Random(3)));
    file[7] = 2;
    String message = assertThrows(IOException.class, () -> load(file)).getMessage();
    assertEquals("some.counts: word counts of version 2; this release reads version 1", message);
  }

  private static byte[] save(WordCounts counts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    counts.save(out);
    return out.toByteArray();
  }

  private static WordCounts load(byte[] file) throws IOException {
    return WordCounts.load(new ByteArrayInputStream(file), "some.counts");
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 200; t++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(6000);
      for (int i = 0; i < length; i++) {
        text.appendCodePoint("aabbcde 1'.\né語🏮\ud800".codePointAt(random.nextInt(14)));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /// As UTF-8 with U+FFFD for a lone surrogate.
  private static byte[] bytes(String text) {
    byte[] utf8 = new byte[Utf8.length(text)];
    assertEquals(utf8.length, Utf8.encode(text, utf8, 0));
    return utf8;
  }

  @Test
  void textsCutFirstCountAlikeOnSeveralThreads() {
    Random random = TestSeed.random("textsCutFirstCountAlikeOnSeveralThreads");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) { // several parts of distinct ones, short and long
      String word = Integer.toString(random.nextInt(60_000), 36) + "-" + random.nextInt(100);
      texts.add(word + " " + random.nextInt(9) + (i % 3 == 0 ? " " + "é".repeat(9) + word : ""));
    }
    Splitter splitter = SplitPattern.CL100K.preTokenizer();
    CountingSettings all = CountingSettings.DEFAULT;
    for (CountingSettings settings :
        List.of(all, all.withMinCount(3), all.withMemoryBytes(1 << 20).withMinCount(2))) {
      WordCounts expected =
          WordCounts.of(texts.iterator(), splitter, 1, TrainingListener.NONE, settings);
      for (int threads = 1; threads <= 3; threads++) {
        WordCounts counts =
            WordCounts.of(
                texts.iterator(),
                new SpacedWords(),
                Normalizer.none(),
                splitter,
                threads,
                TrainingListener.NONE,
                settings);
        assertEquals(expected, counts, threads + " threads, " + settings);
      }
    }
  }
}
