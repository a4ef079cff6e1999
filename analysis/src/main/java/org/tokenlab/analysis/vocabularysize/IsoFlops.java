package org.tokenlab.analysis.vocabularysize;

/// Approach 1 of Tao et al. 2024: non-vocabulary parameters, vocabulary parameters and characters
/// of training text that reach the least loss, each a power of the compute budget.
///
/// `N = e^K₁ · C^0.5`, `N_v = e^K₂ · C^α₂`, `H = e^K₃ · C^0.5`, with C in FLOPs. So `N_v ∝ N^(α₂ /
/// 0.5)`. Refitting: [IsoFlopsFit].
///
/// @param k1 logarithm of the factor of non-vocabulary parameters
/// @param k2 logarithm of the factor of vocabulary parameters
/// @param alpha2 exponent of vocabulary parameters
/// @param k3 logarithm of the factor of training characters
public record IsoFlops(double k1, double k2, double alpha2, double k3) {
  /// The constants of the authors' code (the last from the refit that gives the first three).
  public static final IsoFlops PUBLISHED =
      new IsoFlops(-2.4846510161625193, -1.589031299255507, 0.4163622634135234, 1.85958504);

  /// The compute budget, in FLOPs, at which a model of so many non-vocabulary parameters is best.
  public double flops(double nonVocabularyParameters) {
    EmbeddingWidth.requireParameters(nonVocabularyParameters);
    double root = nonVocabularyParameters / Math.exp(k1);
    return root * root;
  }

  /// Characters of text to train on with this budget.
  public double characters(double flops) {
    return Math.exp(k3) * Math.sqrt(flops);
  }

  /// The best vocabulary for so many non-vocabulary parameters at their best budget.
  ///
  /// @throws IllegalArgumentException unless there is a finite, positive number of them
  public OptimalVocabulary vocabulary(double nonVocabularyParameters) {
    double parameters = Math.exp(k2) * Math.pow(flops(nonVocabularyParameters), alpha2);
    return OptimalVocabulary.of(parameters, EmbeddingWidth.of(nonVocabularyParameters));
  }
}
