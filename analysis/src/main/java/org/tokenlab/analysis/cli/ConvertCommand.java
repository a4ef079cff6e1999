package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `convert`: a tokenizer in another format, or the reason why that can't hold it.
@Command(
    name = "convert",
    description =
        "Writes a tokenizer in another format. Refuses what the format can't hold with the same ids.")
final class ConvertCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(index = "0", paramLabel = "T", description = "A name, a model file or a folder.")
  private String tokenizer = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "The file to write; its name tells the format: .json (tokenizer.json), .tiktoken, .model,"
              + " vocab.json (with merges.txt), vocab.txt, .tokenlab (compiled), .boundless.json or"
              + " .boundless.model (BoundlessBPE).")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "The format, whatever the file's name: json, tiktoken, sentencepiece, vocab-and-merges, wordpiece, compiled.")
  private @Nullable String format;

  @Option(
      names = "--pattern",
      paramLabel = "NAME|REGEX",
      description = "Splitting pattern for a .tiktoken file that is not a published one.")
  private @Nullable String pattern;

  ConvertCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    ModelFormat target = target();
    Tokenizer read = TokenizerChoice.of(tokenizer, pattern).tokenizer();
    Tokenizers.save(read, file, target);
    streams.note("wrote " + file);
    return ExitCode.DONE;
  }

  private ModelFormat target() {
    if (format != null) {
      return OutputFile.format(format);
    }
    return ModelFormat.ofName(file)
        .orElseThrow(() ->
            new UsageException(
                file
                    + ": its name tells no format; end it in .json, .tiktoken, .model, vocab.json,"
                    + " vocab.txt, .tokenlab, .boundless.json or .boundless.model, or name the format"
                    + " with --format"));
  }
}
