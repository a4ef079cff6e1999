package org.tokenlab.training.wordpool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteShape;
import org.tokenlab.tokenizers.wordpool.WordBatch;

/// The neural model of bytes, trained on the engine. Skipped where the engine is absent.
final class NeuralBytesTrainingTest {
  private static final NeuralByteShape SHAPE = new NeuralByteShape(4, 8, 24);
  private static final byte[] TEXT =
      "Of the cat, 12 unbelievably müde 猫 sat; the cat sat. Die 猫 and the dog of the house sat on it."
          .repeat(6)
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

  @Test
  void eachLogitIsTheEnginesAndWindowsHoldMore() throws IOException {
    NeuralSettings settings = new NeuralSettings(150, 2, 0.02, 5, 0, 1, 1, 50, 9, "cpu");
    NeuralBytesTrainer trainer = new NeuralBytesTrainer(SHAPE, 6, settings);
    NeuralBytesTrainer.Result result =
        trainer.train(TEXT, TEXT, Optional.empty(), NeuralListener.NONE);
    assertTrue(result.run().bitsPerByte() < 4.5, () -> result.run().toString());
    NeuralByteModel model = result.model();
    WordBatch batch = NeuralBytesTrainer.bytes(TEXT);
    NeuralBytesNetwork network = new NeuralBytesNetwork(SHAPE, 6);
    int begun = 0;
    try (NDManager manager = TorchEngine.manager("cpu")) {
      Network.Logits logits =
          network
              .logits(
                  manager,
                  manager.create(network.weights().flat(model.tensors())),
                  batch,
                  new int[] {1})
              .getFirst();
      float[] values = logits.values().toFloatArray();
      int[] last = new int[SHAPE.order()];
      for (int i = 0; i < logits.places().length; i++) {
        network.context(batch.units(), logits.places()[i], last, 0);
        begun += last[0] == NeuralByteShape.NOTHING ? 1 : 0;
        float[] own = model.logits(last);
        for (int value = 0; value < 256; value++) {
          assertEquals(values[i * 256 + value], own[value], 1e-4);
        }
      }
      assertEquals(256, logits.places().length);
    }
    assertEquals(256 / 6.0, begun, 25); // windows begin at every sixth byte, about
    Tokenizer tokenizer = new EqualInfoModel(model, 32, 16).tokenizer("x");
    Path file = folder.resolve("neural.equalinfo");
    Tokenizers.save(tokenizer, file);
    int[] ids = Tokenizers.load(file).encodeOrdinary(TEXT);
    assertArrayEquals(TEXT, tokenizer.decodeToBytes(ids));
    assertTrue(ids.length * 2 < TEXT.length, "less than the text itself");
  }
}
