package org.tokenlab.analysis.stats;

/// Ordinary least squares, for a few hundred predictors at most.
///
/// The columns are made orthogonal one after the other (Gram–Schmidt, each twice, which keeps them
/// orthogonal to rounding). A column that depends on those before it gets the coefficient 0, as R
/// does it: fitted values, and predictions within the space of the rows, are those of any other way
/// to resolve the dependence.
///
/// Immutable and thread-safe.
public final class LinearRegression {
  private static final double DEPENDENT = 1e-9; // of a column's own length

  private final double[] coefficients;
  private final double residualSumOfSquares;
  private final int rank;

  private LinearRegression(double[] coefficients, double residualSumOfSquares, int rank) {
    this.coefficients = coefficients;
    this.residualSumOfSquares = residualSumOfSquares;
    this.rank = rank;
  }

  /// Fits `y ≈ X b`. O(rows · columns²). For a constant term give a column of ones.
  ///
  /// @param rows `X`, all rows of one length
  /// @param y as many as rows, at least one
  /// @throws IllegalArgumentException for lengths that differ, no rows, or a value not finite
  public static LinearRegression fit(double[][] rows, double[] y) {
    int n = rows.length;
    if (n == 0 || n != y.length) {
      throw new IllegalArgumentException(
          "as many rows as values wanted, and one at least; got: " + n + " and " + y.length);
    }
    int p = rows[0].length;
    double[][] q = new double[p][n];
    for (int i = 0; i < n; i++) {
      requireRow(rows[i], p, y[i]);
      for (int j = 0; j < p; j++) {
        q[j][i] = rows[i][j];
      }
    }
    double[][] r = new double[p][p];
    double[] projections = new double[p];
    double[] rest = y.clone();
    int rank = 0;
    for (int j = 0; j < p; j++) {
      double length = Math.sqrt(dot(q[j], q[j]));
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < j; k++) {
          r[k][j] += removeFrom(q[j], q[k]);
        }
      }
      double left = Math.sqrt(dot(q[j], q[j]));
      if (left <= DEPENDENT * length || left == 0) {
        q[j] = new double[n];
        continue;
      }
      rank++;
      r[j][j] = left;
      for (int i = 0; i < n; i++) {
        q[j][i] /= left;
      }
      projections[j] = removeFrom(rest, q[j]);
    }
    for (int j = p - 1; j >= 0; j--) {
      if (r[j][j] == 0) {
        projections[j] = 0;
        continue;
      }
      for (int k = j + 1; k < p; k++) {
        projections[j] -= r[j][k] * projections[k];
      }
      projections[j] /= r[j][j];
    }
    return new LinearRegression(projections, dot(rest, rest), rank);
  }

  private static void requireRow(double[] row, int length, double y) {
    boolean finite = Double.isFinite(y);
    for (double x : row) {
      finite &= Double.isFinite(x);
    }
    if (row.length != length || !finite) {
      throw new IllegalArgumentException(
          "rows of "
              + length
              + " finite values wanted; got "
              + row.length
              + ", or not finite ones");
    }
  }

  /// Takes the part along the unit vector `q` out of `v` and returns its length.
  private static double removeFrom(double[] v, double[] q) {
    double along = dot(v, q);
    for (int i = 0; i < v.length; i++) {
      v[i] -= along * q[i];
    }
    return along;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// The coefficients, by column; a copy.
  public double[] coefficients() {
    return coefficients.clone();
  }

  /// Number of independent columns.
  public int rank() {
    return rank;
  }

  /// Sum of squared residuals.
  public double residualSumOfSquares() {
    return residualSumOfSquares;
  }

  /// The fitted value for a row.
  public double predict(double... row) {
    if (row.length != coefficients.length) {
      throw new IllegalArgumentException(
          "a row of " + coefficients.length + " values wanted; got: " + row.length);
    }
    return dot(row, coefficients);
  }
}
