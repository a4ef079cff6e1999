package org.tokenlab.analysis.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.WordSplitter;
import org.tokenlab.training.superword.BoundlessBpeTrainer;
import org.tokenlab.training.superword.MergePattern;
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

  /// @param pattern null for the default
  BoundlessBpeTrainer trainer(
      int size,
      @Nullable SplitPattern pattern,
      List<String> special,
      long minFrequency,
      int threads) {
    SplitPattern words = pattern == null ? SplitPattern.O200K : pattern;
    return BoundlessBpeTrainer.builder(size)
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
        .build();
  }
}
