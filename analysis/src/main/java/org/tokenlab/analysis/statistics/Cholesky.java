package org.tokenlab.analysis.statistics;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/// Cholesky's decomposition in place, for matrices that are known to be positive definite.
///
/// (The library's own refuses a matrix whose diagonal is small beside 1, whatever its scale.)
final class Cholesky {
  private Cholesky() {}

  /// Makes the lower triangle of `a` its Cholesky factor and returns log |a|.
  ///
  /// @throws IllegalArgumentException if `a` is not positive definite
  static double decompose(double[][] a) {
    double log = 0;
    for (int j = 0; j < a.length; j++) {
      for (int i = j; i < a.length; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (i > j) {
          a[i][j] = sum / a[j][j];
        } else if (sum > 0) {
          a[j][j] = Math.sqrt(sum);
          log += Math.log(sum);
        } else {
          throw new IllegalArgumentException("a predictor is constant within every group's span");
        }
      }
    }
    return log;
  }

  /// Solves L x = b in place.
  static void solveLower(double[][] l, double[] b) {
    for (int i = 0; i < b.length; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i][k] * b[k];
      }
      b[i] = sum / l[i][i];
    }
  }

  /// Solves Lᵀ x = b in place.
  static void solveUpper(double[][] l, double[] b) {
    for (int i = b.length - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < b.length; k++) {
        sum -= l[k][i] * b[k];
      }
      b[i] = sum / l[i][i];
    }
  }

  /// The inverse of L Lᵀ.
  static RealMatrix inverse(double[][] l) {
    RealMatrix inverse = new Array2DRowRealMatrix(l.length, l.length);
    for (int j = 0; j < l.length; j++) {
      double[] unit = new double[l.length];
      unit[j] = 1;
      solveLower(l, unit);
      solveUpper(l, unit);
      inverse.setColumn(j, unit);
    }
    return inverse;
  }
}
