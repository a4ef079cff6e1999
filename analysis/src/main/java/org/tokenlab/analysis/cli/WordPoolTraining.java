package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tokenlab.tokenizers.io.AtomicOutput;
import org.tokenlab.tokenizers.io.WordPoolFile;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.training.wordpool.ComparedModel;
import org.tokenlab.training.wordpool.EngineDifference;
import org.tokenlab.training.wordpool.ModelComparison;
import org.tokenlab.training.wordpool.NeuralListener;
import org.tokenlab.training.wordpool.SplitText;
import org.tokenlab.training.wordpool.WordEvaluation;
import org.tokenlab.training.wordpool.WordPoolTrainer;

/// `train wordpool`: a folder with a word-pooled model, or a table that compares such models with
/// plain ones.
final class WordPoolTraining {
  private static final int PLAIN_WINDOW = 2048; // most units that a plain model sees at once
  private static final int COMPARED_BYTES = 20_000; // with the engine: a thousand logits a word
  private static final String COLUMNS =
      "model\tseed\tbits_per_byte\tright\tright_unseen\tright_rare\tright_middle\tright_frequent"
          + "\tright_numerals\twords\tunseen\trare\tnumerals\tsteps\ttrain_seconds"
          + "\tparameters\tmultiply_adds_per_word\tkept_floats_per_word\tscore_milliseconds_per_word\n";

  private final WordPoolOptions options;
  private final WordPoolOptions.Sizes sizes;
  private final StandardStreams streams;

  WordPoolTraining(WordPoolOptions options, WordPoolOptions.Sizes sizes, StandardStreams streams) {
    this.options = options;
    this.sizes = sizes;
    this.streams = streams;
  }

  /// Trains and writes.
  ///
  /// @param lines the text
  /// @param output the folder, or with --compare the file
  /// @param bpeSize tokens of the BPE that is compared with
  void run(Iterator<String> lines, Path output, int bpeSize) throws IOException {
    List<String> all = new ArrayList<>();
    lines.forEachRemaining(all::add);
    SplitText text = SplitText.of(all);
    try (Progress progress = new Progress(streams, "training", "steps")) {
      NeuralListener listener =
          (step, steps, bits) ->
              progress.at(
                  Double.isNaN(bits) ? "" : String.format(Locale.ROOT, "%.3f bits per byte,", bits),
                  step,
                  steps);
      if (options.compare() > 0) {
        compare(text, output, bpeSize, listener);
      } else {
        train(text, output, listener);
      }
    }
  }

  private void train(SplitText text, Path folder, NeuralListener listener) throws IOException {
    Files.createDirectories(folder);
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    WordPoolTrainer.Result result =
        new WordPoolTrainer(
                sizes.wordRule(),
                sizes.wordUnits(text.training()),
                sizes.shape(),
                options.settings())
            .train(text.training(), text.heldOut(), Optional.of(checkpoint), listener);
    WordPoolFile.write(result.model(), folder);
    Files.deleteIfExists(checkpoint);
    WordBatch test = result.model().batch(text.test());
    WordEvaluation evaluation =
        WordEvaluation.of(
            result.model().score(test),
            WordEvaluation.counts(sizes.wordRule(), text.training()),
            sizes.shape().window());
    streams.print(
        String.format(
            Locale.ROOT,
            "%s: word-pooled model of %d weights, trained in %d steps on %d bytes of text; on %d"
                + " bytes held out %.3f bits per byte, and %.2f %% of %d words said right; no logit of"
                + " plain Java's is further than %.1e from the engine's\n",
            folder,
            result.model().shape().parameters(result.model().units().size()),
            result.run().bestStep(),
            text.training().length,
            text.test().length,
            evaluation.bitsPerByte(),
            100 * evaluation.all().value(),
            evaluation.all().words(),
            EngineDifference.largest(
                result.model(),
                Arrays.copyOf(text.test(), Math.min(text.test().length, COMPARED_BYTES)))));
  }

  private void compare(SplitText text, Path file, int bpeSize, NeuralListener listener)
      throws IOException {
    StringBuilder table = new StringBuilder(COLUMNS);
    new ModelComparison(
            sizes.wordRule(),
            sizes.shape(),
            bpeSize,
            PLAIN_WINDOW,
            options.settings(),
            options.models())
        .run(
            text,
            options.compare(),
            model -> {
              table.append(line(model));
              try { // after each model: a comparison takes long
                AtomicOutput.write(file, table.toString().getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            listener);
    streams.print(table.toString());
  }

  private static String line(ComparedModel model) {
    WordEvaluation e = model.evaluation();
    double words = model.words();
    return String.format(
        Locale.ROOT,
        "%s\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%d\t%d\t%d\t%d\t%d\t%.0f\t%d\t%.0f\t%.0f\t%.3f\n",
        model.model(),
        model.seed(),
        e.bitsPerByte(),
        e.all().value(),
        e.unseen().value(),
        e.rare().value(),
        e.middle().value(),
        e.frequent().value(),
        e.numerals().value(),
        e.all().words(),
        e.unseen().words(),
        e.rare().words(),
        e.numerals().words(),
        model.run().bestStep(),
        model.trainSeconds(),
        model.weights(),
        model.cost().total().multiplyAdds() / words,
        model.cost().total().keptFloats() / words,
        1000 * model.scoreSeconds() / words);
  }
}
