package org.tokenlab.analysis.statistics;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/// Degrees of freedom of a [MixedModel]'s coefficients, by Satterthwaite's method: those of the χ²
/// distribution whose mean and variance the estimated variance of the coefficient has.
///
/// `df = 2 v² / (gᵀ A g)`, with v the coefficient's variance, g its derivatives by the variance
/// parameters, and A the covariance of these, twice the inverse of the deviance's second
/// derivatives (Kuznetsova et al. 2017, "lmerTest Package", section 2.3). Derivatives are taken as
/// differences. A factor whose variance is 0 is left out: the deviance is flat there.
final class Satterthwaite {
  private static final double STEP = 1e-3; // relative; differences are extrapolated twice

  private final MixedLikelihood likelihood;
  private final MixedLikelihood.Point best;
  private final int[] free; // factors with a variance
  private final double[] at; // their ratios, then the residual standard deviation

  Satterthwaite(MixedLikelihood likelihood, MixedLikelihood.Point best) {
    this.likelihood = likelihood;
    this.best = best;
    int count = 0;
    int[] factors = new int[best.ratios().length];
    for (int f = 0; f < factors.length; f++) {
      if (best.ratios()[f] > 1e-4) {
        factors[count++] = f;
      }
    }
    free = java.util.Arrays.copyOf(factors, count);
    at = new double[count + 1];
    for (int f = 0; f < count; f++) {
      at[f] = best.ratios()[free[f]];
    }
    at[count] = Math.sqrt(best.variance());
  }

  double[] degreesOfFreedom() {
    int n = at.length;
    RealMatrix second = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double value = second(i, j);
        second.setEntry(i, j, value);
        second.setEntry(j, i, value);
      }
    }
    RealMatrix covariance = new LUDecomposition(second).getSolver().getInverse().scalarMultiply(2);
    double[][] derivatives = new double[n][];
    for (int i = 0; i < n; i++) {
      derivatives[i] = first(i);
    }
    double[] df = new double[best.coefficients().length];
    for (int c = 0; c < df.length; c++) {
      double spread = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          spread += derivatives[i][c] * covariance.getEntry(i, j) * derivatives[j][c];
        }
      }
      double variance = best.variance() * best.unscaled().getEntry(c, c);
      // More than observations there can't be; differences may say so of a flat direction.
      double most = likelihood.observations();
      df[c] = spread > 0 ? Math.min(most, 2 * variance * variance / spread) : most;
    }
    return df;
  }

  private double[] moved(int i, double byI, int j, double byJ) {
    double[] point = at.clone();
    point[i] += byI;
    point[j] += byJ;
    return point;
  }

  private MixedLikelihood.Point point(double[] parameters) {
    double[] ratios = best.ratios().clone();
    for (int f = 0; f < free.length; f++) {
      ratios[free[f]] = parameters[f];
    }
    return likelihood.at(ratios);
  }

  private double deviance(double[] parameters) {
    double sigma = parameters[parameters.length - 1];
    return likelihood.deviance(point(parameters), sigma * sigma);
  }

  /// Second derivative of the deviance, extrapolated from two steps.
  private double second(int i, int j) {
    return (4 * second(i, j, STEP) - second(i, j, 2 * STEP)) / 3;
  }

  private double second(int i, int j, double step) {
    double h = step * at[i];
    double k = step * at[j];
    if (i == j) {
      return (deviance(moved(i, h, i, 0)) - 2 * deviance(at) + deviance(moved(i, -h, i, 0)))
          / (h * h);
    }
    return (deviance(moved(i, h, j, k))
            - deviance(moved(i, h, j, -k))
            - deviance(moved(i, -h, j, k))
            + deviance(moved(i, -h, j, -k)))
        / (4 * h * k);
  }

  /// Derivatives of the coefficients' variances by parameter `i`.
  private double[] first(int i) {
    double[] fine = first(i, STEP);
    double[] coarse = first(i, 2 * STEP);
    for (int c = 0; c < fine.length; c++) {
      fine[c] = (4 * fine[c] - coarse[c]) / 3;
    }
    return fine;
  }

  private double[] first(int i, double step) {
    double h = step * at[i];
    double[] above = variances(moved(i, h, i, 0));
    double[] below = variances(moved(i, -h, i, 0));
    for (int c = 0; c < above.length; c++) {
      above[c] = (above[c] - below[c]) / (2 * h);
    }
    return above;
  }

  private double[] variances(double[] parameters) {
    RealMatrix unscaled = point(parameters).unscaled();
    double sigma = parameters[parameters.length - 1];
    double[] variances = new double[best.coefficients().length];
    for (int c = 0; c < variances.length; c++) {
      variances[c] = sigma * sigma * unscaled.getEntry(c, c);
    }
    return variances;
  }
}
