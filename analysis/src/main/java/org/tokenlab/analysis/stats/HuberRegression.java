package org.tokenlab.analysis.stats;

/// Linear regression with Huber's loss, which is quadratic for residuals up to δ and linear beyond:
/// far points pull with a constant force.
///
/// The loss is convex; it is minimised by iteratively reweighted least squares, which never
/// increases it.
public final class HuberRegression {
  private static final int MOST_ROUNDS = 200_000;

  private HuberRegression() {}

  /// The coefficients, by column, of the fit `y ≈ X b`. For a constant term give a column of ones.
  ///
  /// @param rows `X`, all of one length
  /// @param y as many as rows
  /// @param delta where the loss turns linear, > 0, in the unit of y
  /// @throws IllegalArgumentException for lengths that differ, no rows, a value not finite, or
  ///   columns that are not independent
  public static double[] fit(double[][] rows, double[] y, double delta) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("a delta > 0 wanted; got: " + delta);
    }
    LinearRegression first = LinearRegression.fit(rows, y);
    double[] b = first.coefficients();
    if (first.rank() < b.length) {
      throw new IllegalArgumentException(
          "independent columns wanted: " + b.length + " columns have rank " + first.rank());
    }
    double change = 1;
    for (int round = 0; round < MOST_ROUNDS && change > 1e-15; round++) {
      double[] next = weighted(rows, y, b, delta);
      change = 0;
      for (int j = 0; j < b.length; j++) {
        change = Math.max(change, Math.abs(next[j] - b[j]) / (1 + Math.abs(b[j])));
      }
      b = next;
    }
    return b;
  }

  private static double[] weighted(double[][] rows, double[] y, double[] b, double delta) {
    double[][] x = new double[rows.length][];
    double[] z = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double residual = y[i];
      for (int j = 0; j < b.length; j++) {
        residual -= rows[i][j] * b[j];
      }
      double weight = Math.sqrt(Math.min(1, delta / Math.max(Math.abs(residual), 1e-300)));
      x[i] = new double[b.length];
      for (int j = 0; j < b.length; j++) {
        x[i][j] = weight * rows[i][j];
      }
      z[i] = weight * y[i];
    }
    return LinearRegression.fit(x, z).coefficients();
  }
}
