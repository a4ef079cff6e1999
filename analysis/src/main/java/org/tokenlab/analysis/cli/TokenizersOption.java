package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// One or more tokenizers to compare: what `count` and `premiums` share.
final class TokenizersOption {
  @Option(
      names = {"-t", "--tokenizer"},
      paramLabel = "T",
      required = true,
      description = "A name or a model file; may be given several times.")
  private List<String> tokenizers = List.of();

  @Option(
      names = "--pattern",
      paramLabel = "NAME|REGEX",
      description = "Splitting pattern for .tiktoken files that are not published ones.")
  private @Nullable String pattern;

  /// The tokenizers in the order given, each once.
  List<TokenizerChoice> chosen() throws IOException {
    return TokenizerChoice.all(tokenizers, pattern);
  }
}
