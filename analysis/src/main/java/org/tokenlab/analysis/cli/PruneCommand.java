package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.training.adapt.PrunedTokenizer;
import org.tokenlab.training.adapt.TokenizerPruner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `prune`: fewer tokens for a trained tokenizer.
@Command(
    name = "prune",
    description = {
      "Leaves of a tokenizer the tokens that text has most use for; ids close up, in their order.",
      "BPE loses leaves, tokens of which no other is made; Unigram is fitted on to fewer pieces;",
      "WordPiece loses what is used least. Give it text of all that it is to serve."
    })
final class PruneCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Option(
      names = {"-v", "--vocab-size"},
      paramLabel = "SIZE",
      required = true,
      description = "Number of tokens to be left, added and special tokens included.")
  private int size;

  @Option(
      names = "--old-ids",
      description =
          "Prints the old id of each token, one a line in the order of the new ids, by which an embedding is cut down.")
  private boolean oldIds;

  @Mixin private AdaptOptions options = new AdaptOptions();

  PruneCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path file = options.file();
    TokenizerPruner pruner = pruner(options.tokenizer());
    PrunedTokenizer pruned = options.run("pruning", streams, pruner::prune);
    options.save(pruned.tokenizer(), file);
    String done =
        String.format(
            Locale.ROOT,
            "%s: %d tokens are left; the text took %d tokens, and takes %d now",
            options.output(),
            pruned.size(),
            pruned.tokensBefore(),
            pruned.tokensAfter());
    if (oldIds) {
      StringBuilder lines = new StringBuilder();
      for (int id = 0; id < pruned.size(); id++) {
        lines.append(pruned.oldId(id)).append('\n');
      }
      streams.print(lines.toString());
      streams.note(done);
    } else {
      streams.print(done + "\n");
    }
    return ExitCode.DONE;
  }

  private TokenizerPruner pruner(Tokenizer base) {
    try {
      return TokenizerPruner.builder(base, size)
          .counting(options.counting())
          .threads(options.threads())
          .build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
