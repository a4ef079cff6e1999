package org.tokenlab.analysis.cli;

import java.util.List;
import org.tokenlab.training.unigram.NormalizationRules;
import org.tokenlab.training.unigram.UnigramMode;
import org.tokenlab.training.unigram.UnigramTrainer;
import picocli.CommandLine.Option;

/// What `train unigram` takes beyond what all kinds do.
final class UnigramOptions {
  @Option(
      names = "--mode",
      paramLabel = "best|sentencepiece",
      defaultValue = "best",
      description = {
        "unigram: best is ours; sentencepiece gives SentencePiece 0.2.3's pieces and scores, as with",
        "its --num_threads=1. Default: ${DEFAULT-VALUE}."
      })
  private String mode = "best";

  @Option(
      names = "--character-coverage",
      paramLabel = "SHARE",
      defaultValue = "0.9995",
      description =
          "unigram: share of the text's characters that the alphabet covers. Default:"
              + " ${DEFAULT-VALUE}.")
  private double coverage = 0.9995;

  @Option(
      names = "--byte-fallback",
      description = "unigram: 256 of the pieces are bytes, for characters outside the vocabulary.")
  private boolean byteFallback;

  @Option(
      names = "--normalization",
      paramLabel = "nmt_nfkc|identity",
      defaultValue = "nmt_nfkc",
      description = "unigram: how text is rewritten. Default: ${DEFAULT-VALUE}.")
  private String normalization = "nmt_nfkc";

  UnigramTrainer trainer(int size, List<String> special, int threads) {
    UnigramTrainer.Builder builder =
        UnigramTrainer.builder(size)
            .characterCoverage(coverage)
            .byteFallback(byteFallback)
            .controlSymbols(special)
            .threads(threads)
            .mode(
                switch (mode) {
                  case "best" -> UnigramMode.BEST;
                  case "sentencepiece" -> UnigramMode.SENTENCEPIECE;
                  default ->
                      throw new UsageException(
                          "--mode: expected best or sentencepiece; got \"" + mode + "\"");
                });
    return switch (normalization) {
      case "nmt_nfkc" -> builder.build();
      case "identity" -> builder.normalizer(NormalizationRules.identity(List.of())).build();
      default ->
          throw new UsageException(
              "--normalization: expected nmt_nfkc or identity; got \"" + normalization + "\"");
    };
  }
}
