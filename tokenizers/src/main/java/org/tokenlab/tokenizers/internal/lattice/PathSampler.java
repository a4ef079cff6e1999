package org.tokenlab.tokenizers.internal.lattice;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Draws a path of a lattice at random: sums the weights of all paths from left to right, then
/// walks back from the end, at each node choosing what comes before it by its share of the sum.
///
/// All sums are logarithms in double precision, whatever the peer has, so the distribution is the
/// one that its formula means. Takes time linear in the lattice's edges. Not thread-safe.
public final class PathSampler {
  private final Weighting weighting;
  private final double alpha;
  private final RandomGenerator random;
  private double[] sum = new double[0];
  private double[] weights = new double[16];

  /// How a path's weight comes about.
  public enum Weighting {
    /// The path's probability to the power of alpha.
    POWER_OF_PROBABILITY,
    /// As HF tokenizers: in the sums over what lies to the left, alpha applies at each node anew,
    /// to all that lies left of it, so what is far back counts for less (if alpha is below 1). The
    /// same as the other for an alpha of 1.
    HF,
  }

  /// A sampler with this exponent.
  public PathSampler(Weighting weighting, double alpha, RandomGenerator random) {
    this.weighting = weighting;
    this.alpha = alpha;
    this.random = random;
  }

  /// A path of `lattice`.
  public Lattice.Path draw(Lattice lattice) {
    sumUp(lattice);
    int[] path = new int[32];
    int length = 0;
    int node = choose(lattice, Lattice.END);
    while (node != Lattice.BEGIN) {
      if (length == path.length) {
        path = Arrays.copyOf(path, 2 * length);
      }
      path[length++] = node;
      node = choose(lattice, node);
    }
    int[] nodes = new int[length];
    for (int i = 0; i < length; i++) {
      nodes[i] = path[length - 1 - i];
    }
    return new Lattice.Path(nodes, Double.NaN);
  }

  private void sumUp(Lattice lattice) {
    if (sum.length < lattice.nodes()) {
      sum = new double[lattice.nodes() + lattice.nodes() / 2];
    }
    sum[Lattice.BEGIN] = 0;
    for (int node = 2; node < lattice.nodes(); node++) {
      sum[node] = sumBefore(lattice, node);
    }
  }

  private double sumBefore(Lattice lattice, int node) {
    int first = lattice.firstBefore(node);
    double logSum = 0;
    for (int left = first; left >= 0; left = lattice.nextBefore(left)) {
      double weight =
          weighting == Weighting.HF
              ? alpha * (lattice.score(left) + sum[left])
              : alpha * lattice.score(left) + sum[left];
      logSum = left == first ? weight : logAdd(logSum, weight);
    }
    return logSum;
  }

  private static double logAdd(double a, double b) {
    double less = Math.min(a, b);
    double more = Math.max(a, b);
    return more + Math.log1p(Math.exp(less - more));
  }

  private int choose(Lattice lattice, int node) {
    int choices = 0;
    double most = Double.NEGATIVE_INFINITY;
    int first = lattice.firstBefore(node);
    for (int left = first; left >= 0; left = lattice.nextBefore(left)) {
      if (choices == weights.length) {
        weights = Arrays.copyOf(weights, 2 * choices);
      }
      double weight = sum[left] + alpha * lattice.score(left);
      weights[choices++] = weight;
      most = Math.max(most, weight);
    }
    int chosen = choose(weights, choices, most, random);
    int left = first;
    while (chosen-- > 0) {
      left = lattice.nextBefore(left);
    }
    return left;
  }

  /// An index below `count`, each with a probability in proportion to `exp(logWeights[index])`.
  ///
  /// @param most the greatest of the weights
  public static int choose(double[] logWeights, int count, double most, RandomGenerator random) {
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += Math.exp(logWeights[i] - most);
    }
    double left = random.nextDouble() * total;
    for (int i = 0; i < count; i++) {
      left -= Math.exp(logWeights[i] - most);
      if (left < 0) {
        return i;
      }
    }
    // Rounding ate the last bit of the sum: the greatest is then as good as any.
    for (int i = 0; ; i++) {
      if (logWeights[i] == most) {
        return i;
      }
    }
  }
}
