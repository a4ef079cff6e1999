package org.tokenlab.analysis.report;

import java.util.Arrays;

/// Premiums of one tokenizer, one per language, as statistics see them.
///
/// Immutable; building takes O(n log n), [#quantile(double)] O(1), the others O(n).
final class Sample {
  private final double[] sorted;

  /// @param values finite and positive
  Sample(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  int size() {
    return sorted.length;
  }

  double[] sorted() {
    return sorted.clone();
  }

  /// By linear interpolation between order statistics (type 7, the default of R and NumPy).
  ///
  /// @param share from 0 (the least) to 1 (the greatest)
  /// @return NaN for an empty sample
  double quantile(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /// How many times the 10th percentile the 90th is: 1 where all are equal.
  double spread() {
    return quantile(0.9) / quantile(0.1);
  }

  /// Gini coefficient, ΣΣ|xᵢ − xⱼ| ÷ (2 n² mean): 0 where all are equal, towards 1 where one has
  /// everything.
  ///
  /// @return NaN for an empty sample
  double gini() {
    int n = sorted.length;
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      weighted += (2.0 * i - n + 1) * sorted[i];
      total += sorted[i];
    }
    return weighted / (n * total);
  }

  /// Lorenz curve: entry i is the share of the total that the i least have. It has one entry more
  /// than the sample.
  double[] lorenz() {
    double total = Arrays.stream(sorted).sum();
    double[] shares = new double[sorted.length + 1];
    double running = 0;
    for (int i = 0; i < sorted.length; i++) {
      running += sorted[i];
      shares[i + 1] = running / total;
    }
    return shares;
  }
}
