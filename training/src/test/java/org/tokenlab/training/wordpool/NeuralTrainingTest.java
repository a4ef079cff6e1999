package org.tokenlab.training.wordpool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.io.WordPoolFile;
import org.tokenlab.tokenizers.wordpool.CharacterUnits;
import org.tokenlab.tokenizers.wordpool.LayerStack;
import org.tokenlab.tokenizers.wordpool.PlainModel;
import org.tokenlab.tokenizers.wordpool.PlainShape;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolModel;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;
import org.tokenlab.training.TestSeed;

/// Training on the engine, and its forward pass against the plain-Java one. Skipped where the
/// engine is absent: `./mvnw -Ptorch` has it.
final class NeuralTrainingTest {
  private static final WordRule RULE = WordRule.byId("gpt2");
  private static final LayerStack TWO = new LayerStack(2, 2, 24);
  private static final WordPoolShape POOLED =
      new WordPoolShape(2, 16, 7, 5, new LayerStack(1, 4, 20), TWO, new LayerStack(1, 2, 24));
  private static final PlainShape PLAIN = new PlainShape(16, 5, 40, TWO);
  private static final NeuralSettings SETTINGS =
      new NeuralSettings(12, 3, 5e-3, 2, 0.1, 1, 7, 4, 9, "cpu");
  private static final byte[] TEXT =
      "Of the cat, 12 unbelievably müde 猫 sat; the cat sat. Die 猫 and the dog of the house sat on it."
          .repeat(3)
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] OTHER_TEXT =
      "\u0130s 12 dogs, or unbelievable? 猫猫猫 müde müde; 🙂 and the end of it all."
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @BeforeAll
  static void engineIsThere() {
    try {
      TorchEngine.require();
    } catch (MissingEngineException e) {
      String line = "skipped: " + e.getMessage();
      System.out.println(line);
      Assumptions.abort(line);
    }
  }

  private static WordUnits units() {
    return CharacterUnits.mostFrequent(TEXT, 30, 2);
  }

  /// Weights far enough from 0 for every part to matter.
  private static float[] weights(FlatWeights layout) {
    float[] weights = layout.initial(3);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weights[i] == 0 ? (i % 7 - 3) * 0.1f : weights[i] * (weights[i] == 1 ? 1 : 15);
    }
    return weights;
  }

  private static double nats(Network network, WordBatch text, float[] weights) {
    try (NDManager manager = TorchEngine.manager("cpu")) {
      int[] windows = new int[network.windows(text)];
      Arrays.setAll(windows, i -> i);
      return network.loss(manager, manager.create(weights), text, windows).nats().getFloat();
    }
  }

  @Test
  void theEngineAndPlainJavaAgreeOnAWordPooledModel() {
    WordUnits units = units();
    WordPoolNetwork network = new WordPoolNetwork(POOLED, units.size());
    float[] weights = weights(network.weights());
    WordPoolModel model =
        new WordPoolModel(RULE, units, POOLED, network.weights().tensors(weights));
    WordBatch text = model.batch(TEXT);
    assertTrue(text.rows() > text.words().count(), "a word of two rows is among them");
    double wanted = Arrays.stream(model.score(text).bits()).sum() * Math.log(2);
    assertEquals(wanted, nats(network, text, weights), 1e-4 * text.rows());
    assertEquals(1, nats(network, text, weights) / wanted, 1e-5);
  }

  @Test
  void theEngineAndPlainJavaAgreeOnAPlainModel() {
    WordUnits units = units();
    PlainNetwork network = new PlainNetwork(PLAIN, units.size());
    float[] weights = weights(network.weights());
    PlainModel model = new PlainModel(RULE, units, PLAIN, network.weights().tensors(weights));
    WordBatch text = model.batch(TEXT);
    double wanted = Arrays.stream(model.score(text).bits()).sum() * Math.log(2);
    assertEquals(1, nats(network, text, weights) / wanted, 1e-5);
  }

  @Test
  void eachLogitOfATrainedWordPooledModelIsTheEngines() throws IOException {
    WordPoolModel model =
        new WordPoolTrainer(RULE, units(), POOLED, SETTINGS.withSteps(40, 20))
            .train(TEXT, TEXT, Optional.empty(), NeuralListener.NONE)
            .model();
    assertEquals(0, EngineDifference.largest(model, OTHER_TEXT), 1e-4);
    assertEquals(0, EngineDifference.largest(model, new byte[0]));
  }

  @Test
  void eachLogitOfATrainedPlainModelIsTheEngines() throws IOException {
    WordUnits units = units();
    PlainTrainer.Result result =
        new PlainTrainer(RULE, units, PLAIN, SETTINGS.withSteps(40, 20))
            .train(TEXT, TEXT, Optional.empty(), NeuralListener.NONE);
    Tensors tensors = result.run().tensors();
    assertEquals(
        0, EngineDifference.largest(result.model(), units, PLAIN, tensors, OTHER_TEXT), 1e-4);
    Map<String, Tensor> changed = tensors.byName();
    float[] values = tensors.get("main.1.feed.out.bias").values().clone();
    values[3] += 0.01f;
    changed.put("main.1.feed.out.bias", new Tensor(new int[] {values.length}, values));
    double difference =
        EngineDifference.largest(result.model(), units, PLAIN, new Tensors(changed), OTHER_TEXT);
    assertTrue(difference > 1e-4, () -> "a changed weight is seen; found " + difference);
  }

  @Test
  void aTrainedModelGivesBackEveryByte() throws IOException {
    WordPoolModel model =
        new WordPoolTrainer(RULE, WordUnits.bytes(), POOLED, SETTINGS)
            .train(TEXT, TEXT, Optional.empty(), NeuralListener.NONE)
            .model();
    WordPoolFile.write(model, folder);
    Tokenizer tokenizer = WordPoolFile.read(folder).tokenizer("trained");
    Random random = TestSeed.random("trained");
    for (int i = 0; i < 300; i++) {
      byte[] text = new byte[random.nextInt(200)];
      random.nextBytes(text); // ill-formed UTF-8, too
      int[] ids = tokenizer.encodeOrdinary(text);
      assertArrayEquals(text, tokenizer.decodeToBytes(ids));
    }
  }

  @Test
  void aGradientIsTheSameWhateverTheCollectorOfGarbageDoes() {
    WordPoolNetwork network = new WordPoolNetwork(POOLED, 256);
    WordBatch text = WordBatch.of(RULE, WordUnits.bytes(), POOLED.longestRow(), TEXT);
    float[] weights = weights(network.weights());
    float[] first = gradient(network, text, weights, false);
    for (int i = 0; i < 10; i++) {
      assertArrayEquals(first, gradient(network, text, weights, true));
    }
  }

  /// @param collecting whether garbage is collected, and the memory it held overwritten, between
  ///   the forward and the backward pass
  private static float[] gradient(
      Network network, WordBatch text, float[] weights, boolean collecting) {
    try (NDManager manager = TorchEngine.manager("cpu")) {
      NDArray flat = manager.create(weights);
      flat.setRequiresGradient(true);
      try (GradientCollector collector =
          Engine.getEngine(TorchEngine.NAME).newGradientCollector()) {
        Network.Loss loss = network.loss(manager, flat, text, new int[] {0, 1, 2});
        NDArray mean = TorchLayers.scaled(loss.nats(), 1f / loss.predictions());
        if (collecting) {
          System.gc();
          for (int i = 0; i < 200; i++) {
            manager.ones(new Shape(1 + i % 7)).muli(1e30f);
          }
        }
        collector.backward(mean);
      }
      return flat.getGradient().toFloatArray();
    }
  }

  @Test
  void trainingLearnsAndIsTheSameAgain() throws IOException {
    WordPoolTrainer trainer =
        new WordPoolTrainer(RULE, WordUnits.bytes(), POOLED, SETTINGS.withSteps(30, 10));
    WordPoolTrainer.Result result =
        trainer.train(TEXT, TEXT, Optional.empty(), NeuralListener.NONE);
    assertTrue(result.run().bitsPerByte() < 6, () -> result.run().toString());
    assertEquals(
        result.run().bitsPerByte(),
        result.model().score(result.model().batch(TEXT)).bitsPerByte(),
        1e-4);
    NeuralRun again = trainer.train(TEXT, TEXT, Optional.empty(), NeuralListener.NONE).run();
    result
        .run()
        .tensors()
        .byName()
        .forEach((name, tensor) ->
            assertArrayEquals(tensor.values(), again.tensors().get(name).values(), name));
  }

  @Test
  void aResumedRunEndsAsOneThatNeverStopped() throws IOException {
    PlainTrainer trainer = new PlainTrainer(RULE, WordUnits.bytes(), PLAIN, SETTINGS);
    NeuralRun whole = trainer.train(TEXT, TEXT, Optional.empty(), NeuralListener.NONE).run();
    Path checkpoint = folder.resolve("run.safetensors");
    assertThrows(
        Interrupted.class,
        () ->
            trainer.train(
                TEXT,
                TEXT,
                Optional.of(checkpoint),
                (step, steps, bits) -> {
                  if (step == 6) {
                    throw new Interrupted();
                  }
                }));
    int[] first = {0};
    NeuralRun resumed =
        trainer
            .train(
                TEXT,
                TEXT,
                Optional.of(checkpoint),
                (step, steps, bits) -> first[0] = first[0] == 0 ? step : first[0])
            .run();
    assertEquals(5, first[0]); // a checkpoint was written after step 4
    assertEquals(whole.bitsPerByte(), resumed.bitsPerByte());
    whole
        .tensors()
        .byName()
        .forEach((name, tensor) ->
            assertArrayEquals(tensor.values(), resumed.tensors().get(name).values(), name));
    IOException other =
        assertThrows(
            IOException.class,
            () ->
                new PlainTrainer(RULE, WordUnits.bytes(), PLAIN, SETTINGS.withSeed(8))
                    .train(TEXT, TEXT, Optional.of(checkpoint), NeuralListener.NONE));
    assertTrue(String.valueOf(other.getMessage()).contains("other settings"));
    Files.delete(checkpoint);
  }

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void trainingStopsWhenTheHeldOutTextGetsWorse() throws IOException {
    NeuralSettings settings = new NeuralSettings(400, 3, 0.03, 0, 0, 1, 1, 5, 2, "cpu");
    byte[] other = "QXZ wvk 99 §§ #!% zzz".getBytes(StandardCharsets.UTF_8);
    NeuralRun run =
        new PlainTrainer(RULE, WordUnits.bytes(), PLAIN, settings)
            .train(TEXT, other, Optional.empty(), NeuralListener.NONE)
            .run();
    assertTrue(run.steps() < 400, () -> run.steps() + " steps");
    assertEquals(run.steps() - 10, run.bestStep());
  }

  @Test
  void aWordOfAMegabyteIsTrainedOn() throws IOException {
    byte[] word = new byte[1 << 20];
    Arrays.fill(word, (byte) 'a');
    NeuralRun pooled =
        new WordPoolTrainer(RULE, WordUnits.bytes(), POOLED, SETTINGS.withSteps(3, 3))
            .train(word, TEXT, Optional.empty(), NeuralListener.NONE)
            .run();
    NeuralRun plain =
        new PlainTrainer(RULE, WordUnits.bytes(), PLAIN, SETTINGS.withSteps(3, 3))
            .train(word, TEXT, Optional.empty(), NeuralListener.NONE)
            .run();
    assertTrue(Double.isFinite(pooled.bitsPerByte()) && Double.isFinite(plain.bitsPerByte()));
  }

  @Test
  void textsWithoutWordsAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new WordPoolTrainer(RULE, WordUnits.bytes(), POOLED, SETTINGS)
                    .train(TEXT, new byte[0], Optional.empty(), NeuralListener.NONE));
    assertTrue(String.valueOf(e.getMessage()).contains("got 81 and 0"), e::getMessage);
  }
}
