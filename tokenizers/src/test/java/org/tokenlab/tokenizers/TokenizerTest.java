package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenizerTest {
  private static final Tokenizer CL100K = Tokenizers.named("cl100k_base");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r50k_base",
        "p50k_base",
        "cl100k_base",
        "o200k_base",
        "bytes",
        "utf16",
        "codepoints"
      })
  void everyTextComesBackAndAllCallsAgree(String name) {
    Tokenizer tokenizer = Tokenizers.named(name);
    SplittableRandom random = TestSeed.random("round trip" + name);
    for (int i = 0; i < 3_000; i++) {
      String text = RandomText.next(random, 40);
      int[] ids = tokenizer.encodeOrdinary(text);
      assertEquals(text, tokenizer.decode(ids), TestSeed::replayLine);
      assertEquals(ids.length, tokenizer.count(text), TestSeed::replayLine);
      Encoding encoding = tokenizer.encode(text);
      assertArrayEquals(ids, encoding.ids(), TestSeed::replayLine);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(ids, tokenizer.encodeOrdinary(utf8), TestSeed::replayLine);
      assertOffsetsAreRight(text, encoding);
    }
  }

  private static void assertOffsetsAreRight(String text, Encoding encoding) {
    int[] bytes = encoding.offsets(TextUnit.UTF8_BYTES);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    for (int i = 0; i < encoding.size(); i++) {
      assertEquals(at, bytes[2 * i], TestSeed::replayLine);
      at = bytes[2 * i + 1];
      assertArrayEquals(Arrays.copyOfRange(utf8, bytes[2 * i], at), encoding.bytes(i));
    }
    assertEquals(utf8.length, at);
    for (TextUnit unit : List.of(TextUnit.UTF16_UNITS, TextUnit.CODE_POINTS, TextUnit.GRAPHEMES)) {
      assertArrayEquals(
          naiveOffsets(text, bytes, unit),
          encoding.offsets(unit),
          () -> unit + " " + TestSeed.replayLine());
    }
  }

  /// Start rounded down and end rounded up to whole units, by cutting the text at every unit.
  private static int[] naiveOffsets(String text, int[] bytes, TextUnit unit) {
    List<Integer> starts = new ArrayList<>(); // byte offset of each unit's first byte
    List<Integer> counts = new ArrayList<>(); // units before it
    int units = 0;
    int[] characters = text.codePoints().toArray();
    StringBuilder before = new StringBuilder();
    for (int c : characters) {
      String next = before + Character.toString(c);
      boolean newUnit =
          unit != TextUnit.GRAPHEMES || unit.length(next) > unit.length(before) || before.isEmpty();
      if (newUnit) {
        starts.add(before.toString().getBytes(StandardCharsets.UTF_8).length);
        counts.add(units);
        units += unit == TextUnit.UTF16_UNITS ? Character.charCount(c) : 1;
      }
      before.appendCodePoint(c);
    }
    starts.add(text.getBytes(StandardCharsets.UTF_8).length);
    counts.add(units);
    int[] offsets = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      int k = 0;
      while (starts.get(k) < bytes[i]) {
        k++;
      }
      boolean start = i % 2 == 0;
      offsets[i] = counts.get(start && starts.get(k) > bytes[i] ? k - 1 : k);
    }
    return offsets;
  }

  @Test
  void specialTokensAreTextUnlessTheOptionsSayOtherwise() {
    String text = "a<|endoftext|>b<|fim_prefix|>";
    Encoding asText = CL100K.encode(text);
    assertTrue(Arrays.stream(asText.ids()).allMatch(id -> id < 100_000));
    Encoding trusted = CL100K.encode(text, EncodeOptions.TRUSTED);
    assertArrayEquals(new int[] {64, 100257, 65, 100258}, trusted.ids());
    assertArrayEquals(
        new int[] {0, 1, 1, 14, 14, 15, 15, 29}, trusted.offsets(TextUnit.UTF16_UNITS));
    assertEquals(text, CL100K.decode(trusted.ids()));
    Encoding one = CL100K.encode(text, EncodeOptions.DEFAULT.withAllowed(Set.of("<|endoftext|>")));
    assertEquals(100257, one.id(1));
    assertTrue(one.size() > 4);
  }

  @Test
  void aForbiddenSpecialTokenIsNamedWithItsPlace() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CL100K.encode("ab<|endoftext|>", EncodeOptions.STRICT));
    assertTrue(String.valueOf(e.getMessage()).contains("<|endoftext|>"), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("offset 2"), e.getMessage());
    assertEquals(
        100257,
        CL100K
            .encode("<|endoftext|>", EncodeOptions.STRICT.withAllowed(Set.of("<|endoftext|>")))
            .id(0));
  }

  @Test
  void countUpToStopsAndIsExactBelowTheLimit() {
    String text = "one two three ".repeat(2_000);
    int count = CL100K.count(text);
    assertEquals(count, CL100K.countUpTo(text, count));
    assertTrue(CL100K.countUpTo(text, 10) > 10);
  }

  @Test
  void manyThreadsGiveTheIdsOfOne() throws Exception {
    SplittableRandom random = TestSeed.random("threads");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      texts.add(RandomText.next(random, 60));
    }
    List<int[]> wanted = texts.stream().map(CL100K::encodeOrdinary).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<int[]>> found = new ArrayList<>();
      for (String text : texts) {
        found.add(threads.submit(() -> CL100K.encodeOrdinary(text)));
      }
      for (int i = 0; i < wanted.size(); i++) {
        assertArrayEquals(wanted.get(i), found.get(i).get(), TestSeed::replayLine);
      }
    }
    List<int[]> batch = CL100K.encodeBatch(texts);
    for (int i = 0; i < wanted.size(); i++) {
      assertArrayEquals(wanted.get(i), batch.get(i), TestSeed::replayLine);
    }
  }

  @Test
  void longTextsAndShortOnesAfterThemAreRight() {
    String long1 = "Größe 你好 ".repeat(200_000);
    int[] ids = CL100K.encodeOrdinary(long1);
    assertEquals(long1, CL100K.decode(ids));
    assertArrayEquals(new int[] {64}, CL100K.encodeOrdinary("a"));
  }

  @Test
  void anUnknownIdIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> CL100K.decode(100256 + 5));
    assertThrows(IllegalArgumentException.class, () -> CL100K.decode(-1));
  }

  @Test
  void anUnknownNameOffersTheNearest() {
    UnknownTokenizerException e =
        assertThrows(UnknownTokenizerException.class, () -> Tokenizers.named("cl100k"));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("Unknown tokenizer \"cl100k\". Did you mean cl100k_base?"),
        e.getMessage());
  }
}
