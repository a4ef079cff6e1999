package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.ReadOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `encode` and `decode` share: the tokenizer, what is read, and where the result goes.
final class ConversionOptions {
  @Option(
      names = {"-t", "--tokenizer"},
      paramLabel = "T",
      required = true,
      description = "A name or a model file.")
  private String tokenizer = "";

  @Option(
      names = "--pattern",
      paramLabel = "NAME|REGEX",
      description = "Splitting pattern for a .tiktoken file that is not a published one.")
  private @Nullable String pattern;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes to FILE, which appears whole or not at all. Default: standard output.")
  private @Nullable Path output;

  @Mixin private ThreadOption threads = new ThreadOption();

  @Parameters(
      paramLabel = "INPUT",
      description = "Files, folders, archives; - or none is standard input.")
  private List<String> inputs = List.of();

  TokenizerChoice tokenizer() throws IOException {
    return TokenizerChoice.of(tokenizer, pattern);
  }

  UnitReader units(ReadOptions options, StandardStreams streams) throws IOException {
    return new Inputs(inputs.isEmpty() ? List.of("-") : inputs, options, streams).units();
  }

  /// The file to write; empty for standard output.
  Optional<Path> output() {
    return Optional.ofNullable(output);
  }

  int threads() {
    return threads.count();
  }
}
