package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// What rests on safe cuts gives what the whole text gives.
final class CutRuleTest {
  private static final int TEXTS = 2_000;

  /// Every known pattern on the same ranks, so that the patterns' corners meet real merges.
  static Tokenizer[] tokenizers() {
    BpeModel model = (BpeModel) Tokenizers.named("cl100k_base").model();
    return Arrays.stream(SplitPattern.values())
        .map(p -> new Tokenizer(p.id(), p.preTokenizer(), model, AddedTokens.none()))
        .toArray(Tokenizer[]::new);
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void everyCutSplitsTheIds(Tokenizer tokenizer) {
    SplittableRandom random = TestSeed.random("cuts" + tokenizer.name());
    CutRule rule = tokenizer.cutRule();
    int cuts = 0;
    for (int i = 0; i < TEXTS; i++) {
      byte[] utf8 = RandomText.next(random, 12).getBytes(StandardCharsets.UTF_8);
      int[] whole = tokenizer.encodeOrdinary(utf8);
      for (int cut = rule.first(utf8, 0, utf8.length);
          cut < utf8.length;
          cut = rule.first(utf8, cut, utf8.length)) {
        cuts++;
        int[] left = rule.ids(utf8, 0, 0, cut);
        int[] right = rule.ids(utf8, 0, cut, utf8.length);
        int[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        assertArrayEquals(whole, both, TestSeed::replayLine);
      }
    }
    assertTrue(cuts > TEXTS, "too few cuts to mean anything: " + cuts);
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void partsEncodedInParallelGiveTheIdsOfTheWhole(Tokenizer tokenizer) {
    SplittableRandom random = TestSeed.random("parallel" + tokenizer.name());
    for (int i = 0; i < TEXTS; i++) {
      byte[] utf8 = ("x" + RandomText.next(random, 60)).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(8) == 0) {
        utf8[random.nextInt(utf8.length)] = (byte) 0xFF;
      }
      int from = random.nextInt(2);
      assertArrayEquals(
          tokenizer.encodeOrdinary(utf8, from, utf8.length),
          ParallelEncoding.ids(tokenizer, utf8, from, utf8.length, 1 + random.nextInt(20)),
          TestSeed::replayLine);
    }
    String text = RandomText.next(random, 60_000);
    assertArrayEquals(tokenizer.encodeOrdinary(text), tokenizer.encodeInParallel(text));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void aStreamGivesTheIdsOfTheWhole(Tokenizer tokenizer) {
    SplittableRandom random = TestSeed.random("stream" + tokenizer.name());
    for (int i = 0; i < TEXTS; i++) {
      String text = RandomText.next(random, 60);
      if (random.nextInt(4) == 0) {
        text += random.nextBoolean() ? "\uD83D" : "\uDE42x";
      }
      IntSink ids = new IntSink(16);
      StreamingEncoder chars = encoder(tokenizer, ids, 1 + random.nextInt(20));
      for (int at = 0; at < text.length(); ) {
        int end = Math.min(text.length(), at + random.nextInt(9));
        chars.append(text.substring(at, end));
        at = end;
      }
      chars.finish();
      assertArrayEquals(tokenizer.encodeOrdinary(text), ids.toArray(), TestSeed::replayLine);

      byte[] utf8 = text.replaceAll("\\p{Cs}", "?").getBytes(StandardCharsets.UTF_8);
      ids.clear();
      StreamingEncoder bytes = encoder(tokenizer, ids, 1 + random.nextInt(20));
      for (int at = 0; at < utf8.length; ) {
        int end = Math.min(utf8.length, at + random.nextInt(9));
        bytes.append(utf8, at, end);
        at = end;
      }
      bytes.finish();
      assertArrayEquals(tokenizer.encodeOrdinary(utf8), ids.toArray(), TestSeed::replayLine);

      ids.clear();
      StreamingEncoder memory = encoder(tokenizer, ids, 1 + random.nextInt(20));
      MemorySegment all = MemorySegment.ofArray(utf8);
      int torn = random.nextInt(utf8.length + 1);
      memory.append(all.asSlice(0, torn));
      memory.append(all.asSlice(torn));
      memory.finish();
      assertArrayEquals(tokenizer.encodeOrdinary(utf8), ids.toArray(), TestSeed::replayLine);
    }
  }

  private static StreamingEncoder encoder(Tokenizer tokenizer, IntSink ids, int chunk) {
    return new StreamingEncoder(tokenizer, part -> Arrays.stream(part).forEach(ids::add), chunk);
  }

  @Test
  void aStreamNamesTheByteThatIsNotUtf8() {
    StreamingEncoder encoder = Tokenizers.named("bytes").streamingEncoder(ids -> {});
    encoder.append(new byte[] {'a', 'b', (byte) 0xE2}, 0, 3);
    byte[] wrong = {(byte) 0x82, 'x'};
    String message =
        assertThrows(IllegalArgumentException.class, () -> encoder.append(wrong, 0, 2))
            .getMessage();
    assertEquals("not UTF-8 at byte 2 of the text", message);
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void aGrowingTextHasTheIdsOfTheTextSoFar(Tokenizer tokenizer) {
    SplittableRandom random = TestSeed.random("growing" + tokenizer.name());
    for (int i = 0; i < TEXTS / 10; i++) {
      String text = RandomText.next(random, 60);
      GrowingEncoding growing = tokenizer.growingEncoding();
      int[] settled = new int[0];
      for (int at = 0; at < text.length(); ) {
        int end = text.offsetByCodePoints(at, 1);
        growing.append(text.substring(at, end));
        at = end;
        int[] ids = tokenizer.encodeOrdinary(text.substring(0, end));
        assertArrayEquals(ids, growing.ids(), TestSeed::replayLine);
        assertArrayEquals(settled, Arrays.copyOf(ids, settled.length), TestSeed::replayLine);
        assertTrue(growing.settled() >= settled.length, TestSeed::replayLine);
        settled = Arrays.copyOf(ids, growing.settled());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void everySubstringCountsAsATextOfItsOwn(Tokenizer tokenizer) {
    SplittableRandom random = TestSeed.random("substrings" + tokenizer.name());
    for (int i = 0; i < TEXTS / 10; i++) {
      String text = RandomText.next(random, 60);
      SubstringCounts counts = tokenizer.substringCounts(text);
      assertEquals(tokenizer.count(text), counts.count(), TestSeed::replayLine);
      for (int k = 0; k < 20; k++) {
        int a = random.nextInt(text.length() + 1);
        int b = random.nextInt(text.length() + 1);
        int from = start(text, Math.min(a, b));
        int to = start(text, Math.max(a, b));
        int wanted = tokenizer.count(text.substring(from, to));
        int byteFrom = TextUnit.UTF8_BYTES.length(text.substring(0, from));
        int byteTo = TextUnit.UTF8_BYTES.length(text.substring(0, to));
        assertEquals(wanted, counts.count(byteFrom, byteTo), TestSeed::replayLine);
      }
    }
  }

  private static int start(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  @Test
  void aSubstringMayNotBeginInsideACharacter() {
    SubstringCounts counts = Tokenizers.named("bytes").substringCounts("aé");
    assertThrows(IllegalArgumentException.class, () -> counts.count(2, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> counts.count(0, 4));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void aStreamOfIdsGivesWholeCharacters(Tokenizer tokenizer) {
    SplittableRandom random = TestSeed.random("decoding" + tokenizer.name());
    for (int i = 0; i < TEXTS; i++) {
      int[] ids = random.ints(random.nextInt(20), 0, 50_000).toArray();
      StreamingDecoder decoder = tokenizer.streamingDecoder();
      StringBuilder text = new StringBuilder();
      for (int id : ids) {
        text.append(decoder.append(id));
      }
      text.append(decoder.finish());
      assertEquals(tokenizer.decode(ids), text.toString(), TestSeed::replayLine);

      String emoji = RandomText.next(random, 30);
      StreamingDecoder whole = tokenizer.streamingDecoder();
      StringBuilder parts = new StringBuilder();
      for (int id : tokenizer.encodeOrdinary(emoji)) {
        String part = whole.append(id);
        assertEquals(
            part, new String(part.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        parts.append(part);
      }
      assertEquals(emoji, parts.append(whole.finish()).toString(), TestSeed::replayLine);
    }
  }
}
