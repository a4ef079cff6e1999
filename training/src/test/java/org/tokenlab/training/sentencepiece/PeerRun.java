package org.tokenlab.training.sentencepiece;

import java.util.List;
import org.tokenlab.training.unigram.NormalizationRules;

/// Runs that this package's goldens and comparisons do, by name, as
/// `src/test/python/sentencepiece_bpe.py` gives them to SentencePiece.
final class PeerRun {
  static final List<String> NAMES =
      List.of(
          "default", "bytes", "loose", "sentences", "suffix", "loose-suffix", "spaces", "digits");

  private PeerRun() {}

  /// The trainer of a run.
  static SentencePieceBpeTrainer.Builder trainer(String run, int size) {
    SentencePieceBpeTrainer.Builder builder = SentencePieceBpeTrainer.builder(size);
    return switch (run) {
      case "default" -> builder;
      case "bytes" ->
          builder
              .byteFallback(true)
              .characterCoverage(0.98)
              .normalizer(NormalizationRules.identity(List.of()))
              .specialIds(0, 1, 2, 3)
              .controlSymbols(List.of("<mask>"))
              .userDefinedSymbols(List.of("th", "①"));
      case "loose" ->
          builder
              .splitByScript(false)
              .splitByNumber(false)
              .maxPieceLength(6)
              .characterCoverage(1)
              .userDefinedSymbols(List.of("①"))
              .requiredCharacters("Ж漢");
      case "sentences" -> builder.splitByWhitespace(false).maxPieceLength(24);
      case "suffix" -> builder.whitespaceAsSuffix(true);
      case "loose-suffix" ->
          builder.whitespaceAsSuffix(true).splitByWhitespace(false).splitByNumber(false);
      case "spaces" ->
          builder
              .whitespaceOnlyPieces(true)
              .normalizer(
                  new org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer(
                      "identity",
                      java.util.Optional.empty(),
                      false,
                      false,
                      true,
                      false,
                      List.of()));
      case "digits" -> builder.splitDigits(true).maxSentenceBytes(300);
      default -> throw new AssertionError(run);
    };
  }
}
