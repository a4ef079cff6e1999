package org.tokenlab.tokenizers.internal.simd;

import java.util.Arrays;

/// The kernels over floats in plain Java: the reference for `VectorFloatKernels`, and what runs
/// without the Vector API.
public final class ScalarFloatKernels implements FloatKernels {
  /// The scalar kernels.
  public ScalarFloatKernels() {}

  @Override
  public void multiplyAdd(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] out,
      int outAt,
      int outStride,
      int rows,
      int inner,
      int columns) {
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < inner; k++) {
        addScaled(
            b,
            bAt + k * bStride,
            a[aAt + row * aStride + k],
            out,
            outAt + row * outStride,
            columns);
      }
    }
  }

  @Override
  public void add(float[] x, int xAt, float[] out, int outAt, int length) {
    for (int i = 0; i < length; i++) {
      out[outAt + i] += x[xAt + i];
    }
  }

  @Override
  public void addScaled(float[] x, int xAt, float scale, float[] out, int outAt, int length) {
    for (int i = 0; i < length; i++) {
      out[outAt + i] += scale * x[xAt + i];
    }
  }

  @Override
  public void max(float[] x, int xAt, float[] out, int outAt, int length) {
    for (int i = 0; i < length; i++) {
      out[outAt + i] = Math.max(out[outAt + i], x[xAt + i]);
    }
  }

  @Override
  public void multiplyTransposed(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] out,
      int outAt,
      int outStride,
      int rows,
      int inner,
      int columns) {
    float[] sums = new float[LANES];
    int bound = inner - inner % LANES;
    for (int column = 0; column < columns; column++) {
      int y = bAt + column * bStride;
      for (int row = 0; row < rows; row++) {
        int x = aAt + row * aStride;
        Arrays.fill(sums, 0);
        for (int i = 0; i < bound; i += LANES) {
          for (int lane = 0; lane < LANES; lane++) {
            sums[lane] += a[x + i + lane] * b[y + i + lane];
          }
        }
        addRest(sums, 0, a, x + bound, b, y + bound, inner - bound);
        out[outAt + row * outStride + column] = total(sums, 0);
      }
    }
  }

  /// Adds the last products, fewer than [#LANES], to their partial sums.
  static void addRest(float[] sums, int at, float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i++) {
      sums[at + i] += a[aAt + i] * b[bAt + i];
    }
  }

  /// Adds the partial sums from `at` on; they are overwritten.
  static float total(float[] sums, int at) {
    for (int apart = LANES / 2; apart > 0; apart /= 2) {
      for (int lane = at; lane < at + apart; lane++) {
        sums[lane] += sums[lane + apart];
      }
    }
    return sums[at];
  }

  @Override
  public String name() {
    return "scalar";
  }
}
