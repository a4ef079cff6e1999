package org.tokenlab.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.Segmentation;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;

final class SentencePieceUnigramTest {
  private static final SentencePieceModel MODEL =
      model(
          new String[] {"<unk>", "a", "b", "ab", "ba", "aba"},
          new float[] {0, -2, -2.5f, -3, -3.5f, -4.2f});
  private static final byte[] TEXT = "abab".getBytes(StandardCharsets.UTF_8);

  private static SentencePieceModel model(String[] pieces, float[] scores) {
    PieceType[] types = new PieceType[pieces.length];
    Arrays.fill(types, PieceType.NORMAL);
    types[0] = PieceType.UNKNOWN;
    return SentencePieceModel.of(
        SentencePieceModel.Kind.UNIGRAM, SentencePieces.of(pieces, scores, types), false);
  }

  @Test
  void drawsByPowerOfProbability() {
    for (double alpha : new double[] {0, 0.3, 1, 2}) {
      for (int nBest : new int[] {-1, 0, 4}) {
        Map<String, Double> weights = new HashMap<>();
        for (Segmentation s : MODEL.nBest(TEXT, 0, TEXT.length, nBest > 0 ? nBest : 100)) {
          weights.put(Arrays.toString(s.ids()), Math.exp(alpha * s.score()));
        }
        assertEquals(nBest > 0 ? nBest : 6, weights.size());
        double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        Sampling sampling = new Sampling.Regularisation(alpha, nBest);
        // A fixed seed: the test can't fail by bad luck.
        PieceEncoder sampler = MODEL.newSampler(sampling, new SplittableRandom(20261126));
        Map<String, Integer> drawn = new HashMap<>();
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
          drawn.merge(Arrays.toString(ids(sampler)), 1, Integer::sum);
        }
        assertTrue(weights.keySet().containsAll(drawn.keySet()));
        weights.forEach((ids, weight) ->
            assertEquals(
                weight / total,
                drawn.getOrDefault(ids, 0) / (double) draws,
                0.015,
                sampling + " " + ids));
      }
    }
  }

  @Test
  void aGreatAlphaAndTheOneBestGiveTheUsualIds() {
    int[] best = ids(MODEL.newEncoder());
    for (Sampling.Regularisation sampling :
        new Sampling.Regularisation[] {
          new Sampling.Regularisation(1e6, -1), new Sampling.Regularisation(0.1, 1)
        }) {
      PieceEncoder sampler = MODEL.newSampler(sampling, new SplittableRandom(1));
      for (int i = 0; i < 50; i++) {
        assertArrayEquals(best, ids(sampler));
      }
    }
    Segmentation first = MODEL.nBest(TEXT, 0, TEXT.length, 1).getFirst();
    assertArrayEquals(best, first.ids());
    assertEquals(-6, first.score());
  }

  private static int[] ids(PieceEncoder encoder) {
    IntSink ids = new IntSink(8);
    encoder.encode(TEXT, 0, TEXT.length, ids);
    return ids.toArray();
  }

  @Test
  void refusesWhatSentencePieceRefuses() {
    SplittableRandom random = new SplittableRandom(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> MODEL.newSampler(new Sampling.Regularisation(-1, -1), random));
    assertThrows(
        IllegalArgumentException.class,
        () -> MODEL.newSampler(new Sampling.Regularisation(1, 513), random));
    assertThrows(IllegalArgumentException.class, () -> MODEL.nBest(TEXT, 0, TEXT.length, 513));
    assertThrows(
        UnsupportedOperationException.class,
        () -> MODEL.newSampler(new Sampling.Dropout(0.5), random));
    assertThrows(
        IllegalArgumentException.class,
        () -> model(new String[] {"<unk>", "a"}, new float[] {0, Float.NaN}));
    assertThrows(
        IllegalArgumentException.class,
        () -> model(new String[] {"<unk>", "a", "a"}, new float[3]));
    assertThrows(
        IllegalArgumentException.class, () -> model(new String[] {"<unk>", ""}, new float[2]));
    assertThrows(
        IllegalArgumentException.class, () -> model(new String[] {"<unk>", "a\0"}, new float[2]));
    assertThrows(
        IllegalArgumentException.class,
        () -> model(new String[] {"<unk>", "a".repeat(8000)}, new float[2]));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SentencePieces.of(
                new String[] {"a"}, new float[1], new PieceType[] {PieceType.NORMAL}));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SentencePieces.of(
                new String[] {"<unk>", "<0x00>"},
                new float[2],
                new PieceType[] {PieceType.UNKNOWN, PieceType.BYTE}));
  }

  @Test
  void aReservedPieceHidesANormalOneOfTheSameText() {
    SentencePieces pieces =
        SentencePieces.of(
            new String[] {"a", "a", "<unk>"},
            new float[3],
            new PieceType[] {PieceType.NORMAL, PieceType.CONTROL, PieceType.UNKNOWN});
    assertEquals(1, pieces.vocabulary().id("a".getBytes(StandardCharsets.UTF_8)));
    assertArrayEquals(new byte[] {'a'}, pieces.vocabulary().bytes(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> SentencePieceModel.of(SentencePieceModel.Kind.BPE, pieces, false));
  }

  @Test
  void joinsWhatAPieceHoldsAndWhatIsUnknown() {
    assertTrue(MODEL.mayJoin('a', 'b'));
    assertFalse(MODEL.mayJoin('a', 'a'));
    assertTrue(MODEL.mayJoin('x', 'y'));
    assertFalse(MODEL.mayJoin('x', 'a'));
  }
}
