package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.Documents;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TextBlocks;
import org.tokenlab.training.TrainingListener;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `extend` and `prune` have in common: a tokenizer and texts in, a tokenizer out.
final class AdaptOptions {
  @Parameters(index = "0", paramLabel = "T", description = "A name, a model file or a folder.")
  private String tokenizer = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = {
        "The file to write; its name tells the format: .json (tokenizer.json), .tiktoken, .model, vocab.json (with",
        "merges.txt), vocab.txt or .tokenlab (compiled). What the format can't hold with the same ids is refused."
      })
  private String output = "";

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "The format, whatever the file's name: json, tiktoken, sentencepiece, vocab-and-merges, wordpiece, compiled.")
  private @Nullable String format;

  @Option(
      names = "--pattern",
      paramLabel = "NAME|REGEX",
      description =
          "Splitting pattern of T, if it is a .tiktoken file that is not a published one.")
  private @Nullable String pattern;

  @Mixin private CountingOptions counting = new CountingOptions();
  @Mixin private TrainingTextOptions reading = new TrainingTextOptions();
  @Mixin private ThreadOption threads = new ThreadOption();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  /// What is done with a tokenizer and texts.
  ///
  /// @param <R> what comes of it
  @FunctionalInterface
  interface Work<R> {
    /// Refuses with an [IllegalArgumentException] what can't be done.
    R run(TextBlocks texts, TrainingListener listener);
  }

  /// The tokenizer.
  Tokenizer tokenizer() throws IOException {
    return TokenizerChoice.of(tokenizer, pattern).tokenizer();
  }

  int threads() {
    return threads.count();
  }

  CountingSettings counting() {
    return counting.settings("bpe"); // the same for all kinds
  }

  String output() {
    return output;
  }

  /// Shows the texts to `work`.
  <R> R run(String task, StandardStreams streams, Work<R> work) throws IOException {
    List<Corpus> corpora = new Inputs(inputs, reading.options(), streams).corpora();
    try (Progress progress = new Progress(streams, task, "");
        Documents texts = new Documents(corpora)) {
      return work.run(
          new DocumentBlocks(texts),
          (phase, done, total) -> progress.at(phase.name().toLowerCase(Locale.ROOT), done, total));
    }
  }

  /// The file to write, checked before the work begins.
  Path file() throws IOException {
    modelFormat();
    return OutputFile.writable(output);
  }

  /// Writes the tokenizer, whole or not at all.
  void save(Tokenizer made, Path file) throws IOException {
    Tokenizers.save(made.withName(file.getFileName().toString()), file, modelFormat());
  }

  private ModelFormat modelFormat() {
    if (format != null) {
      return OutputFile.format(format);
    }
    return ModelFormat.ofName(Path.of(output))
        .orElseThrow(() ->
            new UsageException(
                "-o "
                    + output
                    + ": its name tells no format; end it in .json, .tiktoken, .model, vocab.json,"
                    + " vocab.txt or .tokenlab, or name the format with --format"));
  }
}
