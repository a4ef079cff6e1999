package org.tokenlab.tokenizers.internal.simd;

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
  public float dot(float[] x, int xAt, float[] y, int yAt, int length) {
    float[] sums = new float[LANES];
    int bound = length - length % LANES;
    for (int i = 0; i < bound; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += x[xAt + i + lane] * y[yAt + i + lane];
      }
    }
    return finish(sums, x, xAt, y, yAt, bound, length);
  }

  /// Adds the products from `bound` on to their partial sums, and these together.
  static float finish(float[] sums, float[] x, int xAt, float[] y, int yAt, int bound, int length) {
    for (int i = bound; i < length; i++) {
      sums[i - bound] += x[xAt + i] * y[yAt + i];
    }
    for (int apart = LANES / 2; apart > 0; apart /= 2) {
      for (int lane = 0; lane < apart; lane++) {
        sums[lane] += sums[lane + apart];
      }
    }
    return sums[0];
  }

  @Override
  public String name() {
    return "scalar";
  }
}
