package org.tokenlab.analysis.inference;

import java.util.List;
import org.tokenlab.analysis.inference.Finding.Question;
import org.tokenlab.analysis.statistics.MixedModel;

/// The one slope of a mixed model, as a finding.
final class MixedFinding {
  private MixedFinding() {}

  /// Of logarithms of token counts on whether data was scaled.
  static Finding logSlope(String corpus, MixedModel model, List<String> languages) {
    return slope(
        corpus,
        Question.DATA_SCALING,
        "all trained",
        "data_scaling",
        "log_tokens",
        model,
        languages);
  }

  static Finding slope(
      String corpus,
      Question question,
      String family,
      String predictor,
      String response,
      MixedModel model,
      List<String> languages) {
    return new Finding(
        corpus,
        question,
        "mixed_model",
        family,
        "",
        predictor,
        response,
        "t",
        model.t()[1],
        model.df()[1],
        Double.NaN,
        model.p()[1],
        Double.NaN,
        Double.NaN,
        model.coefficients()[1],
        Double.NaN,
        Double.NaN,
        languages);
  }
}
