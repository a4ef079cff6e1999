package org.tokenlab.analysis.vocabularysize;

/// Width of the embeddings of a model by its non-vocabulary parameters: table 5 of Tao et al. 2024,
/// as their code has it.
///
/// A step function, so predicted vocabulary *sizes* jump where the width does, while predicted
/// vocabulary *parameters* don't.
public final class EmbeddingWidth {
  private static final double MILLION = 1e6;
  private static final double BILLION = 1e9;

  // Up to and including this many parameters, this width.
  private static final double[] LIMITS = {
    50 * MILLION,
    200 * MILLION,
    500 * MILLION,
    BILLION,
    2 * BILLION,
    5 * BILLION,
    10 * BILLION,
    20 * BILLION,
    50 * BILLION,
    100 * BILLION,
    200 * BILLION,
    500 * BILLION,
    1000 * BILLION,
    Double.POSITIVE_INFINITY
  };
  private static final int[] WIDTHS = {
    512, 768, 1024, 1536, 2048, 3200, 4096, 5120, 6048, 8192, 12288, 16384, 20480, 24576
  };

  private EmbeddingWidth() {}

  /// The width for so many non-vocabulary parameters.
  ///
  /// @throws IllegalArgumentException unless there is a finite, positive number of them
  public static int of(double nonVocabularyParameters) {
    requireParameters(nonVocabularyParameters);
    int i = 0;
    while (nonVocabularyParameters > LIMITS[i]) {
      i++;
    }
    return WIDTHS[i];
  }

  static void requireParameters(double parameters) {
    if (!(parameters > 0) || Double.isInfinite(parameters)) {
      throw new IllegalArgumentException(
          "a finite number of non-vocabulary parameters > 0 wanted; got: " + parameters);
    }
  }
}
