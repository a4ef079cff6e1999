package org.tokenlab.tokenizers.unigram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.Segmentation;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;

final class UnigramModelTest {
  private static final UnigramModel MODEL =
      UnigramModel.of(
          new String[] {"<unk>", "a", "b", "ab", "ba", "aba"},
          new double[] {0, -2, -2.5, -3, -3.5, -4.2},
          OptionalInt.of(0),
          false);
  private static final byte[] TEXT = "abab".getBytes(StandardCharsets.UTF_8);

  @Test
  void theBestAreAllSegmentationsByScore() {
    List<Segmentation> best = MODEL.nBest(TEXT, 0, TEXT.length, 100);
    // a b a b, ab a b, a ba b, a b ab, ab ab, aba b
    assertEquals(6, best.size());
    assertArrayEquals(new int[] {3, 3}, best.getFirst().ids());
    for (int i = 0; i < best.size(); i++) {
      double sum = Arrays.stream(best.get(i).ids()).mapToDouble(MODEL::score).sum();
      assertEquals(sum, best.get(i).score(), 1e-12);
      assertTrue(i == 0 || best.get(i - 1).score() >= best.get(i).score());
    }
    assertEquals(2, MODEL.nBest(TEXT, 0, TEXT.length, 2).size());
    assertThrows(IllegalArgumentException.class, () -> MODEL.nBest(TEXT, 0, TEXT.length, 0));
  }

  @Test
  void drawsInProportionToProbability() {
    Map<String, Double> wanted = new HashMap<>();
    for (Segmentation s : MODEL.nBest(TEXT, 0, TEXT.length, 100)) {
      wanted.put(Arrays.toString(s.ids()), Math.exp(s.score()));
    }
    assertDraws(wanted, new Sampling.Regularisation(1, 0));
  }

  @Test
  void drawsAmongTheBestByPowerOfProbability() {
    Map<String, Double> wanted = new HashMap<>();
    for (Segmentation s : MODEL.nBest(TEXT, 0, TEXT.length, 3)) {
      wanted.put(Arrays.toString(s.ids()), Math.exp(0.5 * s.score()));
    }
    assertDraws(wanted, new Sampling.Regularisation(0.5, 3));
  }

  private static void assertDraws(Map<String, Double> weights, Sampling sampling) {
    double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    // A fixed seed: the test can't fail by bad luck.
    PieceEncoder sampler = MODEL.newSampler(sampling, new SplittableRandom(20261126));
    Map<String, Integer> drawn = new HashMap<>();
    int draws = 40_000;
    IntSink ids = new IntSink(8);
    for (int i = 0; i < draws; i++) {
      ids.clear();
      sampler.encode(TEXT, 0, TEXT.length, ids);
      drawn.merge(Arrays.toString(ids.toArray()), 1, Integer::sum);
    }
    assertEquals(weights.keySet(), drawn.keySet());
    weights.forEach((ids2, weight) ->
        assertEquals(weight / total, drawn.get(ids2) / (double) draws, 0.012, ids2));
  }

  @Test
  void aGreatAlphaGivesTheBestAndZeroSwitchesDrawingOff() {
    int[] best = ids(MODEL.newEncoder());
    for (double alpha : new double[] {0, 1e6}) {
      PieceEncoder sampler =
          MODEL.newSampler(new Sampling.Regularisation(alpha, 0), new SplittableRandom(1));
      for (int i = 0; i < 50; i++) {
        assertArrayEquals(best, ids(sampler));
      }
    }
    assertThrows(
        UnsupportedOperationException.class,
        () -> MODEL.newSampler(new Sampling.Dropout(0.1), new SplittableRandom(1)));
  }

  private static int[] ids(PieceEncoder encoder) {
    IntSink ids = new IntSink(8);
    encoder.encode(TEXT, 0, TEXT.length, ids);
    return ids.toArray();
  }

  @Test
  void joinsWhatAPieceHoldsAndWhatIsUnknown() {
    assertTrue(MODEL.mayJoin('a', 'b'));
    assertTrue(MODEL.mayJoin('b', 'a'));
    assertFalse(MODEL.mayJoin('a', 'a'));
    assertTrue(MODEL.mayJoin('x', 'y'));
    assertFalse(MODEL.mayJoin('x', 'a'));
    // The unknown token's own text is unknown too.
    assertTrue(MODEL.mayJoin('>', 'x'));
    assertTrue(MODEL.mayJoin('x', '<'));
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    String[] one = {"a"};
    assertThrows(
        IllegalArgumentException.class,
        () -> UnigramModel.of(one, new double[2], OptionalInt.empty(), false));
    assertThrows(
        IllegalArgumentException.class,
        () -> UnigramModel.of(one, new double[1], OptionalInt.of(1), false));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            UnigramModel.of(one, new double[1], OptionalInt.empty(), false)
                .newSampler(new Sampling.Regularisation(1, 0), new SplittableRandom(1)));
  }

  @Test
  void aTextLeadsToTheLastOfEqualPiecesAndAnEmptyOneKeepsItsId() {
    UnigramModel model =
        UnigramModel.of(new String[] {"a", "", "a"}, new double[3], OptionalInt.empty(), false);
    assertEquals(2, model.idOfText("a"));
    assertEquals(1, model.idOfText(""));
    assertEquals("a", model.tokenText(0));
    assertEquals("", model.tokenText(1));
    assertEquals(3, model.vocabulary().size());
    assertArrayEquals(new byte[] {'a', 'a'}, model.decode(0, 1, 2));
  }
}
