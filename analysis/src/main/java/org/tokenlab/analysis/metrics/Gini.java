package org.tokenlab.analysis.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Gini coefficient of token costs across languages: "tokenizer fairness Gini" (Foroutan et al.
/// 2025; TokEval).
///
/// `G = Σᵢ Σⱼ |cᵢ − cⱼ| / (2 n² μ)`, in [0, 1 − 1/n]: 0 if all languages cost the same. The costs
/// may be in any one unit (tokens of a parallel corpus, tokens per line, premiums): scaling all of
/// them changes nothing.
public final class Gini {
  private Gini() {}

  /// The coefficient of these costs, in O(n log n); empty without costs. Costs that are all 0 are
  /// equal: 0.
  ///
  /// @throws IllegalArgumentException for a cost that is negative, infinite or NaN
  public static OptionalDouble of(double... costs) {
    double[] ascending = ascending(costs);
    int n = ascending.length;
    if (n == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < n; i++) {
      sum += ascending[i];
      // Of the n² pairs, item i is the larger one in i and the smaller one in n − 1 − i, each pair
      // met twice.
      weighted += (2.0 * i - n + 1) * ascending[i];
    }
    return OptionalDouble.of(sum == 0 ? 0 : Math.max(0, weighted / (n * sum)));
  }

  /// A sorted copy, every cost checked.
  static double[] ascending(double[] costs) {
    double[] sorted = costs.clone();
    for (double cost : sorted) {
      if (!(cost >= 0) || Double.isInfinite(cost)) {
        throw new IllegalArgumentException("a cost is finite and >= 0; got: " + cost);
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
