package org.tokenlab.analysis.metrics;

import java.util.ArrayList;
import java.util.List;

/// Lorenz curve of token costs across languages: which share of all cost falls on the cheapest
/// languages.
///
/// The straight line from (0, 0) to (1, 1) is equality; twice the area between it and the curve is
/// [Gini].
public final class LorenzCurve {
  private LorenzCurve() {}

  /// One point of the curve.
  ///
  /// @param languages share of languages, cheapest first, in [0, 1]
  /// @param cost share of the total cost that falls on them, in [0, 1]
  public record Point(double languages, double cost) {}

  /// The n + 1 points of the curve for n costs, from (0, 0) to (1, 1), in O(n log n); empty without
  /// costs. Where all costs are 0 the curve is the straight line.
  ///
  /// @throws IllegalArgumentException for a cost that is negative, infinite or NaN
  public static List<Point> of(double... costs) {
    double[] ascending = Gini.ascending(costs);
    int n = ascending.length;
    if (n == 0) {
      return List.of();
    }
    double total = 0;
    for (double cost : ascending) {
      total += cost;
    }
    List<Point> points = new ArrayList<>(n + 1);
    points.add(new Point(0, 0));
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += ascending[i];
      double share = (double) (i + 1) / n;
      points.add(new Point(share, total == 0 ? share : sum / total));
    }
    return points;
  }
}
