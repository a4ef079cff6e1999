package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.tokenlab.tokenizers.wordpool.WordBatch;

/// The forward pass of a model on the engine.
interface Network {
  /// Where its tensors are in the vector of weights.
  FlatWeights weights();

  /// How many windows a text has.
  int windows(WordBatch text);

  /// The surprise, in nats, at all that is predicted in some windows, summed up: one number that
  /// gradients pass through.
  ///
  /// @param flat the weights
  /// @param windows numbers of windows of `text`
  Loss loss(NDManager manager, NDArray flat, WordBatch text, int[] windows);

  /// How well some windows were predicted.
  ///
  /// @param nats the sum, an array of one number
  /// @param predictions number of terms
  /// @param bytes of the text that was predicted
  record Loss(NDArray nats, long predictions, long bytes) {}

  /// A mask that lets each position look at itself and what came before: `positions × positions`.
  static NDArray causalMask(NDManager manager, int positions) {
    float[] mask = new float[Math.multiplyExact(positions, positions)];
    for (int i = 0; i < positions; i++) {
      java.util.Arrays.fill(mask, i * positions + i + 1, (i + 1) * positions, HIDDEN);
    }
    return manager.create(mask, new ai.djl.ndarray.types.Shape(positions, positions));
  }

  /// Added to the score of what must not be seen.
  float HIDDEN = -1e9f;

  /// The surprise at symbols, given logits by rows.
  static NDArray nats(NDManager manager, NDArray logits, int[] wanted) {
    NDArray chosen = manager.create(wanted).toType(ai.djl.ndarray.types.DataType.INT64, false);
    return logits.logSoftmax(-1).gather(chosen.reshape(-1, 1), 1).sum().neg();
  }
}
