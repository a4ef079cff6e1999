package org.tokenlab.training.wordpool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tokenlab.tokenizers.wordpool.PlainModel;
import org.tokenlab.tokenizers.wordpool.PlainShape;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;

/// Trains a plain causal model over bytes, characters or a tokenizer's tokens, as a
/// [WordPoolTrainer] trains a word-pooled one. A configuration: immutable, thread-safe, usable any
/// number of times.
///
/// @param rule where words end, so that windows hold whole words and units stay inside them
/// @param units what the model is over
/// @param shape the sizes
/// @param settings how long and how fast
public record PlainTrainer(
    WordRule rule, WordUnits units, PlainShape shape, NeuralSettings settings) {
  /// What training gives.
  ///
  /// @param model the model
  /// @param run how it came about
  public record Result(PlainModel model, NeuralRun run) {}

  /// Trains on `text`; see [WordPoolTrainer#train].
  public Result train(
      byte[] text, byte[] heldOut, Optional<Path> checkpoint, NeuralListener listener)
      throws IOException {
    TorchEngine.require();
    WordBatch rows = WordBatch.of(rule, units, Integer.MAX_VALUE, text);
    WordBatch others = WordBatch.of(rule, units, Integer.MAX_VALUE, heldOut);
    TrainingLoop loop =
        new TrainingLoop(new PlainNetwork(shape, units.size()), settings, rows, others, listener);
    NeuralRun run =
        loop.run(
            checkpoint.orElse(null),
            Checkpoint.fingerprint(
                rule + " " + units.kind() + units.size() + " " + shape + " " + settings,
                text,
                heldOut));
    return new Result(new PlainModel(rule, units, shape, run.tensors()), run);
  }
}
