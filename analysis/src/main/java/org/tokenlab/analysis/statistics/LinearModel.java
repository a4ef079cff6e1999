package org.tokenlab.analysis.statistics;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/// A response explained by predictors and an intercept, by ordinary least squares.
///
/// Immutable; arrays that it hands out are copies. Index 0 of each array is the intercept, index j
/// + 1 predictor j.
public final class LinearModel {
  // A column that keeps less than this of its length beside the others is a sum of them.
  private static final double SINGULAR = 1e-10;
  private static final double EXACT = 1e-24; // share of the variance that is only rounding

  private final double[] coefficients;
  private final double[] standardErrors;
  private final double rSquared;
  private final double residualSquares;
  private final int observations;

  private LinearModel(
      double[] coefficients,
      double[] standardErrors,
      double rSquared,
      double residualSquares,
      int observations) {
    this.coefficients = coefficients;
    this.standardErrors = standardErrors;
    this.rSquared = rSquared;
    this.residualSquares = residualSquares;
    this.observations = observations;
  }

  /// Fits the model, by a QR decomposition. O(observations × predictors²).
  ///
  /// @param response one value an observation
  /// @param predictors each with one value an observation; none leaves the mean
  /// @throws IllegalArgumentException if lengths differ, a value isn't finite, there are no more
  ///   observations than coefficients, all responses are equal, the fit has no residual (errors and
  ///   tests mean nothing then), or a predictor is constant or a sum of others
  public static LinearModel fit(double[] response, double[]... predictors) {
    RealMatrix design = design(response, predictors);
    int n = response.length;
    double all = Samples.squares(response);
    if (all == 0) {
      throw new IllegalArgumentException("all responses are " + response[0]);
    }
    QRDecomposition qr = new QRDecomposition(design);
    requireFullRank(design, qr);
    try {
      double[] coefficients = qr.getSolver().solve(new ArrayRealVector(response, false)).toArray();
      double[] fitted = design.operate(coefficients);
      double left = 0;
      for (int i = 0; i < n; i++) {
        left += (response[i] - fitted[i]) * (response[i] - fitted[i]);
      }
      if (left <= EXACT * all) {
        throw new IllegalArgumentException("the predictors give the response without any residual");
      }
      int p = coefficients.length;
      double variance = left / (n - p);
      RealMatrix r = qr.getR().getSubMatrix(0, p - 1, 0, p - 1);
      RealMatrix inverse = new QRDecomposition(r).getSolver().getInverse();
      double[] errors = new double[p];
      for (int j = 0; j < p; j++) {
        double squares = 0;
        for (int k = 0; k < p; k++) {
          squares += inverse.getEntry(j, k) * inverse.getEntry(j, k);
        }
        errors[j] = Math.sqrt(variance * squares);
      }
      return new LinearModel(coefficients, errors, Math.clamp(1 - left / all, 0, 1), left, n);
    } catch (MathRuntimeException e) {
      throw new IllegalArgumentException("a predictor is constant, or a sum of others", e);
    }
  }

  /// A column of ones, then the predictors.
  static RealMatrix design(double[] response, double[]... predictors) {
    Samples.requireAtLeast(predictors.length + 2, "response", response);
    double[][] rows = new double[response.length][predictors.length + 1];
    for (double[] row : rows) {
      row[0] = 1;
    }
    for (int j = 0; j < predictors.length; j++) {
      double[] predictor = predictors[j];
      if (predictor.length != response.length) {
        throw new IllegalArgumentException(
            "predictor %d has %d values, the response %d"
                .formatted(j, predictor.length, response.length));
      }
      Samples.requireFinite("predictor " + j, predictor);
      for (int i = 0; i < predictor.length; i++) {
        rows[i][j + 1] = predictor[i];
      }
    }
    return new Array2DRowRealMatrix(rows, false);
  }

  static void requireFullRank(RealMatrix design, QRDecomposition qr) {
    RealMatrix r = qr.getR();
    for (int j = 0; j < design.getColumnDimension(); j++) {
      double length = design.getColumnVector(j).getNorm();
      if (Math.abs(r.getEntry(j, j)) <= SINGULAR * length) {
        throw new IllegalArgumentException(
            "predictor %d is constant, or a sum of those before it".formatted(j - 1));
      }
    }
  }

  /// Intercept and slopes.
  public double[] coefficients() {
    return coefficients.clone();
  }

  /// Their standard errors.
  public double[] standardErrors() {
    return standardErrors.clone();
  }

  /// Each coefficient over its standard error.
  public double[] t() {
    double[] t = new double[coefficients.length];
    for (int j = 0; j < t.length; j++) {
      t[j] = coefficients[j] / standardErrors[j];
    }
    return t;
  }

  /// Two-sided p-values of the coefficients against 0.
  public double[] p() {
    double[] p = t();
    for (int j = 0; j < p.length; j++) {
      p[j] = Tails.twoSidedT(p[j], residualDf());
    }
    return p;
  }

  /// Share of the response's variance that the predictors explain, 0 to 1.
  public double rSquared() {
    return rSquared;
  }

  /// R² less what as many random predictors would explain; may be negative.
  public double adjustedRSquared() {
    return 1 - (1 - rSquared) * (observations - 1) / residualDf();
  }

  /// Sum of squared residuals.
  public double residualSquares() {
    return residualSquares;
  }

  /// Observations − coefficients.
  public int residualDf() {
    return observations - coefficients.length;
  }

  /// Number of observations.
  public int observations() {
    return observations;
  }

  /// The F test of this model against a smaller one of the same responses: whether the predictors
  /// that it has more explain more than chance would.
  ///
  /// @param smaller fewer predictors, all of them this model's too
  /// @throws IllegalArgumentException if it isn't smaller, or has other observations
  public FTest against(LinearModel smaller) {
    int more = coefficients.length - smaller.coefficients.length;
    if (more <= 0 || smaller.observations != observations) {
      throw new IllegalArgumentException(
          "expected a model of fewer than %d coefficients and %d observations; got %d and %d"
              .formatted(
                  coefficients.length,
                  observations,
                  smaller.coefficients.length,
                  smaller.observations));
    }
    double gain = Math.max(0, smaller.residualSquares - residualSquares);
    double f = gain / more / (residualSquares / residualDf());
    return new FTest(f, more, residualDf(), Tails.upperF(f, more, residualDf()));
  }

  /// An F test.
  ///
  /// @param f the statistic
  /// @param numeratorDf number of predictors tested
  /// @param denominatorDf residual degrees of freedom of the larger model
  /// @param p upper tail
  public record FTest(double f, int numeratorDf, int denominatorDf, double p) {}
}
