package org.tokenlab.tokenizers.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The kernels over floats on the Vector API, as wide as the processor prefers, 512 bits at most.
/// Loaded by [Simd] by name only, so that nothing else needs the incubator module.
final class VectorFloatKernels implements FloatKernels {
  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = FLOATS.length();
  private static final ScalarFloatKernels TAIL = new ScalarFloatKernels();

  VectorFloatKernels() {}

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
    int bound = FLOATS.loopBound(columns);
    int row = 0;
    // Four rows share each load of b: sums stay in registers over all of `inner`.
    for (; row + 4 <= rows; row += 4) {
      for (int column = 0; column < bound; column += WIDTH) {
        fourRows(
            a,
            aAt + row * aStride,
            aStride,
            b,
            bAt + column,
            bStride,
            out,
            outAt + row * outStride + column,
            outStride,
            inner);
      }
    }
    for (; row < rows; row++) {
      for (int column = 0; column < bound; column += WIDTH) {
        oneRow(
            a,
            aAt + row * aStride,
            b,
            bAt + column,
            bStride,
            out,
            outAt + row * outStride + column,
            inner);
      }
    }
    if (bound < columns) {
      TAIL.multiplyAdd(
          a,
          aAt,
          aStride,
          b,
          bAt + bound,
          bStride,
          out,
          outAt + bound,
          outStride,
          rows,
          inner,
          columns - bound);
    }
  }

  private static void fourRows(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] out,
      int outAt,
      int outStride,
      int inner) {
    FloatVector sum0 = FloatVector.fromArray(FLOATS, out, outAt);
    FloatVector sum1 = FloatVector.fromArray(FLOATS, out, outAt + outStride);
    FloatVector sum2 = FloatVector.fromArray(FLOATS, out, outAt + 2 * outStride);
    FloatVector sum3 = FloatVector.fromArray(FLOATS, out, outAt + 3 * outStride);
    for (int k = 0; k < inner; k++) {
      FloatVector factor = FloatVector.fromArray(FLOATS, b, bAt + k * bStride);
      sum0 = factor.mul(a[aAt + k]).add(sum0);
      sum1 = factor.mul(a[aAt + aStride + k]).add(sum1);
      sum2 = factor.mul(a[aAt + 2 * aStride + k]).add(sum2);
      sum3 = factor.mul(a[aAt + 3 * aStride + k]).add(sum3);
    }
    sum0.intoArray(out, outAt);
    sum1.intoArray(out, outAt + outStride);
    sum2.intoArray(out, outAt + 2 * outStride);
    sum3.intoArray(out, outAt + 3 * outStride);
  }

  private static void oneRow(
      float[] a, int aAt, float[] b, int bAt, int bStride, float[] out, int outAt, int inner) {
    FloatVector sum = FloatVector.fromArray(FLOATS, out, outAt);
    for (int k = 0; k < inner; k++) {
      sum = FloatVector.fromArray(FLOATS, b, bAt + k * bStride).mul(a[aAt + k]).add(sum);
    }
    sum.intoArray(out, outAt);
  }

  @Override
  public void add(float[] x, int xAt, float[] out, int outAt, int length) {
    int bound = FLOATS.loopBound(length);
    for (int i = 0; i < bound; i += WIDTH) {
      FloatVector.fromArray(FLOATS, out, outAt + i)
          .add(FloatVector.fromArray(FLOATS, x, xAt + i))
          .intoArray(out, outAt + i);
    }
    TAIL.add(x, xAt + bound, out, outAt + bound, length - bound);
  }

  @Override
  public void addScaled(float[] x, int xAt, float scale, float[] out, int outAt, int length) {
    int bound = FLOATS.loopBound(length);
    for (int i = 0; i < bound; i += WIDTH) {
      FloatVector.fromArray(FLOATS, x, xAt + i)
          .mul(scale)
          .add(FloatVector.fromArray(FLOATS, out, outAt + i))
          .intoArray(out, outAt + i);
    }
    TAIL.addScaled(x, xAt + bound, scale, out, outAt + bound, length - bound);
  }

  @Override
  public void max(float[] x, int xAt, float[] out, int outAt, int length) {
    int bound = FLOATS.loopBound(length);
    for (int i = 0; i < bound; i += WIDTH) {
      FloatVector.fromArray(FLOATS, out, outAt + i)
          .max(FloatVector.fromArray(FLOATS, x, xAt + i))
          .intoArray(out, outAt + i);
    }
    TAIL.max(x, xAt + bound, out, outAt + bound, length - bound);
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
    int bound = inner - inner % LANES;
    float[] sums = new float[4 * LANES];
    for (int column = 0; column < columns; column++) {
      int y = bAt + column * bStride;
      int row = 0;
      // Four dot products share each load, and none waits for the other's last addition.
      for (; row + 4 <= rows; row += 4) {
        fourDots(a, aAt + row * aStride, aStride, b, y, bound, sums);
        for (int i = 0; i < 4; i++) {
          int x = aAt + (row + i) * aStride + bound;
          ScalarFloatKernels.addRest(sums, i * LANES, a, x, b, y + bound, inner - bound);
          out[outAt + (row + i) * outStride + column] = ScalarFloatKernels.total(sums, i * LANES);
        }
      }
      for (; row < rows; row++) {
        int x = aAt + row * aStride;
        oneDot(a, x, b, y, bound, sums);
        ScalarFloatKernels.addRest(sums, 0, a, x + bound, b, y + bound, inner - bound);
        out[outAt + row * outStride + column] = ScalarFloatKernels.total(sums, 0);
      }
    }
  }

  /// The partial sums of four rows with one, one register of each after the other: 16 / WIDTH
  /// passes, each over its own columns.
  private static void fourDots(
      float[] a, int aAt, int aStride, float[] b, int bAt, int bound, float[] sums) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector sum0 = FloatVector.zero(FLOATS);
      FloatVector sum1 = FloatVector.zero(FLOATS);
      FloatVector sum2 = FloatVector.zero(FLOATS);
      FloatVector sum3 = FloatVector.zero(FLOATS);
      for (int i = lane; i < bound; i += LANES) {
        FloatVector factor = FloatVector.fromArray(FLOATS, b, bAt + i);
        sum0 = FloatVector.fromArray(FLOATS, a, aAt + i).mul(factor).add(sum0);
        sum1 = FloatVector.fromArray(FLOATS, a, aAt + aStride + i).mul(factor).add(sum1);
        sum2 = FloatVector.fromArray(FLOATS, a, aAt + 2 * aStride + i).mul(factor).add(sum2);
        sum3 = FloatVector.fromArray(FLOATS, a, aAt + 3 * aStride + i).mul(factor).add(sum3);
      }
      sum0.intoArray(sums, lane);
      sum1.intoArray(sums, LANES + lane);
      sum2.intoArray(sums, 2 * LANES + lane);
      sum3.intoArray(sums, 3 * LANES + lane);
    }
  }

  private static void oneDot(float[] a, int aAt, float[] b, int bAt, int bound, float[] sums) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = lane; i < bound; i += LANES) {
        sum =
            FloatVector.fromArray(FLOATS, a, aAt + i)
                .mul(FloatVector.fromArray(FLOATS, b, bAt + i))
                .add(sum);
      }
      sum.intoArray(sums, lane);
    }
  }

  @Override
  public String name() {
    return "vector, " + FLOATS.vectorBitSize() + " bits";
  }
}
