package org.tokenlab.analysis.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TieOrder;
import org.tokenlab.training.superword.SuperBpeTrainer;
import picocli.CommandLine.Option;

/// What `train superbpe` takes beyond what all kinds do.
final class SuperBpeOptions {
  @Option(
      names = "--transition",
      paramLabel = "SHARE|SIZE",
      defaultValue = "0.9",
      description = {
        "superbpe: from which size on merges cross words: a share of the vocabulary, as 0.9, or a number of",
        "tokens from 256 on. Default: ${DEFAULT-VALUE}."
      })
  private String transition = "0.9";

  @Option(
      names = "--rules",
      paramLabel = "phrases|original",
      defaultValue = "phrases",
      description = {
        "superbpe: where superwords end. phrases: at punctuation, numbers and line ends; original: as in its authors' code,",
        "with their patterns and ties. Default: ${DEFAULT-VALUE}."
      })
  private String rules = "phrases";

  @Option(
      names = "--max-words",
      paramLabel = "N",
      defaultValue = "4",
      description = "superbpe: most words in a token. Default: ${DEFAULT-VALUE}.")
  private int maxWords = 4;

  /// @param words null for the rules' own
  /// @param ties null for the rules' own
  SuperBpeTrainer trainer(
      int size,
      @Nullable Splitter words,
      @Nullable TieOrder ties,
      List<String> special,
      long minFrequency,
      int threads,
      CountingSettings counting) {
    SuperBpeTrainer.Builder builder =
        switch (rules) {
          case "phrases" -> SuperBpeTrainer.builder(size);
          case "original" -> SuperBpeTrainer.original(size);
          default ->
              throw new UsageException(
                  "--rules: expected phrases or original; got \"" + rules + "\"");
        };
    if (words != null) {
      builder.words(words);
    }
    if (ties != null) {
      builder.tieOrder(ties);
    }
    transition(builder);
    return builder
        .maxWords(maxWords)
        .specialTokens(special)
        .minFrequency(minFrequency)
        .threads(threads)
        .counting(counting)
        .build();
  }

  private void transition(SuperBpeTrainer.Builder builder) {
    if (transition.matches("[0-9]{1,9}") && !transition.matches("[01]")) {
      builder.transitionSize(Integer.parseInt(transition));
    } else if (transition.matches("[01]|[01]?\\.[0-9]{1,9}")) {
      builder.transitionShare(Double.parseDouble(transition));
    } else {
      throw new UsageException(
          "--transition: expected a share as 0.9, or a number of tokens from 256 on; got \""
              + transition
              + "\"");
    }
  }
}
