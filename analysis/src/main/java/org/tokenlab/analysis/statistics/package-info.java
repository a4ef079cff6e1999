/// The statistics that studies of tokenizers across languages report: linear models, mixed models,
/// tests of two samples, corrections for many tests, correlations, densities.
///
/// Everything is a pure function of numbers, deterministic and thread-safe. Each test is a record
/// that holds what a paper prints of it: the statistic, the degrees of freedom, the p-value. Where
/// conventions differ, the class says which one it follows and checks itself against that
/// implementation: SciPy and statsmodels for most, R where the literature quotes R.
///
/// **Bad samples** are refused, not passed through: a value that is NaN or infinite, samples of
/// different lengths where pairs are needed, too few values, a predictor that is constant or a sum
/// of others. No result is NaN.
///
/// **P-values** are two-sided unless a name says otherwise, and never clipped from below: 1e-40 is
/// given as such.
///
/// **Traps.** Variance ratios ([VarianceRatio]) assume normal samples, which token counts of
/// languages aren't; report medians or [MannWhitney] beside them. Observations of one language
/// under several tokenizers aren't independent: use [MixedModel], not [LinearModel]. Mixed models
/// with different fixed effects are compared by maximum likelihood, not by REML ([LikelihoodRatio]
/// sees to that).
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.statistics;
