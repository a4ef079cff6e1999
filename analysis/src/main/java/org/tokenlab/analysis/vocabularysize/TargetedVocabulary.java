package org.tokenlab.analysis.vocabularysize;

import java.util.OptionalDouble;

/// The vocabulary size at which a language is expected to reach a target token count, kept within
/// the sizes that were trained (Arnett et al. 2025, appendix J).
///
/// The paper's rules: where even the largest size leaves more tokens than the target, take the
/// largest (262,144 there) and its *observed* count; where even the smallest needs fewer, take the
/// smallest (8,192 there). Both decisions go by the observed counts at the ends, since the fit need
/// not pass through them. In between the law is inverted, and the size rounded to an integer.
///
/// @param vocabularySize in tokens
/// @param tokens expected, by the law; or observed, at either end
/// @param limit whether the target was within reach
public record TargetedVocabulary(long vocabularySize, double tokens, Limit limit) {
  /// Whether a target lies within what the trained sizes reach.
  public enum Limit {
    /// The law was inverted.
    WITHIN,
    /// The target is below what the largest vocabulary reaches.
    LARGEST,
    /// The target is above what the smallest vocabulary needs.
    SMALLEST
  }

  /// A trained size and its measured token count.
  ///
  /// @param vocabularySize in tokens
  /// @param tokens corpus token count
  public record Observed(long vocabularySize, double tokens) {}

  /// The size for a target.
  ///
  /// @param target corpus token count to reach
  /// @param smallest the smallest size that was trained
  /// @param largest the largest size that was trained
  /// @throws IllegalArgumentException for a target that is not finite and positive, or if smallest
  ///   and largest are the wrong way round
  public static TargetedVocabulary of(
      PowerLaw law, double target, Observed smallest, Observed largest) {
    if (!(target > 0) || Double.isInfinite(target)) {
      throw new IllegalArgumentException("a finite target > 0 wanted; got: " + target);
    }
    if (smallest.vocabularySize > largest.vocabularySize) {
      throw new IllegalArgumentException(
          "the smallest size first wanted; got: "
              + smallest.vocabularySize
              + " and "
              + largest.vocabularySize);
    }
    if (target <= largest.tokens) {
      return new TargetedVocabulary(largest.vocabularySize, largest.tokens, Limit.LARGEST);
    }
    if (target >= smallest.tokens) {
      return new TargetedVocabulary(smallest.vocabularySize, smallest.tokens, Limit.SMALLEST);
    }
    OptionalDouble size = law.vocabularySize(target);
    if (size.isEmpty() || size.getAsDouble() > largest.vocabularySize) {
      return new TargetedVocabulary(largest.vocabularySize, largest.tokens, Limit.LARGEST);
    }
    if (size.getAsDouble() < smallest.vocabularySize) {
      return new TargetedVocabulary(smallest.vocabularySize, smallest.tokens, Limit.SMALLEST);
    }
    long rounded = Math.round(size.getAsDouble());
    return new TargetedVocabulary(rounded, law.tokens((double) rounded), Limit.WITHIN);
  }
}
