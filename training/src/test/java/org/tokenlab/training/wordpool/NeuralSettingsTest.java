package org.tokenlab.training.wordpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.wordpool.LayerStack;
import org.tokenlab.tokenizers.wordpool.PlainShape;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolScores;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;

/// What of training needs no engine.
final class NeuralSettingsTest {
  @Test
  void theLearningRateRisesAndFallsToATenth() {
    NeuralSettings settings = NeuralSettings.DEFAULT.withLearningRate(1);
    assertEquals(1.0 / 50, settings.rateAt(0), 1e-12);
    assertEquals(1, settings.rateAt(49), 1e-12);
    assertEquals(1, settings.rateAt(50), 1e-12);
    assertEquals(0.1, settings.rateAt(1000), 1e-12);
    assertTrue(settings.rateAt(500) < settings.rateAt(400));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> NeuralSettings.DEFAULT.withSteps(0, 1));
    assertThrows(IllegalArgumentException.class, () -> NeuralSettings.DEFAULT.withBatch(0));
    assertThrows(
        IllegalArgumentException.class, () -> NeuralSettings.DEFAULT.withLearningRate(Double.NaN));
  }

  @Test
  void aMissingEngineNamesItsCoordinates() {
    String message = String.valueOf(new MissingEngineException("x", new Throwable()).getMessage());
    assertTrue(message.contains("ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-x86_64"));
    assertTrue(message.contains("ai.djl:api:0.36.0"));
  }

  @Test
  void feedForwardPartsMakeModelsEquallyLarge() {
    WordPoolShape pooled =
        new WordPoolShape(
            2,
            8,
            6,
            4,
            new LayerStack(1, 2, 16),
            new LayerStack(3, 2, 32),
            new LayerStack(1, 2, 16));
    long wanted = pooled.parameters(256);
    PlainShape plain = new PlainShape(8, 4, 40, pooled.main());
    for (int units : new int[] {100, 256, 300}) {
      LayerStack main =
          EqualWeights.main("x", plain.main(), 8, wanted, m -> plain.withMain(m).parameters(units));
      assertEquals(3, main.layers());
      assertTrue(Math.abs(wanted - plain.withMain(main).parameters(units)) <= 3 * 17 / 2);
    }
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                EqualWeights.main(
                    "bpe 900", plain.main(), 8, wanted, m -> plain.withMain(m).parameters(900)));
    assertTrue(String.valueOf(e.getMessage()).contains("bpe 900: wanted " + wanted));
  }

  @Test
  void aModelThatCantBeAsSmallIsRefusedBeforeAnyIsTrained() {
    LayerStack layers = new LayerStack(1, 2, 8);
    ModelComparison comparison =
        new ModelComparison(
            WordRule.byId("gpt2"),
            new WordPoolShape(2, 8, 6, 4, layers, layers, layers),
            600,
            64,
            NeuralSettings.DEFAULT,
            EnumSet.of(ModelComparison.Kind.POOLED_BYTES, ModelComparison.Kind.BPE));
    SplittableRandom random = new SplittableRandom(1);
    byte[] text = new byte[40_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextInt(5) == 0 ? ' ' : 'a' + random.nextInt(26));
    }
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                comparison.run(
                    new SplitText(text, text, text), 1, model -> {}, NeuralListener.NONE));
    assertTrue(String.valueOf(e.getMessage()).contains("bpe 600"), e::getMessage);
  }

  @Test
  void wordsAreCountedByHowOftenTheyWereSeen() {
    byte[] text = "a 12 cat cat dog".getBytes(StandardCharsets.UTF_8);
    WordBatch batch = WordBatch.of(WordRule.byId("gpt2"), WordUnits.bytes(), 3, text);
    // Rows: a, " 12", " ca", "t", " ca", "t", " do", "g".
    boolean[] right = {true, true, true, false, true, true, true, true};
    WordEvaluation evaluation =
        WordEvaluation.of(
            new WordPoolScores(batch, new double[] {8, 0, 0, 0, 0, 0, 0, 8}, right),
            Map.of(" cat", 9, "a", 10, " 12", 100),
            4);
    assertEquals(1, evaluation.bitsPerByte());
    assertEquals(new WordEvaluation.Share(3, 4), evaluation.all()); // the fourth word is left out
    assertEquals(new WordEvaluation.Share(1, 1), evaluation.unseen());
    assertEquals(new WordEvaluation.Share(0, 1), evaluation.rare());
    assertEquals(new WordEvaluation.Share(1, 1), evaluation.middle());
    assertEquals(new WordEvaluation.Share(1, 1), evaluation.frequent());
    assertEquals(new WordEvaluation.Share(1, 1), evaluation.numerals());
    assertEquals(2, WordEvaluation.counts(WordRule.byId("gpt2"), text).get(" cat"));
  }
}
