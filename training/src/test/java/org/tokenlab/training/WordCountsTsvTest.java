package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class WordCountsTsvTest {
  /// What words are made of: bytes that are escaped, whole characters, parts of them.
  private static final byte[][] PARTS = {
    {'\t'},
    {'\n'},
    {'\r'},
    {'\\'},
    {0},
    {'a'},
    {'x'},
    {'t'},
    {' '},
    {'"'},
    {'0'},
    {0x7F},
    utf8("é"),
    utf8("語"),
    utf8("🏮"),
    utf8("\uFEFF"),
    utf8("\u2028"),
    {(byte) 0xC3},
    {(byte) 0xA9},
    {(byte) 0xE2, (byte) 0x82},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF0, (byte) 0x9F},
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xFF}
  };

  @Test
  void anyBytesComeBackAsTheyDoFromTheBinaryForm() throws IOException {
    Random random = TestSeed.random("anyBytesComeBackAsTheyDoFromTheBinaryForm");
    for (int round = 0; round < 200; round++) {
      WordCounts counts = round % 2 == 0 ? hardWords(random) : RandomWords.next(random);
      byte[] tsv = tsv(counts);
      assertEquals(counts, load(tsv));
      byte[] binary = binary(counts);
      assertEquals(WordCounts.load(new ByteArrayInputStream(binary), "b"), load(tsv));
      assertEquals(counts, WordCounts.loadAny(new ByteArrayInputStream(tsv), "any"));
      assertEquals(counts, WordCounts.loadAny(new ByteArrayInputStream(binary), "any"));
    }
  }

  @Test
  void theFileIsUtf8AndItsLinesAreInTheOrderOfTheWords() throws IOException {
    Random random = TestSeed.random("theFileIsUtf8AndItsLinesAreInTheOrderOfTheWords");
    for (int round = 0; round < 100; round++) {
      WordCounts counts = hardWords(random);
      String text = strictUtf8(tsv(counts));
      String[] lines = text.split("\n", -1);
      assertEquals(counts.size(), lines.length - 1);
      for (int w = 0; w < counts.size(); w++) {
        assertEquals(naive(counts.word(w)) + "\t" + counts.count(w), lines[w]);
      }
    }
  }

  @Test
  void linesMayComeInAnyOrderAndInParts() throws IOException {
    Random random = TestSeed.random("linesMayComeInAnyOrderAndInParts");
    for (int round = 0; round < 100; round++) {
      WordCounts counts = hardWords(random);
      List<String> lines = new ArrayList<>();
      for (int w = 0; w < counts.size(); w++) {
        long first = random.nextLong(counts.count(w));
        for (long part : new long[] {first, counts.count(w) - first}) {
          if (part > 0) {
            lines.add(naive(counts.word(w)) + "\t" + part);
          }
        }
      }
      Collections.shuffle(lines, random);
      StringBuilder text = new StringBuilder();
      for (String line : lines) {
        text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      if (random.nextBoolean() && !lines.isEmpty()) {
        text.setLength(text.length() - (text.charAt(text.length() - 2) == '\r' ? 2 : 1));
      }
      assertEquals(counts, WordCounts.loadTsv(trickling(utf8(text.toString()), random), "t"));
    }
  }

  @Test
  void aFileOfPlainWordsIsWhatOthersWriteToo() throws IOException {
    WordCounts counts = load(utf8("▁the\t12\n▁lamp\t3\n▁é語\t12\r\n▁the\t007"));
    assertEquals("▁the\t19\n▁é語\t12\n▁lamp\t3\n", strictUtf8(tsv(counts)));
    assertEquals(0, load(new byte[0]).size());
    assertEquals(0, tsv(load(new byte[0])).length);
    assertEquals(0, WordCounts.loadAny(new ByteArrayInputStream(new byte[0]), "any").size());
  }

  @Test
  void longWordsAndManyLinesFit() throws IOException {
    Random random = TestSeed.random("longWordsAndManyLinesFit");
    WordTable table = new WordTable();
    byte[] large = new byte[3_000_000];
    random.nextBytes(large);
    table.add(large, 0, large.length, 1L << 40);
    for (int i = 0; i < 50_000; i++) {
      table.add(large, i, i + 1 + random.nextInt(30), 1 + random.nextLong(1L << 20));
    }
    WordCounts counts = table.sorted();
    assertEquals(counts, load(tsv(counts)));
  }

  @Test
  void whatIsNoLineOfWordAndCountIsRefusedWithItsPlace() {
    refused("no tab", "lamp");
    refused("no tab", "");
    refused("none in \" 3\"", "\t3");
    refused("found \"\"", "lamp\t");
    for (String count : new String[] {"0", "-1", "+1", "1.0", "1 ", " 1", "x", "٣", "000", "1e3"}) {
      refused("from 1 to 2^63 - 1; found \"" + count + "\"", "lamp\t" + count);
    }
    refused("found \"9223372036854775808\"", "a\t9223372036854775808");
    refused("found \"92233720368547758070\"", "a\t92233720368547758070");
    refused("one tab wanted", "lamp\t3\t4");
    refused("one tab wanted", "lamp\t\t4");
    for (String escape : new String[] {"\\", "\\a", "\\x", "\\x4", "\\xfF", "\\xGF", "\\N"}) {
      refused("byte 1 of the line; found \"" + escape + "\"", "z" + escape + "\t1");
    }
    refused("in \"" + "w".repeat(40) + "…\"", "w".repeat(41));
    refused("add up to 2^63 - 1 at most", "ab\t4611686018427387904");
    refused("add up to 2^63 - 1 at most", "a\t9223372036854775807"); // with the lines before
    for (byte[] part : PARTS) {
      if (part[0] < 0 && strictly(part) == null) {
        refused("0x%02X".formatted(part[0]), concat(utf8("zé"), part, utf8("\t1")), 3);
      }
    }
  }

  private static void refused(String why, String line) {
    refused(why, utf8(line), -1);
  }

  /// Checks the message, behind other lines, long ones too, and before others.
  private static void refused(String why, byte[] line, int byteOfLine) {
    for (int longest : new int[] {0, 1, 100_000}) {
      byte[] before = utf8("a\t1\r\n" + "é".repeat(longest) + "b\t2\n");
      byte[] file = concat(before, line, utf8("\nc\t3\n"));
      String message =
          Objects.requireNonNull(assertThrows(IOException.class, () -> load(file)).getMessage());
      assertTrue(message.startsWith("some.tsv: line 3, byte " + before.length + ": "), message);
      assertTrue(message.contains(why), () -> why + " wanted in: " + message);
      assertTrue(
          byteOfLine < 0 || message.contains("byte " + byteOfLine + " of the line"), message);
    }
  }

  @Test
  void aWordThatBeginsAsTheBinaryFormDoesIsText() throws IOException {
    WordTable table = new WordTable();
    byte[] word = WordCountsWriter.MAGIC;
    table.add(word, 0, word.length, 5);
    WordCounts counts = table.sorted();
    assertEquals("TLABWC\\x00\u0001\t5\n", strictUtf8(tsv(counts)));
    assertEquals(counts, WordCounts.loadAny(new ByteArrayInputStream(tsv(counts)), "any"));
  }

  @Test
  void rareWordsGo() {
    Random random = TestSeed.random("rareWordsGo");
    for (int round = 0; round < 100; round++) {
      WordCounts counts = RandomWords.next(random);
      long least = 1L + random.nextInt(random.nextBoolean() ? 4 : 2_000_000);
      WordTable kept = new WordTable();
      counts.forEach((utf8, from, to, count) -> {
        if (count >= least) {
          kept.add(utf8, from, to, count);
        }
      });
      assertEquals(kept.sorted(), counts.withMinCount(least));
    }
  }

  /// As the format reads, a character at a time.
  private static String naive(byte[] word) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < word.length; ) {
      int length = 0;
      String whole = null;
      while (whole == null && length < Math.min(4, word.length - at)) {
        whole = strictly(Arrays.copyOfRange(word, at, at + ++length));
      }
      if (whole == null) {
        text.append("\\x%02X".formatted(word[at]));
        at++;
      } else {
        text.append(
            switch (whole) {
              case "\t" -> "\\t";
              case "\n" -> "\\n";
              case "\r" -> "\\r";
              case "\\" -> "\\\\";
              case "\0" -> "\\x00";
              default -> whole;
            });
        at += length;
      }
    }
    return text.toString();
  }

  private static @Nullable String strictly(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String strictUtf8(byte[] bytes) {
    return Objects.requireNonNull(strictly(bytes), "not UTF-8");
  }

  private static WordCounts hardWords(Random random) {
    WordTable table = new WordTable();
    int words = random.nextInt(40);
    for (int w = 0; w < words; w++) {
      byte[] word = PARTS[random.nextInt(PARTS.length)];
      for (int more = random.nextInt(12); more > 0; more--) {
        word = concat(word, PARTS[random.nextInt(PARTS.length)]);
      }
      table.add(word, 0, word.length, 1 + random.nextLong(1L << random.nextInt(1, 50)));
    }
    return table.sorted();
  }

  /// A stream that gives a few bytes at a time.
  private static InputStream trickling(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1 + random.nextInt(9)));
      }
    };
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] tsv(WordCounts counts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    counts.saveTsv(out);
    return out.toByteArray();
  }

  private static byte[] binary(WordCounts counts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    counts.save(out);
    return out.toByteArray();
  }

  private static WordCounts load(byte[] file) throws IOException {
    return WordCounts.loadTsv(new ByteArrayInputStream(file), "some.tsv");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
