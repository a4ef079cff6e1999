package org.tokenlab.analysis.inference;

import java.util.List;

/// One test: what was asked, of whom, and what came out. Numbers that a test does not have are NaN.
///
/// @param corpus the evaluation set
/// @param question what was asked
/// @param test `variance_ratio`, `paired_t`, `ols`, `mann_whitney`, `mixed_model`
/// @param family the tokenizers that are asked about; `all trained` for a model over all families
/// @param against what they are compared with, a family or group of languages; empty for none
/// @param predictor what explains the response; empty where two samples are compared
/// @param response `tokens`, `premium`, or `log_tokens` for natural logarithms of token counts
/// @param statistic its name: `F`, `t`, `U`
/// @param value of the statistic
/// @param df degrees of freedom; of the numerator for F
/// @param denominatorDf of F
/// @param p two-sided, of this test by itself
/// @param pHolm corrected by Holm for all tests of the same question, test and corpus
/// @param pBonferroni corrected by Bonferroni, likewise; at most 1
/// @param effect mean difference of a paired test, slope of a model: in units of the response (per
///   unit of the predictor)
/// @param rSquared share of the variance that a linear model explains
/// @param adjustedRSquared the same less what as many random predictors would
/// @param languages that entered, ascending
public record Finding(
    String corpus,
    Question question,
    String test,
    String family,
    String against,
    String predictor,
    String response,
    String statistic,
    double value,
    double df,
    double denominatorDf,
    double p,
    double pHolm,
    double pBonferroni,
    double effect,
    double rSquared,
    double adjustedRSquared,
    List<String> languages) {

  /// What is asked.
  public enum Question {
    /// Are languages closer together at vocabulary sizes chosen for one token count than at the
    /// equal size that costs about as much?
    TARGET,
    /// Do larger vocabularies cost languages less, and are languages closer together?
    SIZE,
    /// The same of one algorithm against another at equal size.
    ALGORITHM,
    /// The same of training text scaled by byte premiums.
    DATA_SCALING,
    /// What about a language goes with many tokens?
    PREDICTOR,
    /// Do scripts differ?
    SCRIPT;

    /// In lower case, for tables.
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Copies the languages.
  public Finding {
    languages = List.copyOf(languages);
  }

  /// This finding with its p-value corrected.
  Finding corrected(double holm, double bonferroni) {
    return new Finding(
        corpus,
        question,
        test,
        family,
        against,
        predictor,
        response,
        statistic,
        value,
        df,
        denominatorDf,
        p,
        holm,
        bonferroni,
        effect,
        rSquared,
        adjustedRSquared,
        languages);
  }
}
