package org.tokenlab.analysis.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.normalize.BertNormalizer;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.WordPieceTrainer;
import picocli.CommandLine.Option;

/// What `train wordpiece` takes beyond what all kinds do.
final class WordPieceOptions {
  @Option(
      names = "--cased",
      description = "wordpiece: keeps capitals and accents; else BERT's normalizer drops them.")
  private boolean cased;

  @Option(
      names = "--limit-alphabet",
      paramLabel = "N",
      description = "wordpiece: most characters of the alphabet. Default: no limit.")
  private @Nullable Integer alphabetLimit;

  WordPieceTrainer trainer(
      int size, List<String> special, long minFrequency, int threads, CountingSettings counting) {
    WordPieceTrainer.Builder builder =
        WordPieceTrainer.builder(size)
            .normalizer(new BertNormalizer(true, true, Optional.empty(), !cased))
            .minFrequency(minFrequency)
            .counting(counting)
            .threads(threads);
    if (alphabetLimit != null) {
      builder.limitAlphabet(alphabetLimit);
    }
    return (special.isEmpty() ? builder : builder.specialTokens(special)).build();
  }
}
