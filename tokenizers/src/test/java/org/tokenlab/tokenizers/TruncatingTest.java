package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Truncation keeps the first or the last ids of the whole text, and the text they stand for.
final class TruncatingTest {
  @ParameterizedTest
  @ValueSource(strings = {"r50k_base", "cl100k_base", "o200k_base", "bytes", "codepoints"})
  void idsAndTextAreThoseOfTheWhole(String name) {
    Tokenizer tokenizer = Tokenizers.named(name);
    SplittableRandom random = TestSeed.random("truncate" + name);
    for (int i = 0; i < 1_000; i++) {
      String text = RandomText.next(random, 120);
      int[] ids = tokenizer.encodeOrdinary(text);
      int most = random.nextInt(ids.length + 2);

      TruncatedText first = tokenizer.truncate(text, most, Side.RIGHT);
      int kept = first.ids().length;
      assertArrayEquals(Arrays.copyOf(ids, kept), first.ids(), TestSeed::replayLine);
      assertEquals(text.substring(0, first.end()), first.text(), TestSeed::replayLine);
      assertEquals(0, first.start());
      assertSpells(tokenizer, first);
      assertNothingMoreFits(tokenizer, ids, kept, Math.min(most, ids.length), true);

      TruncatedText last = tokenizer.truncate(text, most, Side.LEFT);
      int left = last.ids().length;
      assertArrayEquals(
          Arrays.copyOfRange(ids, ids.length - left, ids.length), last.ids(), TestSeed::replayLine);
      assertEquals(text.substring(last.start()), last.text(), TestSeed::replayLine);
      assertEquals(text.length(), last.end());
      assertSpells(tokenizer, last);
      assertNothingMoreFits(tokenizer, ids, left, Math.min(most, ids.length), false);
    }
  }

  private static void assertSpells(Tokenizer tokenizer, TruncatedText kept) {
    byte[] bytes = tokenizer.decodeToBytes(kept.ids());
    assertArrayEquals(kept.text().getBytes(StandardCharsets.UTF_8), bytes, TestSeed::replayLine);
  }

  /// Between what is kept and what was allowed, every cut tears a character.
  private static void assertNothingMoreFits(
      Tokenizer tokenizer, int[] ids, int kept, int allowed, boolean fromStart) {
    assertTrue(kept <= allowed, TestSeed::replayLine);
    for (int n = kept + 1; n <= allowed; n++) {
      int[] more =
          fromStart ? Arrays.copyOf(ids, n) : Arrays.copyOfRange(ids, ids.length - n, ids.length);
      int[] rest =
          fromStart ? Arrays.copyOfRange(ids, n, ids.length) : Arrays.copyOf(ids, ids.length - n);
      byte[] bytes = tokenizer.decodeToBytes(more);
      byte[] others = tokenizer.decodeToBytes(rest);
      boolean whole =
          Utf8.validUpTo(bytes, 0, bytes.length) == bytes.length
              && Utf8.validUpTo(others, 0, others.length) == others.length;
      assertTrue(!whole, () -> "more tokens would fit; " + TestSeed.replayLine());
    }
  }

  @Test
  void longTextsAreEncodedOnlyAsFarAsNeeded() {
    Tokenizer tokenizer = Tokenizers.named("cl100k_base");
    String text = "The quick brown fox jumps over the lazy dog. ".repeat(20_000);
    int[] ids = tokenizer.encodeOrdinary(text);
    assertArrayEquals(Arrays.copyOf(ids, 100), tokenizer.truncate(text, 100, Side.RIGHT).ids());
    assertArrayEquals(
        Arrays.copyOfRange(ids, ids.length - 100, ids.length),
        tokenizer.truncate(text, 100, Side.LEFT).ids());
  }

  @Test
  void negativeLengthsAreRefused() {
    Tokenizer tokenizer = Tokenizers.named("bytes");
    assertThrows(IllegalArgumentException.class, () -> tokenizer.truncate("a", -1, Side.LEFT));
  }
}
