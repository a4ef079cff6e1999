package org.tokenlab.analysis.cli;

import java.util.List;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.sentencepiece.SentencePieceBpeTrainer;
import org.tokenlab.training.unigram.NormalizationRules;
import org.tokenlab.training.unigram.UnigramMode;
import org.tokenlab.training.unigram.UnigramTrainer;
import picocli.CommandLine.Option;

/// What `train unigram`, and `train bpe` in SentencePiece's mode, take beyond what all kinds do.
final class UnigramOptions {
  @Option(
      names = "--mode",
      paramLabel = "best|sentencepiece|subword-nmt|youtokentome",
      defaultValue = "best",
      description = {
        "unigram: best is ours; sentencepiece gives SentencePiece 0.2.3's pieces and scores, as with",
        "its --num_threads=1. bpe: best is over bytes; sentencepiece gives SentencePiece 0.2.3's pieces, subword-nmt and",
        "youtokentome those peers' merges over characters. Default: ${DEFAULT-VALUE}."
      })
  private String mode = "best";

  @Option(
      names = "--character-coverage",
      paramLabel = "SHARE",
      defaultValue = "0.9995",
      description =
          "unigram, bpe --mode sentencepiece: share of the text's characters that the alphabet covers. Default:"
              + " ${DEFAULT-VALUE}.")
  private double coverage = 0.9995;

  @Option(
      names = "--byte-fallback",
      description =
          "unigram, bpe --mode sentencepiece: 256 of the pieces are bytes, for characters outside the vocabulary.")
  private boolean byteFallback;

  @Option(
      names = "--normalization",
      paramLabel = "nmt_nfkc|identity",
      defaultValue = "nmt_nfkc",
      description =
          "unigram, bpe --mode sentencepiece: how text is rewritten. Default: ${DEFAULT-VALUE}.")
  private String normalization = "nmt_nfkc";

  @Option(
      names = "--mingram",
      description =
          "unigram: MinGram, which cuts words into as few pieces as possible, and starts from BPE's pieces.")
  private boolean minGram;

  /// Whose way of training.
  String mode() {
    return mode;
  }

  /// Refuses what would be passed over.
  void requireFor(String kind) {
    if (minGram && !kind.equals("unigram")) {
      throw new UsageException("--mingram: for unigram only; got train " + kind);
    }
  }

  /// SentencePiece's BPE.
  SentencePieceBpeTrainer bpeTrainer(
      int size, List<String> special, int threads, CountingSettings counting) {
    SentencePieceBpeTrainer.Builder builder =
        SentencePieceBpeTrainer.builder(size)
            .characterCoverage(coverage)
            .byteFallback(byteFallback)
            .controlSymbols(special)
            .counting(counting)
            .threads(threads);
    return (isIdentity() ? builder.normalizer(NormalizationRules.identity(List.of())) : builder)
        .build();
  }

  private boolean isIdentity() {
    return switch (normalization) {
      case "nmt_nfkc" -> false;
      case "identity" -> true;
      default ->
          throw new UsageException(
              "--normalization: expected nmt_nfkc or identity; got \"" + normalization + "\"");
    };
  }

  UnigramTrainer trainer(int size, List<String> special, int threads, CountingSettings counting) {
    UnigramTrainer.Builder builder =
        UnigramTrainer.builder(size)
            .minGram(minGram)
            .characterCoverage(coverage)
            .byteFallback(byteFallback)
            .controlSymbols(special)
            .counting(counting)
            .threads(threads)
            .mode(
                switch (mode) {
                  case "best" -> UnigramMode.BEST;
                  case "sentencepiece" -> UnigramMode.SENTENCEPIECE;
                  default ->
                      throw new UsageException(
                          "--mode: expected best or sentencepiece; got \"" + mode + "\"");
                });
    return (isIdentity() ? builder.normalizer(NormalizationRules.identity(List.of())) : builder)
        .build();
  }
}
