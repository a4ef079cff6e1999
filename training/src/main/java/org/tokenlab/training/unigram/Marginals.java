package org.tokenlab.training.unigram;

import java.util.Arrays;

/// Forward-backward over lattices, in plain probabilities and double precision.
///
/// A word's probability is that of all its segmentations together. Words are short, so that
/// products of probabilities stay within a double's range, and neither a logarithm nor an exponent
/// is needed for an edge; a word for which they don't is done again with a scale for each place.
/// Counts are kept in fixed point: sums of integers don't depend on their order.
///
/// Not thread-safe: one for each thread.
final class Marginals {
  // Below it a word's probability may have lost digits to denormal numbers.
  private static final double SMALL = 0x1p-900;
  private static final double RESCALED_BELOW = 0x1p-400;
  private static final int RESCALED_BY = 400;

  private final double[] probabilities;
  private final double unit;
  private final long[] counts;
  private double[] alpha = new double[64];
  private double[] beta = new double[64];
  private int[] alphaScales = {};
  private int[] betaScales = {};

  /// @param probabilities by piece, the unknown's last
  /// @param unit what 1 is in the counts
  Marginals(double[] probabilities, double unit) {
    this.probabilities = probabilities;
    this.unit = unit;
    counts = new long[probabilities.length];
  }

  /// How often each piece is expected, in units, so far.
  long[] counts() {
    return counts;
  }

  /// Counts all words of a block, each as often as it occurs. Returns the sum of the logarithms of
  /// their probabilities.
  double add(LatticeBlock block) {
    double sum = 0;
    for (int w = 0; w < block.words(); w++) {
      int length = block.length(w);
      if (length + LatticeBlock.MAX_LENGTH >= alpha.length) {
        alpha = new double[length + length / 2 + LatticeBlock.MAX_LENGTH + 1];
        beta = new double[alpha.length];
      }
      double z = forward(block, w, length);
      if (z > SMALL) {
        sum += block.weights[w] * Math.log(z);
        backward(block, w, length, block.weights[w] * unit / z);
      } else {
        sum += block.weights[w] * addScaled(block, w, length);
      }
    }
    return sum;
  }

  private double forward(LatticeBlock block, int w, int length) {
    double[] a = alpha;
    double[] p = probabilities;
    int[] edges = block.edges;
    byte[] edgeCounts = block.counts;
    Arrays.fill(a, 1, length + 1, 0);
    a[0] = 1;
    int first = block.wordStarts[w];
    int edge = block.edgeStarts[w];
    for (int place = 0; place < length; place++) {
      double reach = a[place];
      for (int end = edge + edgeCounts[first + place]; edge < end; edge++) {
        int bits = edges[edge];
        a[place + (bits & LatticeBlock.LENGTH_MASK)] +=
            reach * p[bits >>> LatticeBlock.LENGTH_BITS];
      }
    }
    return a[length];
  }

  private void backward(LatticeBlock block, int w, int length, double factor) {
    double[] b = beta;
    double[] p = probabilities;
    int[] edges = block.edges;
    byte[] edgeCounts = block.counts;
    b[length] = factor;
    int first = block.wordStarts[w];
    int next = block.edgeStarts[w + 1];
    for (int place = length - 1; place >= 0; place--) {
      double reach = alpha[place];
      double sum = 0;
      int edge = next;
      for (int start = next - edgeCounts[first + place]; edge > start; ) {
        int bits = edges[--edge];
        int piece = bits >>> LatticeBlock.LENGTH_BITS;
        double path = p[piece] * b[place + (bits & LatticeBlock.LENGTH_MASK)];
        counts[piece] += (long) (reach * path + 0.5);
        sum += path;
      }
      b[place] = sum;
      next = edge;
    }
  }

  /// The same for a word whose probability is too small for a double. What the arrays hold is the
  /// true value times 2^scale; going forward, all places that an edge can reach share one scale.
  private double addScaled(LatticeBlock block, int w, int length) {
    if (alphaScales.length < alpha.length) {
      alphaScales = new int[alpha.length];
      betaScales = new int[alpha.length];
    }
    int first = block.wordStarts[w];
    Arrays.fill(alpha, 0, length + LatticeBlock.MAX_LENGTH + 1, 0);
    alpha[0] = 1;
    int scale = 0;
    int edge = block.edgeStarts[w];
    for (int place = 0; place < length; place++) {
      scale += rescale(alpha, place);
      alphaScales[place] = scale;
      for (int end = edge + block.counts[first + place]; edge < end; edge++) {
        int bits = block.edges[edge];
        alpha[place + (bits & LatticeBlock.LENGTH_MASK)] +=
            alpha[place] * probabilities[bits >>> LatticeBlock.LENGTH_BITS];
      }
    }
    double z = alpha[length];
    backwardScaled(block, w, length, block.weights[w] * unit / z, scale);
    return Math.log(z) - scale * Math.log(2);
  }

  /// Here each place has a scale of its own, that of the most probable of its paths: places far
  /// ahead may be more probable by more than a double holds.
  private void backwardScaled(LatticeBlock block, int w, int length, double factor, int zScale) {
    int first = block.wordStarts[w];
    beta[length] = 1;
    betaScales[length] = 0;
    int next = block.edgeStarts[w + 1];
    for (int place = length - 1; place >= 0; place--) {
      int start = next - block.counts[first + place];
      int scale = Integer.MAX_VALUE;
      for (int edge = start; edge < next; edge++) {
        int end = place + (block.edges[edge] & LatticeBlock.LENGTH_MASK);
        double path = probability(block.edges[edge]) * beta[end];
        scale = Math.min(scale, betaScales[end] - Math.getExponent(path));
      }
      double sum = 0;
      for (int edge = start; edge < next; edge++) {
        int bits = block.edges[edge];
        int end = place + (bits & LatticeBlock.LENGTH_MASK);
        double path = probability(bits) * beta[end];
        sum += Math.scalb(path, scale - betaScales[end]);
        counts[bits >>> LatticeBlock.LENGTH_BITS] +=
            (long)
                (Math.scalb(
                        alpha[place] * factor * path, zScale - alphaScales[place] - betaScales[end])
                    + 0.5);
      }
      beta[place] = sum;
      betaScales[place] = scale;
      next = start;
    }
  }

  private double probability(int edge) {
    return probabilities[edge >>> LatticeBlock.LENGTH_BITS];
  }

  /// Multiplies all values from `from` on, as far as an edge reaches, by a power of two if they are
  /// all small; returns the exponent.
  private static int rescale(double[] values, int from) {
    double largest = 0;
    for (int i = from; i <= from + LatticeBlock.MAX_LENGTH && i < values.length; i++) {
      largest = Math.max(largest, values[i]);
    }
    if (largest >= RESCALED_BELOW || largest == 0) {
      return 0;
    }
    for (int i = from; i <= from + LatticeBlock.MAX_LENGTH && i < values.length; i++) {
      values[i] = Math.scalb(values[i], RESCALED_BY);
    }
    return RESCALED_BY;
  }
}
