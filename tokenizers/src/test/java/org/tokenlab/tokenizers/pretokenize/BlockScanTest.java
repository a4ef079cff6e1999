package org.tokenlab.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.ReferenceData;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.internal.simd.Kernels;

/// Pieces found 64 bytes at a time against the same scanner's pieces one by one, which
/// [ScannerTest] compares with the regular expressions. With this process's kernels: the build runs
/// it in scalar, 128-, 256- and 512-bit mode.
final class BlockScanTest {
  private static final Kernels KERNELS = Kernels.best();
  private static final List<SplitPattern> PATTERNS =
      Arrays.stream(SplitPattern.values())
          .filter(p -> p.preTokenizer() instanceof Scanner)
          .toList();
  private static final String[] ALPHABET = {
    "a", "B", "中", "\u0301", "1", " ", "\n", "\u00A0", "'", "s", "!", "/", "〇"
  };

  private final Blocks blocks = new Blocks();
  private final int[] wanted = new int[1 << 16];
  private final int[] got = new int[1 << 16];
  private final int[] whole = new int[1 << 16]; // room for all ends of a text at once

  static List<SplitPattern> patterns() {
    return PATTERNS;
  }

  @Test
  void allPatternsHaveAScanner() {
    assertEquals(SplitPattern.values().length, PATTERNS.size());
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everySequenceOfFourClassesIsSplitRightAcrossABorder(SplitPattern pattern) {
    int n = ALPHABET.length;
    for (int code = 0; code < n * n * n * n; code++) {
      String text =
          ALPHABET[code % n]
              + ALPHABET[code / n % n]
              + ALPHABET[code / n / n % n]
              + ALPHABET[code / n / n / n];
      byte[] middle = text.getBytes(StandardCharsets.UTF_8);
      byte before = (byte) "a !\n1".charAt(code % 5);
      byte after = (byte) "! a\n1".charAt(code / 7 % 5);
      for (int at = 64 - middle.length; at <= 65; at++) {
        byte[] utf8 = new byte[at + middle.length + code % 13];
        Arrays.fill(utf8, 0, at, before);
        System.arraycopy(middle, 0, utf8, at, middle.length);
        Arrays.fill(utf8, at + middle.length, utf8.length, after);
        assertSame(pattern, utf8, 0, utf8.length, whole.length);
      }
    }
  }

  @Test
  void randomTextsAreSplitRight() {
    SplittableRandom random = TestSeed.random("blocks");
    for (int i = 0; i < 60_000; i++) { // in each of four modes
      byte[] utf8 = text(random, 1 + random.nextInt(400));
      for (SplitPattern pattern : PATTERNS) {
        assertSame(pattern, utf8, 0, utf8.length, whole.length);
      }
    }
  }

  @Test
  void textsOfManyBlocksAreSplitRight() {
    SplittableRandom random = TestSeed.random("many blocks");
    for (int i = 0; i < 3_000; i++) {
      byte[] utf8 = text(random, 1_000 + random.nextInt(5_000));
      for (SplitPattern pattern : PATTERNS) {
        assertSame(pattern, utf8, 0, utf8.length, 65 + random.nextInt(1_000));
      }
    }
  }

  @Test
  void aPartOfAnArrayIsSplitAsIfItWereAll() {
    SplittableRandom random = TestSeed.random("parts");
    for (int i = 0; i < 300; i++) {
      byte[] utf8 = text(random, 200 + random.nextInt(200));
      SplitPattern pattern = PATTERNS.get(i % PATTERNS.size());
      for (int from = 0; from < utf8.length; from = Scanner.after(utf8, from, utf8.length)) {
        assertSame(pattern, utf8, from, utf8.length, whole.length);
        int to = from;
        for (int chars = random.nextInt(150); chars >= 0 && to < utf8.length; chars--) {
          to = Scanner.after(utf8, to, utf8.length);
        }
        assertSame(pattern, utf8, from, to, whole.length);
        byte[] part = Arrays.copyOfRange(utf8, from, to);
        assertSame(pattern, part, 0, part.length, whole.length);
      }
    }
  }

  @Test
  void smallBatchesGiveTheSamePieces() {
    SplittableRandom random = TestSeed.random("block batches");
    for (int i = 0; i < 20_000; i++) {
      byte[] utf8 = text(random, 1 + random.nextInt(900));
      int batch = 65 + random.nextInt(80);
      for (SplitPattern pattern : PATTERNS) {
        assertSame(pattern, utf8, 0, utf8.length, batch);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\n",
        "\r\n",
        "\n ",
        " \n",
        "\t",
        "\u3000",
        "\u00A0\n",
        "a",
        "A",
        "aA",
        "é",
        "中",
        "中A",
        "\u0301",
        "e\u0301",
        "E\u0301",
        "1",
        "12a",
        "٣",
        "²",
        "!",
        "/",
        "!/\n",
        "\n/",
        "!\n",
        "“",
        "'",
        "'s",
        "a's",
        "'S ",
        "a'lL",
        "ʰA",
        "🙂",
        "🙂\u0301",
        " 🙂\uFE0F",
        "〇",
        "1〇",
        "!⺀",
        "한",
        "ก\u0E31",
        "𝔘",
        "1\n",
        " 1"
      })
  void longRunsAreSplitRight(String part) {
    for (int bytes : new int[] {63, 64, 65, 128, 1_000, 1_024, 1_030, 1_100, 5_000}) {
      String run = part.repeat(bytes / part.getBytes(StandardCharsets.UTF_8).length);
      for (String before : List.of("", "a", "!", " ", "\n", "A", "1")) {
        for (String after : List.of("", "a", "!", " ", "\n", "A", "1")) {
          byte[] utf8 = (before + run + after).getBytes(StandardCharsets.UTF_8);
          for (SplitPattern pattern : PATTERNS) {
            assertSame(pattern, utf8, 0, utf8.length, whole.length);
          }
        }
      }
    }
  }

  @Test
  void threadsShareAScanner() {
    SplittableRandom random = TestSeed.random("threads");
    List<byte[]> texts = Stream.generate(() -> text(random, 2_000)).limit(400).toList();
    for (SplitPattern pattern : PATTERNS) {
      Scanner scanner = (Scanner) pattern.preTokenizer();
      assertTrue(
          texts.parallelStream()
              .allMatch(text -> {
                int[] one = new int[text.length];
                int[] many = new int[text.length + 65];
                int count = scanner.splitOneByOne(text, 0, text.length, one);
                int found = scanner.split(text, 0, text.length, many);
                return Arrays.equals(one, 0, count, many, 0, found);
              }),
          TestSeed::replayLine);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flores200/dev", "udhr", "mono"})
  void realTextIsSplitRight(String set) throws IOException {
    Path folder = ReferenceData.file(set);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      byte[] utf8 = new byte[40_000];
      int length;
      try (java.io.InputStream in = Files.newInputStream(file)) {
        length = in.readNBytes(utf8, 0, utf8.length);
      }
      while (length > 0 && (utf8[length - 1] & 0xC0) == 0x80) {
        length--;
      }
      length -= length > 0 && utf8[length - 1] < 0 ? 1 : 0;
      int to = length;
      if (org.tokenlab.tokenizers.Utf8.validUpTo(utf8, 0, to) == to) {
        for (SplitPattern pattern : PATTERNS) {
          assertSame(pattern, utf8, 0, to, 1024);
        }
      }
    }
  }

  private void assertSame(SplitPattern pattern, byte[] utf8, int from, int to, int batch) {
    Scanner scanner = (Scanner) pattern.preTokenizer();
    int count = 0;
    for (int at = from; at < to; at = wanted[count - 1]) {
      wanted[count++] = scanner.next(utf8, at, to);
    }
    int found = 0;
    int[] ends = batch == whole.length ? whole : new int[batch];
    for (int at = from; at < to; ) {
      int batchCount = scanner.splitBlocks(utf8, at, to, ends, blocks, KERNELS);
      assertTrue(batchCount > 0 && found + batchCount <= got.length);
      System.arraycopy(ends, 0, got, found, batchCount);
      found += batchCount;
      at = ends[batchCount - 1];
    }
    if (!Arrays.equals(wanted, 0, count, got, 0, found)) {
      assertEquals(
          ends(wanted, count),
          ends(got, found),
          pattern + ", " + KERNELS.name() + ": " + escaped(utf8, from, to));
    }
  }

  private static List<Integer> ends(int[] ends, int count) {
    return IntStream.range(0, count).mapToObj(i -> ends[i]).toList();
  }

  /// Text of about `bytes` bytes, wild, or like prose or code, or of few classes in long runs.
  private static byte[] text(SplittableRandom random, int bytes) {
    String[] words = {
      "the",
      "The",
      "don't",
      "it's",
      "we'll",
      "we'LL",
      "camelCase",
      "HTMLParser",
      "été",
      "École",
      "слово",
      "Слово",
      "中文",
      "使用Java",
      "हिन्दी",
      "ภาษา",
      "عربي",
      "한국",
      "ひらがな",
      "1",
      "2024",
      "12345",
      "3.14",
      "x1",
      "(a",
      "b)",
      "--",
      "//",
      "http://x.y/z\n",
      "{\n",
      "    ",
      "\n",
      "\n\n",
      ";\n  ",
      "'quoted'",
      "“quoted”",
      "❤\uFE0F",
      "!❤\uFE0F",
      "e\u0301a",
      "E\u0301A",
      "\u00A0",
      "\t",
      " \n",
      "...",
      "'",
      "/",
      "$x",
      "ʻOkina",
      "don’t",
      "\r\n",
      "二〇二四年",
      "⺀",
      "1〇",
      "々"
    };
    StringBuilder text = new StringBuilder();
    int kind = random.nextInt(3);
    String[] few = {
      words[random.nextInt(words.length)],
      ALPHABET[random.nextInt(ALPHABET.length)],
      ALPHABET[random.nextInt(ALPHABET.length)]
    };
    while (text.length() < bytes) {
      switch (kind) {
        case 0 -> text.append(RandomText.next(random, 20));
        case 1 ->
            text.append(random.nextInt(4) == 0 ? "" : " ")
                .append(words[random.nextInt(words.length)]);
        default -> text.append(few[random.nextInt(few.length)].repeat(random.nextInt(6)));
      }
      if (kind == 0 && text.isEmpty()) {
        text.append('x');
      }
    }
    return text.substring(
            0, text.offsetByCodePoints(0, text.codePointCount(0, Math.min(bytes, text.length()))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(byte[] utf8, int from, int to) {
    StringBuilder escaped = new StringBuilder();
    new String(utf8, from, to - from, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(c -> {
          if (c > 0x20 && c < 0x7F) {
            escaped.append((char) c);
          } else {
            escaped.append("<%X>".formatted(c));
          }
        });
    return escaped + "; " + TestSeed.replayLine();
  }
}
