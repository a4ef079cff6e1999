package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Objects;
import org.tokenlab.tokenizers.wordpool.WordBatch;

/// The forward pass of a model on the engine.
interface Network {
  /// Where its tensors are in the vector of weights.
  FlatWeights weights();

  /// How many windows a text has.
  int windows(WordBatch text);

  /// What the model says in some windows.
  ///
  /// @param flat the weights
  /// @param windows numbers of windows of `text`
  /// @return one part or more, which depend on the weights
  List<Logits> logits(NDManager manager, NDArray flat, WordBatch text, int[] windows);

  /// Bytes of the text in some windows.
  long bytes(WordBatch text, int[] windows);

  /// The surprise, in nats, at all that is predicted in some windows, summed up: one number that
  /// gradients pass through.
  default Loss loss(NDManager manager, NDArray flat, WordBatch text, int[] windows) {
    NDArray sum = null;
    long predictions = 0;
    for (Logits part : logits(manager, flat, text, windows)) {
      NDArray nats = nats(manager, part.values(), part.wanted());
      sum = sum == null ? nats : sum.add(nats);
      predictions += part.wanted().length;
    }
    return new Loss(
        Objects.requireNonNull(sum, "a window predicts something"),
        predictions,
        bytes(text, windows));
  }

  /// Some predictions.
  ///
  /// @param places which of the text's predictions each is: of a plain model the unit's number; of
  ///   a word-pooled one, in which each row has one more for its mark, the unit's number plus its
  ///   row's
  /// @param wanted the symbols that follow
  /// @param values `places × symbols`
  @SuppressWarnings("ArrayRecordComponent") // as the engine takes them
  record Logits(int[] places, int[] wanted, NDArray values) {}

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
