package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.internal.simd.FloatKernels;

/// Pools the vectors of a row's units into one or a few vectors per row, without any trained part
/// but the queries: the mean, the maximum of each component, and attention with p queries.
///
/// Vectors lie in the ragged layout: unit `i`'s is `vectors[i × width … (i + 1) × width − 1]`, and
/// row `r` has the units from `rowStarts[r]` to `rowStarts[r + 1] − 1`, at least one. Results are
/// the same, bit by bit, on scalar and vector kernels. Every method takes time linear in its input
/// and is thread-safe.
public final class WordPooling {
  private static final FloatKernels KERNELS = FloatKernels.best();

  private WordPooling() {}

  /// The mean of each row's vectors; terms are added in the order of the units.
  ///
  /// @return `rows × width`
  public static float[] mean(float[] vectors, int width, int[] rowStarts) {
    return mean(KERNELS, vectors, width, rowStarts);
  }

  static float[] mean(FloatKernels kernels, float[] vectors, int width, int[] rowStarts) {
    int rows = requireRows(vectors, width, rowStarts);
    float[] pooled = new float[Math.multiplyExact(rows, width)];
    for (int row = 0; row < rows; row++) {
      for (int unit = rowStarts[row]; unit < rowStarts[row + 1]; unit++) {
        kernels.add(vectors, unit * width, pooled, row * width, width);
      }
      float count = rowStarts[row + 1] - rowStarts[row];
      for (int i = row * width; i < (row + 1) * width; i++) {
        pooled[i] /= count;
      }
    }
    return pooled;
  }

  /// The largest value of each component over each row's vectors; NaN if one is NaN.
  ///
  /// @return `rows × width`
  public static float[] max(float[] vectors, int width, int[] rowStarts) {
    return max(KERNELS, vectors, width, rowStarts);
  }

  static float[] max(FloatKernels kernels, float[] vectors, int width, int[] rowStarts) {
    int rows = requireRows(vectors, width, rowStarts);
    float[] pooled = new float[Math.multiplyExact(rows, width)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(vectors, rowStarts[row] * width, pooled, row * width, width);
      for (int unit = rowStarts[row] + 1; unit < rowStarts[row + 1]; unit++) {
        kernels.max(vectors, unit * width, pooled, row * width, width);
      }
    }
    return pooled;
  }

  /// Attention pooling: for each query q the sum of the row's vectors v, weighted by `softmax(q · v
  /// / √width)`.
  ///
  /// @param queries `p × width`, by rows
  /// @return `rows × p × width`
  public static float[] attention(
      float[] vectors, int width, int[] rowStarts, float[] queries, int p) {
    return attention(KERNELS, vectors, width, rowStarts, queries, p);
  }

  static float[] attention(
      FloatKernels kernels, float[] vectors, int width, int[] rowStarts, float[] queries, int p) {
    int rows = requireRows(vectors, width, rowStarts);
    if (p < 1 || queries.length != (long) p * width) {
      throw new IllegalArgumentException(
          "wanted p × "
              + width
              + " numbers for p queries; got "
              + queries.length
              + " for p = "
              + p);
    }
    float scale = (float) (1 / Math.sqrt(width));
    float[] pooled = new float[Math.multiplyExact(Math.multiplyExact(rows, p), width)];
    float[] weights = new float[0];
    for (int row = 0; row < rows; row++) {
      int from = rowStarts[row];
      int count = rowStarts[row + 1] - from;
      if (weights.length < p * count) {
        weights = new float[2 * p * count];
      }
      kernels.multiplyTransposed(
          queries, 0, width, vectors, from * width, width, weights, 0, count, p, width, count);
      for (int i = 0; i < p * count; i++) {
        weights[i] *= scale;
      }
      for (int query = 0; query < p; query++) {
        Softmax.apply(weights, query * count, count);
      }
      kernels.multiplyAdd(
          weights,
          0,
          count,
          vectors,
          from * width,
          width,
          pooled,
          row * p * width,
          width,
          p,
          count,
          width);
    }
    return pooled;
  }

  private static int requireRows(float[] vectors, int width, int[] rowStarts) {
    int rows = rowStarts.length - 1;
    if (width < 1 || rows < 0 || (long) rowStarts[rows] * width > vectors.length) {
      throw new IllegalArgumentException(
          "wanted row starts, the last one the number of vectors, and that many × "
              + width
              + " numbers; got "
              + vectors.length
              + " numbers and "
              + (rows < 0 ? "no row starts" : rowStarts[rows] + " vectors"));
    }
    for (int row = 0; row < rows; row++) {
      if (rowStarts[row] < 0 || rowStarts[row] >= rowStarts[row + 1]) {
        throw new IllegalArgumentException(
            "row "
                + row
                + " has the vectors from "
                + rowStarts[row]
                + " to "
                + rowStarts[row + 1]
                + ", exclusive; wanted at least one");
      }
    }
    return rows;
  }
}
