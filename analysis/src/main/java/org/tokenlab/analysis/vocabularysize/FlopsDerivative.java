package org.tokenlab.analysis.vocabularysize;

import org.tokenlab.analysis.stats.HuberRegression;

/// Approach 2 of Tao et al. 2024: the vocabulary at which the FLOPs to train on a given text are
/// least.
///
/// `C(V) = 6 (N + V d) · H · f(V)`: a larger vocabulary makes the text shorter and the model wider.
/// Its minimum, [#leastFlops], overstates the size for a small model, so the authors use only how
/// it grows, `N_v ∝ N^γ`, from a small model whose best vocabulary they know from training: 6,144
/// tokens for 33 million parameters.
///
/// @param gamma exponent of growth
public record FlopsDerivative(double gamma) {
  /// The constant of the authors' code.
  public static final FlopsDerivative PUBLISHED = new FlopsDerivative(0.8353974035228025);

  private static final double BASE_PARAMETERS = 33e6;
  private static final double BASE_VOCABULARY = 6144 * 512;
  private static final double HUBER_DELTA = 0.001;

  /// The best vocabulary for so many non-vocabulary parameters.
  ///
  /// @throws IllegalArgumentException unless there is a finite, positive number of them
  public OptimalVocabulary vocabulary(double nonVocabularyParameters) {
    int width = EmbeddingWidth.of(nonVocabularyParameters);
    double parameters =
        BASE_VOCABULARY * Math.pow(nonVocabularyParameters / BASE_PARAMETERS, gamma);
    return OptimalVocabulary.of(parameters, width);
  }

  /// The vocabulary size at which C(V) is least. It does not depend on the text. At most 200,000,
  /// where f is frozen and C rises from there on.
  ///
  /// @throws IllegalArgumentException unless there is a finite, positive number of parameters
  public static double leastFlops(double nonVocabularyParameters) {
    int width = EmbeddingWidth.of(nonVocabularyParameters);
    double low = 2;
    double high = TokensPerCharacter.LARGEST;
    if (slope(high, nonVocabularyParameters, width) <= 0) {
      return high;
    }
    // From falling to rising, once: bisection to the last bit.
    for (double middle = (low + high) / 2;
        middle > low && middle < high;
        middle = (low + high) / 2) {
      if (slope(middle, nonVocabularyParameters, width) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /// dC/dV over 6 H.
  private static double slope(double v, double parameters, int width) {
    return width * TokensPerCharacter.of(v)
        + (parameters + width * v) * TokensPerCharacter.derivative(v);
  }

  /// Fits γ to the sizes of least FLOPs of models, relative to the first of them, in logarithms and
  /// with Huber's loss (δ = 0.001) as the authors do. On their seven models the minimum is at
  /// 0.8353983867; the published 0.8353974035 is where their optimiser stopped.
  ///
  /// @param nonVocabularyParameters of two models at least
  /// @throws IllegalArgumentException for fewer, or if they are all the same
  public static FlopsDerivative fit(double... nonVocabularyParameters) {
    int n = nonVocabularyParameters.length - 1;
    if (n < 1) {
      throw new IllegalArgumentException("two models at least wanted; got: " + (n + 1));
    }
    double base = nonVocabularyParameters[0];
    double[][] growth = new double[n][1];
    double[] vocabularyGrowth = new double[n];
    for (int i = 0; i < n; i++) {
      double parameters = nonVocabularyParameters[i + 1];
      growth[i][0] = Math.log(parameters / base);
      vocabularyGrowth[i] =
          Math.log(leastFlops(parameters) * EmbeddingWidth.of(parameters))
              - Math.log(leastFlops(base) * EmbeddingWidth.of(base));
    }
    return new FlopsDerivative(HuberRegression.fit(growth, vocabularyGrowth, HUBER_DELTA)[0]);
  }
}
