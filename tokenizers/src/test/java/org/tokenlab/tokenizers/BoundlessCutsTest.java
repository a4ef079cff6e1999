package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.superword.PeerTrained;

/// What rests on safe cuts gives the ids of the whole text for BoundlessBPE too, whose words and
/// superwords reach farther than pieces do.
final class BoundlessCutsTest {
  private static final int TEXTS = 1_500;
  private static final List<String> COMMON =
      List.of(
          " the", " of", " of", " in", ", ", ". ", "的", "การ", "ที่", " и", " в", " के", "これ", "는");

  private static String text(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(
          random.nextInt(3) > 0
              ? COMMON.get(random.nextInt(COMMON.size()))
              : RandomText.next(random, 2));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "script", "word"})
  void everyCutSplitsTheIds(String name) throws IOException {
    Tokenizer tokenizer = PeerTrained.model(name);
    SplittableRandom random = TestSeed.random("boundless cuts " + name);
    CutRule rule = tokenizer.cutRule();
    int cuts = 0;
    for (int i = 0; i < TEXTS; i++) {
      byte[] utf8 = text(random, 12).getBytes(StandardCharsets.UTF_8);
      int[] whole = tokenizer.encodeOrdinary(utf8);
      for (int cut = rule.first(utf8, 0, utf8.length);
          cut < utf8.length;
          cut = rule.first(utf8, cut, utf8.length)) {
        cuts++;
        int[] left = rule.ids(utf8, 0, 0, cut);
        int[] right = rule.ids(utf8, 0, cut, utf8.length);
        int[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        assertArrayEquals(
            whole,
            both,
            () -> new String(utf8, StandardCharsets.UTF_8) + "; " + TestSeed.replayLine());
      }
    }
    assertTrue(cuts > TEXTS / 4, "too few cuts to mean anything: " + cuts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "script", "word"})
  void streamsPartsAndSubstringsGiveTheIdsOfTheWhole(String name) throws IOException {
    Tokenizer tokenizer = PeerTrained.model(name);
    SplittableRandom random = TestSeed.random("boundless stream " + name);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random, 30);
      int[] whole = tokenizer.encodeOrdinary(text);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(
          whole,
          ParallelEncoding.ids(tokenizer, utf8, 0, utf8.length, 1 + random.nextInt(20)),
          TestSeed::replayLine);

      IntSink ids = new IntSink(16);
      StreamingEncoder stream =
          new StreamingEncoder(
              tokenizer, part -> Arrays.stream(part).forEach(ids::add), 1 + random.nextInt(20));
      GrowingEncoding growing = tokenizer.growingEncoding();
      for (int at = 0; at < text.length(); ) {
        int end = Math.min(text.length(), at + 1 + random.nextInt(9));
        stream.append(text.substring(at, end));
        growing.append(text.substring(at, end));
        assertTrue(growing.settled() <= growing.size());
        at = end;
      }
      stream.finish();
      assertArrayEquals(whole, ids.toArray(), TestSeed::replayLine);
      assertArrayEquals(whole, growing.ids(), TestSeed::replayLine);

      SubstringCounts counts = tokenizer.substringCounts(text);
      int from = start(utf8, random.nextInt(utf8.length + 1));
      int to = start(utf8, from + random.nextInt(utf8.length - from + 1));
      assertEquals(
          tokenizer.count(new String(utf8, from, to - from, StandardCharsets.UTF_8)),
          counts.count(from, to),
          TestSeed::replayLine);
    }
  }

  private static int start(byte[] utf8, int at) {
    int start = at;
    while (start < utf8.length && (utf8[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "script", "word"})
  void aLongTextIsEncodedInParts(String name) throws IOException {
    Tokenizer tokenizer = PeerTrained.model(name);
    String text = text(TestSeed.random("boundless long " + name), 60_000);
    int[] whole = tokenizer.encodeOrdinary(text);
    assertArrayEquals(whole, tokenizer.encodeInParallel(text), TestSeed::replayLine);
    assertEquals(text, tokenizer.decode(whole));
    IntSink ids = new IntSink(16);
    StreamingEncoder stream =
        tokenizer.streamingEncoder(part -> Arrays.stream(part).forEach(ids::add));
    stream.append(text);
    stream.finish();
    assertArrayEquals(whole, ids.toArray(), TestSeed::replayLine);
  }
}
