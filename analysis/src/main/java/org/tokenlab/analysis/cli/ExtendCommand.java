package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.training.adapt.ExtendedTokenizer;
import org.tokenlab.training.adapt.TokenizerExtender;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `extend`: more tokens for a trained tokenizer.
@Command(
    name = "extend",
    description = {
      "Gives a tokenizer more tokens, learned from text that it serves badly; all ids it has stay as they are.",
      "BPE and WordPiece go on merging where their own merges end; Unigram gets the pieces that fit the text best.",
      "Give it text of every language or field that is to gain by it."
    })
final class ExtendCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Option(
      names = "--add",
      paramLabel = "N",
      required = true,
      description = "Number of new tokens. Their ids begin behind the largest that T has.")
  private int newTokens;

  @Option(
      names = "--min-frequency",
      paramLabel = "N",
      description = "BPE: a pair that occurs less often is not merged. Default: 1.")
  private @Nullable Long minFrequency;

  @Option(
      names = "--max-token-length",
      paramLabel = "BYTES",
      description = "BPE: longest new token. Default: no limit.")
  private @Nullable Integer maxTokenLength;

  @Option(
      names = "--character-coverage",
      paramLabel = "SHARE",
      description =
          "Unigram: share of the text's characters that are to be pieces. Default: 0.9995.")
  private @Nullable Double coverage;

  @Mixin private AdaptOptions options = new AdaptOptions();

  ExtendCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path file = options.file();
    TokenizerExtender extender = extender(options.tokenizer());
    ExtendedTokenizer extended = options.run("extending", streams, extender::extend);
    options.save(extended.tokenizer(), file);
    if (extended.newTokens() < extended.wantedTokens()) {
      streams.note(
          "the text holds no more to learn than "
              + extended.newTokens()
              + " tokens; "
              + extended.wantedTokens()
              + " were asked for");
    }
    streams.print(
        String.format(
            Locale.ROOT,
            "%s: %d new tokens from id %d on; the text took %d tokens, and takes %d now\n",
            options.output(),
            extended.newTokens(),
            extended.firstNewId(),
            extended.tokensBefore(),
            extended.tokensAfter()));
    return ExitCode.DONE;
  }

  private TokenizerExtender extender(Tokenizer base) {
    try {
      TokenizerExtender.Builder builder =
          TokenizerExtender.builder(base, newTokens)
              .counting(options.counting())
              .threads(options.threads());
      if (minFrequency != null) {
        builder.minFrequency(minFrequency);
      }
      if (maxTokenLength != null) {
        builder.maxTokenLength(maxTokenLength);
      }
      if (coverage != null) {
        builder.characterCoverage(coverage);
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
