package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteShape;
import org.tokenlab.training.wordpool.NeuralBytesTrainer;
import org.tokenlab.training.wordpool.NeuralListener;
import org.tokenlab.training.wordpool.NeuralSettings;
import org.tokenlab.training.wordpool.SplitText;

/// `train equalinfo --neural`: Equal-Info Windows over a neural model of bytes. Of 20 blocks of 50
/// lines one chooses the best weights, and one says how good they are.
final class NeuralEqualInfoTraining {
  private static final int BITS_A_BYTE = 3; // to guess how many bytes a window will hold

  private final StandardStreams streams;
  private final NeuralSettings settings;
  private final int windowBits;
  private final int tokenBits;

  NeuralEqualInfoTraining(
      StandardStreams streams, NeuralSettings settings, int windowBits, int tokenBits) {
    this.streams = streams;
    this.settings = settings;
    this.windowBits = windowBits;
    this.tokenBits = tokenBits;
  }

  /// Trains and writes.
  ///
  /// @param lines the text
  void run(Iterator<String> lines, Path output) throws IOException {
    List<String> all = new ArrayList<>();
    lines.forEachRemaining(all::add);
    SplitText text = SplitText.of(all);
    NeuralBytesTrainer.Result result;
    try (Progress progress = new Progress(streams, "training", "steps")) {
      NeuralListener listener =
          (step, steps, bits) ->
              progress.at(
                  Double.isNaN(bits) ? "" : String.format(Locale.ROOT, "%.3f bits per byte,", bits),
                  step,
                  steps);
      result =
          new NeuralBytesTrainer(
                  NeuralByteShape.DEFAULT, Math.max(1, windowBits / BITS_A_BYTE), settings)
              .train(text.training(), text.heldOut(), Optional.empty(), listener);
    }
    EqualInfoModel model = new EqualInfoModel(result.model(), windowBits, tokenBits);
    Tokenizers.save(model.tokenizer(output.getFileName().toString()), output);
    streams.print(
        String.format(
            Locale.ROOT,
            "%s: %d tokens, windows of %d bits over a network of %d weights, trained in %d steps on %d"
                + " bytes of text; %.3f bits per byte of %d others, in contexts as short as windows\n",
            output,
            1 << tokenBits,
            windowBits,
            result.model().shape().parameters(),
            result.run().bestStep(),
            text.training().length,
            result.run().bitsPerByte(),
            text.heldOut().length));
  }
}
