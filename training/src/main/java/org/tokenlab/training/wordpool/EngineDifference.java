package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.tokenlab.tokenizers.wordpool.PlainModel;
import org.tokenlab.tokenizers.wordpool.PlainShape;
import org.tokenlab.tokenizers.wordpool.Tensors;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolModel;
import org.tokenlab.tokenizers.wordpool.WordUnits;

/// How far plain Java's forward pass is from the engine's, logit by logit, with the same weights on
/// the same text. Both compute in floats, in other orders, so that a few millionths are expected.
public final class EngineDifference {
  private static final int WINDOWS = 8; // at once on the engine

  private EngineDifference() {}

  /// The largest difference, of either sign, of any logit of any prediction in a text; 0 for a text
  /// without words.
  ///
  /// @throws MissingEngineException if there is no engine
  public static double largest(WordPoolModel model, byte[] utf8) {
    TorchEngine.require();
    WordBatch batch = model.batch(utf8);
    int symbols = model.units().size() + 2;
    float[] own = new float[Math.multiplyExact(batch.units().length + batch.rows(), symbols)];
    float[] pooled = model.encode(batch);
    for (int from = 0; from < batch.rows(); from += model.shape().window()) {
      int count = Math.min(model.shape().window(), batch.rows() - from);
      float[][] logits = model.logits(model.contexts(pooled, from, count), batch, from, count);
      for (int i = 0; i < count; i++) {
        int place = batch.rowStart(from + i) + from + i;
        System.arraycopy(logits[i], 0, own, place * symbols, logits[i].length);
      }
    }
    Network network = new WordPoolNetwork(model.shape(), model.units().size());
    return largest(network, model.tensors(), batch, own, symbols);
  }

  /// Of a plain model, whose parts are given.
  static double largest(
      PlainModel model, WordUnits units, PlainShape shape, Tensors tensors, byte[] utf8) {
    TorchEngine.require();
    WordBatch batch = model.batch(utf8);
    float[] own = new float[Math.multiplyExact(batch.units().length, units.size())];
    int[] starts = shape.windows(batch);
    for (int i = 0; i + 1 < starts.length; i++) {
      float[] logits = model.logits(batch, starts[i], starts[i + 1]);
      System.arraycopy(logits, 0, own, starts[i] * units.size(), logits.length);
    }
    return largest(new PlainNetwork(shape, units.size()), tensors, batch, own, units.size());
  }

  private static double largest(
      Network network, Tensors tensors, WordBatch batch, float[] own, int symbols) {
    double largest = 0;
    int compared = 0;
    float[] weights = network.weights().flat(tensors);
    try (NDManager manager = TorchEngine.manager("cpu")) {
      int windows = network.windows(batch);
      for (int from = 0; from < windows; from += WINDOWS) {
        int[] chosen = new int[Math.min(WINDOWS, windows - from)];
        for (int i = 0; i < chosen.length; i++) {
          chosen[i] = from + i;
        }
        try (NDManager part = manager.newSubManager()) {
          NDArray flat = part.create(weights);
          for (Network.Logits logits : network.logits(part, flat, batch, chosen)) {
            float[] values = logits.values().toFloatArray();
            for (int i = 0; i < values.length; i++) {
              int at = logits.places()[i / symbols] * symbols + i % symbols;
              double difference = Math.abs(values[i] - own[at]);
              largest = difference > largest || Double.isNaN(difference) ? difference : largest;
            }
            compared += values.length;
          }
        }
      }
    }
    if (compared != own.length) {
      throw new IllegalStateException(
          "wanted " + own.length + " logits from the engine; got " + compared);
    }
    return largest;
  }
}
