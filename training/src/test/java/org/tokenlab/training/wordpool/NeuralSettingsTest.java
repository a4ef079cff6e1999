package org.tokenlab.training.wordpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolScores;
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
