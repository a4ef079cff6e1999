package org.tokenlab.analysis.statistics;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/// The likelihood of a [MixedModel] as a function of the ratios of its factors' standard deviations
/// to the residual one.
///
/// With Z the incidence of groups and Λ the ratios on a diagonal, the model's penalized least
/// squares are solved through the Cholesky factors L of `ΛZᵀZΛ + I` and R of `XᵀX − R_ZXᵀ R_ZX`,
/// `R_ZX = L⁻¹ΛZᵀX` (Bates et al. 2015, section 3). All products with the data are made once. The
/// response is taken less its ordinary least squares fit, so that large means cancel no digits.
final class MixedLikelihood {
  private final int observations;
  private final boolean restricted;
  private final RealVector start; // coefficients of the ordinary fit
  private final int[] factorOf; // by column of Z
  private final double[][] zz;
  private final double[][] zx;
  private final double[] zy;
  private final RealMatrix xx;
  private final double[] xy;
  private final double yy;

  MixedLikelihood(
      RealVector response,
      RealMatrix design,
      RealVector start,
      List<int[]> factors,
      boolean restricted) {
    this.start = start;
    this.restricted = restricted;
    observations = response.getDimension();
    RealVector left = response.subtract(design.operate(start));
    int[] first = new int[factors.size() + 1];
    for (int f = 0; f < factors.size(); f++) {
      int groups = 0;
      for (int group : factors.get(f)) {
        groups = Math.max(groups, group + 1);
      }
      first[f + 1] = first[f] + groups;
    }
    int q = first[factors.size()];
    int p = design.getColumnDimension();
    factorOf = new int[q];
    for (int f = 0; f < factors.size(); f++) {
      java.util.Arrays.fill(factorOf, first[f], first[f + 1], f);
    }
    zz = new double[q][q];
    zx = new double[q][p];
    zy = new double[q];
    for (int i = 0; i < observations; i++) {
      for (int f = 0; f < factors.size(); f++) {
        int column = first[f] + factors.get(f)[i];
        for (int g = 0; g < factors.size(); g++) {
          zz[column][first[g] + factors.get(g)[i]]++;
        }
        for (int j = 0; j < p; j++) {
          zx[column][j] += design.getEntry(i, j);
        }
        zy[column] += left.getEntry(i);
      }
    }
    xx = design.transposeMultiply(design);
    xy = design.preMultiply(left).toArray();
    yy = left.dotProduct(left);
  }

  int observations() {
    return observations;
  }

  int coefficients() {
    return xy.length;
  }

  boolean isRestricted() {
    return restricted;
  }

  /// What follows from the ratios.
  ///
  /// @param ratios by factor; the sign doesn't matter
  /// @param coefficients that fit best with them
  /// @param variance residual, that fits best with them
  /// @param unscaled covariance of the coefficients over the residual variance
  /// @param penalized residual sum of squares
  /// @param determinants log|L|², plus log|R|² for the restricted likelihood
  /// @param deviance −2 log likelihood
  @SuppressWarnings("ArrayRecordComponent") // stays in this package
  record Point(
      double[] ratios,
      double[] coefficients,
      double variance,
      RealMatrix unscaled,
      double penalized,
      double determinants,
      double deviance) {

    double[] standardErrors() {
      double[] errors = new double[coefficients.length];
      for (int j = 0; j < errors.length; j++) {
        errors[j] = Math.sqrt(variance * unscaled.getEntry(j, j));
      }
      return errors;
    }
  }

  double deviance(double[] ratios) {
    return at(ratios).deviance();
  }

  /// −2 log likelihood at ratios and a residual variance that need not be the best one.
  double deviance(Point point, double variance) {
    int df = restricted ? observations - coefficients() : observations;
    return point.determinants()
        + df * Math.log(2 * Math.PI * variance)
        + point.penalized() / variance;
  }

  Point at(double[] ratios) {
    int q = zy.length;
    int p = xy.length;
    double[][] a = new double[q][q];
    RealMatrix rzx = new Array2DRowRealMatrix(q, p);
    double[] cu = new double[q];
    for (int i = 0; i < q; i++) {
      double ratio = ratios[factorOf[i]];
      for (int k = 0; k < q; k++) {
        a[i][k] = ratio * zz[i][k] * ratios[factorOf[k]] + (i == k ? 1 : 0);
      }
      for (int j = 0; j < p; j++) {
        rzx.setEntry(i, j, ratio * zx[i][j]);
      }
      cu[i] = ratio * zy[i];
    }
    double logL = Cholesky.decompose(a);
    Cholesky.solveLower(a, cu);
    for (int j = 0; j < p; j++) {
      double[] column = rzx.getColumn(j);
      Cholesky.solveLower(a, column);
      rzx.setColumn(j, column);
    }
    double[][] r = xx.subtract(rzx.transposeMultiply(rzx)).getData();
    double logR = Cholesky.decompose(r);
    double[] cb =
        new ArrayRealVector(xy).subtract(rzx.preMultiply(new ArrayRealVector(cu))).toArray();
    Cholesky.solveLower(r, cb);
    double penalized = yy - square(cu) - square(cb);
    double[] delta = cb.clone();
    Cholesky.solveUpper(r, delta);
    int df = restricted ? observations - p : observations;
    double variance = penalized / df;
    double determinants = logL + (restricted ? logR : 0);
    double deviance = determinants + df * (1 + Math.log(2 * Math.PI * variance));
    return new Point(
        ratios.clone(),
        start.add(new ArrayRealVector(delta)).toArray(),
        variance,
        Cholesky.inverse(r),
        penalized,
        determinants,
        deviance);
  }

  private static double square(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
