package org.tokenlab.analysis.vocabularysize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How far languages' token counts still lie apart if each gets the vocabulary for one target.
///
/// Languages within reach all land on the target; the spread comes from those at the ends
/// ([TargetedVocabulary]). Arnett et al. 2025 look for the target of least variance: 69,000 tokens
/// of FLORES-200 for their BPE tokenizers.
///
/// @param target corpus token count aimed at
/// @param mean of the expected token counts
/// @param variance of the expected token counts, n − 1 in the denominator; 0 for one language
/// @param within how many languages reach the target
public record TargetSpread(double target, double mean, double variance, int within) {
  /// A language's law and the ends of what was trained.
  ///
  /// @param law fitted
  /// @param smallest the smallest trained size
  /// @param largest the largest trained size
  public record Curve(
      PowerLaw law, TargetedVocabulary.Observed smallest, TargetedVocabulary.Observed largest) {}

  /// The spread for one target.
  ///
  /// @param curves of the languages, at least one
  /// @throws IllegalArgumentException without languages
  public static TargetSpread of(double target, List<Curve> curves) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("at least one language wanted; got none");
    }
    List<TargetedVocabulary> chosen = new ArrayList<>();
    for (Curve curve : curves) {
      chosen.add(TargetedVocabulary.of(curve.law, target, curve.smallest, curve.largest));
    }
    double mean = chosen.stream().mapToDouble(TargetedVocabulary::tokens).average().orElseThrow();
    double squares =
        chosen.stream().mapToDouble(c -> (c.tokens() - mean) * (c.tokens() - mean)).sum();
    int within =
        (int) chosen.stream().filter(c -> c.limit() == TargetedVocabulary.Limit.WITHIN).count();
    return new TargetSpread(
        target, mean, curves.size() == 1 ? 0 : squares / (curves.size() - 1), within);
  }

  /// The target of least variance; of several, the first. Empty without targets.
  public static Optional<TargetSpread> least(List<Double> targets, List<Curve> curves) {
    return targets.stream()
        .map(target -> of(target, curves))
        .min(Comparator.comparingDouble(TargetSpread::variance));
  }
}
