package org.tokenlab.tokenizers.wordpool;

/// Softmax over a stretch of an array, in place; sums are taken in double, in order.
final class Softmax {
  private Softmax() {}

  /// Makes `x[from, from + count)` its softmax; `count` is at least 1. Values of −∞ become 0.
  static void apply(float[] x, int from, int count) {
    float largest = largest(x, from, count);
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      x[i] = (float) Math.exp(x[i] - largest);
      sum += x[i];
    }
    float scale = (float) (1 / sum);
    for (int i = from; i < from + count; i++) {
      x[i] *= scale;
    }
  }

  /// The natural logarithm of `sum exp(x[i])`.
  static double logSum(float[] x, int from, int count) {
    float largest = largest(x, from, count);
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += Math.exp(x[i] - largest);
    }
    return largest + Math.log(sum);
  }

  private static float largest(float[] x, int from, int count) {
    float largest = x[from];
    for (int i = from + 1; i < from + count; i++) {
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }
}
