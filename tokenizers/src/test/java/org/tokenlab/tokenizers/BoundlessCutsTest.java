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
    int cuts = 0;
    for (int i = 0; i < TEXTS; i++) {
      byte[] utf8 = text(random, 12).getBytes(StandardCharsets.UTF_8);
      cuts += CutChecks.assertEveryCutSplitsTheIds(tokenizer, utf8).length;
    }
    assertTrue(cuts > TEXTS / 4, "too few cuts to mean anything: " + cuts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "script", "word"})
  void streamsPartsAndSubstringsGiveTheIdsOfTheWhole(String name) throws IOException {
    Tokenizer tokenizer = PeerTrained.model(name);
    SplittableRandom random = TestSeed.random("boundless stream " + name);
    for (int i = 0; i < TEXTS; i++) {
      CutChecks.assertPartsGiveTheWhole(tokenizer, text(random, 30), 20, random);
    }
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
