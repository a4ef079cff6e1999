package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.List;

/// Places dots of equal size that share a line so that none covers another, each as near to the
/// line as can be.
final class Swarm {
  private Swarm() {}

  /// Distances from the line, in pixels, by index; O(n²) in the worst case.
  ///
  /// @param x places along the line, ascending
  /// @param diameter that dots keep from each other
  static double[] offsets(double[] x, double diameter) {
    double[] offsets = new double[x.length];
    int first = 0;
    for (int i = 0; i < x.length; i++) {
      while (x[i] - x[first] >= diameter) {
        first++;
      }
      offsets[i] = nearestFree(x, offsets, first, i, diameter);
    }
    return offsets;
  }

  private static double nearestFree(
      double[] x, double[] offsets, int first, int current, double diameter) {
    List<Double> candidates = new ArrayList<>(List.of(0.0));
    double[] reach = new double[current];
    for (int j = first; j < current; j++) {
      double across = x[current] - x[j];
      reach[j] = Math.sqrt(diameter * diameter - across * across);
      candidates.add(offsets[j] - reach[j]);
      candidates.add(offsets[j] + reach[j]);
    }
    double best = Double.POSITIVE_INFINITY;
    for (double candidate : candidates) {
      boolean free = Math.abs(candidate) < Math.abs(best);
      for (int j = first; free && j < current; j++) {
        free = Math.abs(candidate - offsets[j]) >= reach[j] - 1e-9;
      }
      if (free) {
        best = candidate;
      }
    }
    return best;
  }
}
