package org.tokenlab.analysis.stats;

/// Minimises a smooth function of a few variables by BFGS with backtracking.
///
/// The approximation to the inverse Hessian starts at the identity, and again whenever it fails to
/// give a way down. Deterministic; finds a local minimum, so start it from several points where
/// there may be more than one.
public final class QuasiNewton {
  private static final int MOST_STEPS = 20_000;
  private static final double ARMIJO = 1e-4;

  private QuasiNewton() {}

  /// A function with its gradient.
  public interface Function {
    /// The value at `x`. May be infinite, where `x` is out of range; not NaN.
    ///
    /// @param gradient receives the gradient
    double at(double[] x, double[] gradient);
  }

  /// Where a search ended.
  public static final class Minimum {
    private final double[] x;
    private final double value;

    private Minimum(double[] x, double value) {
      this.x = x;
      this.value = value;
    }

    /// The point; a copy.
    public double[] x() {
      return x.clone();
    }

    /// The function's value there.
    public double value() {
      return value;
    }
  }

  /// Searches from `start`, where the function has to be finite, until no step of a representable
  /// size goes down any more.
  ///
  /// @throws IllegalArgumentException if the function is not finite at `start`
  public static Minimum minimize(Function function, double... start) {
    int n = start.length;
    double[] x = start.clone();
    double[] gradient = new double[n];
    double value = function.at(x, gradient);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a start where the function is finite wanted");
    }
    double[][] inverse = identity(n);
    boolean fresh = true;
    double[] next = new double[n];
    double[] nextGradient = new double[n];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = times(inverse, gradient);
      double slope = 0;
      for (int i = 0; i < n; i++) {
        slope -= direction[i] * gradient[i];
      }
      double length = 1;
      double nextValue = Double.POSITIVE_INFINITY;
      while (slope < 0 && length > 1e-18) {
        for (int i = 0; i < n; i++) {
          next[i] = x[i] - length * direction[i];
        }
        nextValue = function.at(next, nextGradient);
        if (nextValue <= value + ARMIJO * length * slope && nextValue < value) {
          break;
        }
        length /= 2;
      }
      if (!(nextValue < value)) {
        if (fresh) {
          break;
        }
        inverse = identity(n);
        fresh = true;
        continue;
      }
      fresh = !update(inverse, x, next, gradient, nextGradient);
      System.arraycopy(next, 0, x, 0, n);
      System.arraycopy(nextGradient, 0, gradient, 0, n);
      value = nextValue;
    }
    return new Minimum(x, value);
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  /// BFGS's update; none where the curvature along the step is not positive.
  private static boolean update(
      double[][] inverse, double[] x, double[] next, double[] gradient, double[] nextGradient) {
    int n = x.length;
    double[] s = new double[n];
    double[] y = new double[n];
    double curvature = 0;
    double ySquared = 0;
    for (int i = 0; i < n; i++) {
      s[i] = next[i] - x[i];
      y[i] = nextGradient[i] - gradient[i];
      curvature += s[i] * y[i];
      ySquared += y[i] * y[i];
    }
    if (!(curvature > 1e-14 * ySquared)) {
      return false;
    }
    double[] hy = times(inverse, y);
    double yhy = 0;
    for (int i = 0; i < n; i++) {
      yhy += y[i] * hy[i];
    }
    double scale = (1 + yhy / curvature) / curvature;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
      }
    }
    return true;
  }
}
