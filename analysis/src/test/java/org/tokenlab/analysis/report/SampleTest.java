package org.tokenlab.analysis.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static Sample of(double... values) {
    return new Sample(values);
  }

  /// Values from the tests of TokEval's Gini coefficient.
  @Test
  void giniEqualsPublishedExamples() {
    assertEquals(0.25, of(3, 1).gini(), 1e-12);
    assertEquals(2.0 / 9, of(2, 4, 6).gini(), 1e-12);
    assertEquals(198.0 / 404, of(1, 100).gini(), 1e-12);
    assertEquals(0, of(5, 5, 5).gini(), 1e-12);
  }

  @Test
  void giniEqualsItsDefinitionAndTwiceTheAreaAboveTheLorenzCurve() {
    double[] values = new Random(StudyRows.seed()).doubles(37, 0.3, 20).toArray();
    double differences = 0;
    double total = 0;
    for (double a : values) {
      total += a;
      for (double b : values) {
        differences += Math.abs(a - b);
      }
    }
    Sample sample = new Sample(values);
    assertEquals(differences / (2 * values.length * total), sample.gini(), 1e-12);
    double[] lorenz = sample.lorenz();
    double area = 0;
    for (int i = 1; i < lorenz.length; i++) {
      area += (lorenz[i] + lorenz[i - 1]) / 2 / values.length;
    }
    assertEquals(1 - 2 * area, sample.gini(), 1e-12);
  }

  /// NumPy: `np.quantile([1, 2, 4, 8], [0, .1, .5, .9, 1])`.
  @Test
  void quantilesEqualNumPys() {
    Sample sample = of(8, 1, 4, 2);
    double[] shares = {0, 0.1, 0.5, 0.9, 1};
    double[] quantiles = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      quantiles[i] = sample.quantile(shares[i]);
    }
    assertArrayEquals(new double[] {1, 1.3, 3, 6.8, 8}, quantiles, 1e-12);
  }

  @Test
  void anEmptySampleHasNoFigures() {
    assertTrue(Double.isNaN(of().quantile(0.5)));
    assertTrue(Double.isNaN(of().gini()));
    assertTrue(Double.isNaN(of().spread()));
  }
}
