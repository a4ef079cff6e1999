package org.tokenlab.training.wordpool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tokenlab.tokenizers.equalinfo.BytePredictor;
import org.tokenlab.tokenizers.equalinfo.NeuralByteModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteShape;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;

/// Trains the neural model of bytes of Equal-Info Windows, as a [WordPoolTrainer] trains a
/// word-pooled one; a window of the settings is 256 bytes. A configuration: immutable, thread-safe,
/// usable any number of times.
///
/// Windows begin anywhere in training, and where the model was surprised in use: what
/// [org.tokenlab.training.equalinfo.EqualInfoTrainer] learns about the starts of windows, this does
/// not.
///
/// @param shape the sizes
/// @param meanWindow how many bytes a window will hold, about, at least 1: after so many the model
///   begins anew
/// @param settings how long and how fast
public record NeuralBytesTrainer(NeuralByteShape shape, int meanWindow, NeuralSettings settings) {
  /// @throws IllegalArgumentException if windows hold no byte
  public NeuralBytesTrainer {
    if (meanWindow < 1) {
      throw new IllegalArgumentException("a window holds at least 1 byte; got " + meanWindow);
    }
  }

  /// What training gives.
  ///
  /// @param model the model, of the highest precision
  /// @param run how it came about
  public record Result(NeuralByteModel model, NeuralRun run) {}

  /// Trains on `text`; see [WordPoolTrainer#train].
  public Result train(
      byte[] text, byte[] heldOut, Optional<Path> checkpoint, NeuralListener listener)
      throws IOException {
    TorchEngine.require();
    TrainingLoop loop =
        new TrainingLoop(
            new NeuralBytesNetwork(shape, meanWindow),
            settings,
            bytes(text),
            bytes(heldOut),
            listener);
    NeuralRun run =
        loop.run(
            checkpoint.orElse(null),
            Checkpoint.fingerprint(shape + " " + meanWindow + " " + settings, text, heldOut));
    return new Result(new NeuralByteModel(shape, run.tensors(), BytePredictor.MOST_PRECISION), run);
  }

  /// The text's bytes; words don't matter.
  static WordBatch bytes(byte[] text) {
    return WordBatch.of(WordRule.WHITE_SPACE, WordUnits.bytes(), Integer.MAX_VALUE, text);
  }
}
