package org.tokenlab.analysis.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.metrics.TokenFrequencies;

/// How the entropy of tokens' frequencies changes with each item: its derivative by the item's
/// weight, at weight 1. Bits, by item.
final class EntropyInfluence {
  private EntropyInfluence() {}

  /// Of Rényi's entropy.
  ///
  /// With p the frequencies, S = Σ pᵅ and N tokens, one more token of type v changes S by α
  /// (pᵥ^(α−1) − S) ÷ N, and the entropy log S ÷ (1 − α) accordingly. Order 1 is Shannon's: there
  /// it is (−log pᵥ − H) ÷ N. At infinity only the most frequent type counts; at 0 the entropy is
  /// the number of types, which no weight changes.
  ///
  /// @param alpha the order, 0 or more
  /// @param items ids by item, null for an item that the language lacks
  static double[] renyi(TokenFrequencies frequencies, double alpha, List<int @Nullable []> items) {
    double[] byToken = new double[frequencies.idLimit()];
    double total = frequencies.total();
    if (Double.isInfinite(alpha)) {
      mostFrequent(frequencies, byToken);
    } else if (alpha == 1) {
      double entropy = 0;
      for (int id = 0; id < byToken.length; id++) {
        double p = frequencies.count(id) / total;
        entropy -= p > 0 ? p * Math.log(p) : 0;
      }
      for (int id = 0; id < byToken.length; id++) {
        double p = frequencies.count(id) / total;
        byToken[id] = p > 0 ? (-Math.log(p) - entropy) / total / Math.log(2) : 0;
      }
    } else if (alpha > 0) {
      double sum = 0;
      for (int id = 0; id < byToken.length; id++) {
        double p = frequencies.count(id) / total;
        sum += p > 0 ? Math.pow(p, alpha) : 0;
      }
      double scale = alpha / (1 - alpha) / sum / total / Math.log(2);
      for (int id = 0; id < byToken.length; id++) {
        double p = frequencies.count(id) / total;
        byToken[id] = p > 0 ? scale * (Math.pow(p, alpha - 1) - sum) : 0;
      }
    }
    return byItem(byToken, items);
  }

  private static void mostFrequent(TokenFrequencies frequencies, double[] byToken) {
    int most = 0;
    for (int id = 0; id < byToken.length; id++) {
      most = frequencies.count(id) > frequencies.count(most) ? id : most;
    }
    for (int id = 0; id < byToken.length; id++) {
      double own = id == most ? 1.0 / frequencies.count(most) : 0;
      byToken[id] = (1.0 / frequencies.total() - own) / Math.log(2);
    }
  }

  private static double[] byItem(double[] byToken, List<int @Nullable []> items) {
    double[] sums = new double[items.size()];
    for (int i = 0; i < sums.length; i++) {
      int[] ids = items.get(i);
      if (ids != null) {
        for (int id : ids) {
          sums[i] += byToken[id];
        }
      }
    }
    return sums;
  }
}
