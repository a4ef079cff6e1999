package org.tokenlab.analysis.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class RegressionTest {
  @Test
  void aLineThroughPointsIsFound() {
    double[][] x = {{1, 0}, {1, 1}, {1, 2}, {1, 3}};
    LinearRegression fit = LinearRegression.fit(x, new double[] {1, 3, 5, 7});
    assertArrayEquals(new double[] {1, 2}, fit.coefficients(), 1e-12);
    assertEquals(0, fit.residualSumOfSquares(), 1e-20);
    assertEquals(21, fit.predict(1, 10), 1e-12);
    assertEquals(2, fit.rank());
  }

  @Test
  void dependentColumnsChangeNoPrediction() {
    double[][] x = {{1, 0, 1}, {1, 1, 0}, {1, 0, 1}, {1, 1, 0}};
    LinearRegression fit = LinearRegression.fit(x, new double[] {1, 2, 3, 6});
    assertEquals(2, fit.rank());
    assertEquals(2, fit.predict(1, 0, 1), 1e-12);
    assertEquals(4, fit.predict(1, 1, 0), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> HuberRegression.fit(x, new double[4], 1));
  }

  @Test
  void whatIsNoDataIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> LinearRegression.fit(new double[0][], new double[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> LinearRegression.fit(new double[][] {{1}, {1, 2}}, new double[2]));
    assertThrows(
        IllegalArgumentException.class,
        () -> LinearRegression.fit(new double[][] {{Double.NaN}}, new double[1]));
    assertThrows(
        IllegalArgumentException.class,
        () -> HuberRegression.fit(new double[][] {{1}}, new double[1], 0));
  }

  @Test
  void hubersFitOfManyEqualValuesIgnoresTheFarOne() {
    double[][] ones = {{1}, {1}, {1}, {1}, {1}};
    double[] fit = HuberRegression.fit(ones, new double[] {2, 2, 2, 2, 1000}, 0.01);
    // Four pull back with 4 (m − 2) what one pulls with 0.01.
    assertEquals(2.0025, fit[0], 1e-9);
  }

  @Test
  void quasiNewtonGoesDownRosenbrocksValley() {
    QuasiNewton.Minimum minimum =
        QuasiNewton.minimize(
            (x, gradient) -> {
              double a = 1 - x[0];
              double b = x[1] - x[0] * x[0];
              gradient[0] = -2 * a - 400 * x[0] * b;
              gradient[1] = 200 * b;
              return a * a + 100 * b * b;
            },
            -1.2,
            1);
    assertArrayEquals(new double[] {1, 1}, minimum.x(), 1e-7);
    assertEquals(0, minimum.value(), 1e-14);
    assertThrows(
        IllegalArgumentException.class,
        () -> QuasiNewton.minimize((x, g) -> Double.POSITIVE_INFINITY, 0));
  }
}
