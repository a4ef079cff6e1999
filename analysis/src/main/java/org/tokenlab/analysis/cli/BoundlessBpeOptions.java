package org.tokenlab.analysis.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.WordSplitter;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.superword.BoundlessBpeTrainer;
import org.tokenlab.training.superword.MergePattern;
import org.tokenlab.training.superword.TokenDeletion;
import picocli.CommandLine.Option;

/// What `train boundlessbpe` takes beyond what all kinds do.
final class BoundlessBpeOptions {
  @Option(
      names = "--merge-pattern",
      paramLabel = "letter|words|colm|REGEX",
      defaultValue = "letter",
      description = {
        "boundlessbpe: which words may be joined with their neighbours: those with a letter; those of letters, spaces,",
        "apostrophes and underscores only; the same of ASCII, as in the paper; or those in which an expression finds",
        "something. Default: ${DEFAULT-VALUE}."
      })
  private String mergePattern = "letter";

  @Option(
      names = "--delete",
      paramLabel = "SHARE[:bytes|:pair]",
      description = {
        "boundlessbpe: takes a token apart again, into its bytes or the pair it was made of, once that share of its places",
        "has gone into one longer token: PickyBPE. Above 0.5, 1 at most; bytes if not said. Default: never."
      })
  private @Nullable String delete;

  /// @param pattern null for the default
  BoundlessBpeTrainer trainer(
      int size,
      @Nullable SplitPattern pattern,
      List<String> special,
      long minFrequency,
      int threads,
      CountingSettings counting) {
    SplitPattern words = pattern == null ? SplitPattern.O200K : pattern;
    BoundlessBpeTrainer.Builder builder = BoundlessBpeTrainer.builder(size);
    if (delete != null) {
      builder.deletion(deletion(delete));
    }
    return builder
        .words(WordSplitter.of(words.regex()))
        .mergePattern(
            switch (mergePattern) {
              case "letter" -> MergePattern.LETTER;
              case "words" -> MergePattern.WORDS;
              case "colm" -> MergePattern.COLM;
              default -> new MergePattern(mergePattern);
            })
        .specialTokens(special)
        .minFrequency(minFrequency)
        .threads(threads)
        .counting(counting)
        .build();
  }

  private static TokenDeletion deletion(String option) {
    String[] parts = option.split(":", -1);
    TokenDeletion.Into into =
        switch (parts.length == 1 ? "bytes" : parts.length == 2 ? parts[1] : "") {
          case "bytes" -> TokenDeletion.Into.BYTES;
          case "pair" -> TokenDeletion.Into.PAIR;
          default -> null;
        };
    try {
      if (into != null) {
        return new TokenDeletion(Double.parseDouble(parts[0]), into);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "--delete takes a share, and bytes or pair after a colon, such as 0.9:bytes; got \""
            + option
            + "\"");
  }
}
