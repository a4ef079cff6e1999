package org.tokenlab.training.wordpool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolModel;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;

/// Trains a word-pooled model: encoder, main model and decoder together. A configuration:
/// immutable, thread-safe, usable any number of times.
///
/// @param rule where words end; a lossless one
/// @param units what words are made of
/// @param shape the sizes
/// @param settings how long and how fast
public record WordPoolTrainer(
    WordRule rule, WordUnits units, WordPoolShape shape, NeuralSettings settings) {
  /// @throws IllegalArgumentException if the rule is lossy
  public WordPoolTrainer {
    rule.splitter();
  }

  /// What training gives.
  ///
  /// @param model the model
  /// @param run how it came about
  public record Result(WordPoolModel model, NeuralRun run) {}

  /// Trains on `text`.
  ///
  /// @param text what is learned
  /// @param heldOut other text, by which the best weights are chosen and training stops early
  /// @param checkpoint a file to go on from if it is there, and to write at every look at the
  ///   held-out text; empty for none
  /// @throws MissingEngineException if there is no engine
  /// @throws IllegalArgumentException if a text holds no word
  /// @throws IOException if the checkpoint can't be read or written, or is of another training
  public Result train(
      byte[] text, byte[] heldOut, Optional<Path> checkpoint, NeuralListener listener)
      throws IOException {
    TorchEngine.require();
    WordBatch rows = WordBatch.of(rule, units, shape.longestRow(), text);
    WordBatch others = WordBatch.of(rule, units, shape.longestRow(), heldOut);
    TrainingLoop loop =
        new TrainingLoop(
            new WordPoolNetwork(shape, units.size()), settings, rows, others, listener);
    NeuralRun run =
        loop.run(
            checkpoint.orElse(null),
            Checkpoint.fingerprint(
                rule + " " + units.kind() + units.size() + " " + shape + " " + settings,
                text,
                heldOut));
    return new Result(new WordPoolModel(rule, units, shape, run.tensors()), run);
  }
}
