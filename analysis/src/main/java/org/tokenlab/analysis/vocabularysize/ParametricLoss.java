package org.tokenlab.analysis.vocabularysize;

/// Approach 3 of Tao et al. 2024: a parametric loss whose minimum over the vocabulary, at a fixed
/// compute budget, is the best size.
///
/// `L = −E + A₁/N^β + A₂/N_v^α₂ + B/D^β`, the loss normalised by that of unigrams, with `D = C / (6
/// (N + N_v))` tokens. Units are the authors': N in millions, `N_v = (V / 1000) · (d / 1000)` in
/// millions, D in billions. Unlike the other approaches it takes a budget, so it can say what
/// changes when a model is trained on more or less text than is best.
///
/// **The published constants** come from a fit whose script divides V by 1,000 *before* it asks
/// f(V) for the tokens per character. f expects V itself: f(4096) is 0.332, and f(4.096) is 0.994.
/// D came out three times too large and almost the same for every vocabulary, so that the fit could
/// not see what a vocabulary saves. On the right D the published constants explain next to nothing
/// (R² 0.04), and a refit puts the best sizes at a half to a third of the published: 20,000 rather
/// than 37,000 for 3 billion parameters. [#PUBLISHED] reproduces the paper, [#CORRECTED] is the
/// refit. In the latter α₂ is at the bound of 1 that the authors set: these data, small models all
/// of them, don't determine it well, and its predictions for large models are extrapolations.
/// Approaches 1 and 2 are free of this.
///
/// @param a1 factor of the term of non-vocabulary parameters
/// @param a2 factor of the term of vocabulary parameters
/// @param b factor of the term of data
/// @param e what no model gets below is −e
/// @param alpha2 exponent of vocabulary parameters
/// @param beta exponent of non-vocabulary parameters and of data
public record ParametricLoss(double a1, double a2, double b, double e, double alpha2, double beta) {
  /// The constants of the authors' code.
  public static final ParametricLoss PUBLISHED =
      new ParametricLoss(
          1.8313851559554126,
          0.19584238398665638,
          2.1241123120064955,
          5.5327846803337435,
          0.6707374679896795,
          0.44660634152009615);

  /// A refit on the authors' data with V in its own unit, made with [ParametricLossFit].
  public static final ParametricLoss CORRECTED =
      new ParametricLoss(
          1.9041365635898082,
          0.12097826465154363,
          1.3308456504946018,
          5.536552629030692,
          1.0,
          0.4401997551057466);

  /// Checks that all are finite, and exponents and factors positive.
  public ParametricLoss {
    for (double value : new double[] {a1, a2, b, e, alpha2, beta}) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "finite constants > 0 wanted; got: " + value + " among them");
      }
    }
  }

  /// The loss of a model after training.
  ///
  /// @param nonVocabularyParameters N
  /// @param vocabularyParameters V · d
  /// @param tokens D
  public double loss(double nonVocabularyParameters, double vocabularyParameters, double tokens) {
    return -e
        + a1 / Math.pow(nonVocabularyParameters / 1e6, beta)
        + a2 / Math.pow(vocabularyParameters / 1e6, alpha2)
        + b / Math.pow(tokens / 1e9, beta);
  }

  /// The best vocabulary for so many non-vocabulary parameters at the budget that approach 1 finds
  /// best for them.
  ///
  /// @throws IllegalArgumentException unless there is a finite, positive number of them
  public OptimalVocabulary vocabulary(double nonVocabularyParameters) {
    return vocabulary(nonVocabularyParameters, IsoFlops.PUBLISHED.flops(nonVocabularyParameters));
  }

  /// The best vocabulary for so many non-vocabulary parameters at a budget.
  ///
  /// @param flops the budget C, finite and positive
  /// @throws IllegalArgumentException for an argument out of range
  public OptimalVocabulary vocabulary(double nonVocabularyParameters, double flops) {
    int width = EmbeddingWidth.of(nonVocabularyParameters);
    if (!(flops > 0) || Double.isInfinite(flops)) {
      throw new IllegalArgumentException("a finite budget of FLOPs > 0 wanted; got: " + flops);
    }
    // Where what one more vocabulary parameter gains, α₂ A₂ x^(−α₂−1), equals what it costs, β B
    // (6/C)^β (N + x)^(β−1). In logarithms the difference falls strictly (β < 1 or not: x < N + x),
    // so there is one root.
    double n = nonVocabularyParameters / 1e6;
    double constant =
        Math.log(alpha2 * a2) - Math.log(beta * b) - beta * Math.log(6 / (flops / 1e15));
    double low = -100;
    double high = 100;
    for (double middle = 0; middle > low && middle < high; middle = (low + high) / 2) {
      double gain = constant - (alpha2 + 1) * middle - (beta - 1) * Math.log(n + Math.exp(middle));
      if (gain > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptimalVocabulary.of(Math.exp((low + high) / 2) * 1e6, width);
  }
}
