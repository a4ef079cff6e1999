package org.tokenlab.analysis.statistics;

/// The Mann–Whitney U test: whether values of one sample tend to be larger than another's.
///
/// As SciPy's `mannwhitneyu` does by default: exact where a sample has eight values or fewer and no
/// two values are equal; else by the normal approximation, corrected for ties and continuity.
///
/// @param u number of pairs in which the first sample's value is the larger one; equal pairs count
///   half
/// @param p two-sided
/// @param isExact whether `p` is exact, not approximated
public record MannWhitney(double u, double p, boolean isExact) {
  private static final int FEW = 8;

  /// The test of two independent samples. O(n log n), or O(n² m) for an exact p of sizes n ≤ 8, m.
  ///
  /// @throws IllegalArgumentException if a sample is empty, has a value that isn't finite, or all
  ///   values of both are equal
  public static MannWhitney of(double[] first, double[] second) {
    Samples.requireAtLeast(1, "first sample", first);
    Samples.requireAtLeast(1, "second sample", second);
    int n = first.length;
    int m = second.length;
    double[] all = new double[n + m];
    System.arraycopy(first, 0, all, 0, n);
    System.arraycopy(second, 0, all, n, m);
    double[] ranks = Samples.ranks(all);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += ranks[i];
    }
    double u = sum - n * (n + 1.0) / 2;
    double ties = ties(ranks);
    if (Math.min(n, m) <= FEW && ties == 0) {
      return new MannWhitney(
          u, exact((int) Math.round(Math.max(u, (double) n * m - u)), n, m), true);
    }
    double total = n + m;
    double variance = (double) n * m / 12 * (total + 1 - ties / (total * (total - 1)));
    if (variance <= 0) {
      throw new IllegalArgumentException("all values of both samples are " + first[0]);
    }
    double beyond = Math.abs(u - (double) n * m / 2) - 0.5;
    double p = Tails.twoSidedNormal(Math.max(0, beyond) / Math.sqrt(variance));
    return new MannWhitney(u, p, false);
  }

  /// Sum of t³ − t over groups of t equal values.
  private static double ties(double[] ranks) {
    double[] sorted = ranks.clone();
    java.util.Arrays.sort(sorted);
    double sum = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double size = to - from;
      sum += size * size * size - size;
      from = to;
    }
    return sum;
  }

  /// Twice the share of arrangements whose U is `u`, which is above the middle, or more.
  private static double exact(int u, int n, int m) {
    int few = Math.min(n, m);
    int many = Math.max(n, m);
    // chosen[k][s]: share-free count of ways to choose k of the ranks so far with sum s.
    double[][] chosen = new double[few + 1][few * many + 1];
    chosen[0][0] = 1;
    for (int step = 0; step < few + many; step++) {
      for (int k = Math.min(step + 1, few); k >= 1; k--) {
        // The k-th chosen rank passes step − (k − 1) values of the other sample.
        int passed = step - (k - 1);
        for (int s = few * many; s >= passed; s--) {
          chosen[k][s] += chosen[k - 1][s - passed];
        }
      }
    }
    double all = 0;
    double beyond = 0;
    for (int s = 0; s <= few * many; s++) {
      all += chosen[few][s];
      beyond += s >= u ? chosen[few][s] : 0;
    }
    return Math.min(1, 2 * beyond / all);
  }
}
