package org.tokenlab.tokenizers.internal.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;

/// The kernels of this process against plain sums in the documented order, bit by bit. The build
/// runs it in scalar, 128-, 256- and 512-bit mode.
final class FloatKernelsTest {
  private static final FloatKernels KERNELS = FloatKernels.best();

  private static float[] floats(SplittableRandom random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] =
          random.nextInt(30) == 0
              ? random.nextBoolean() ? -0f : 1e30f
              : (float) random.nextDouble(-3, 3);
    }
    return floats;
  }

  @Test
  void productsAreSumsInTheOrderOfTheInnerDimension() {
    SplittableRandom random = TestSeed.random("multiply");
    for (int i = 0; i < 1_000; i++) {
      int rows = random.nextInt(12);
      int inner = random.nextInt(20);
      int columns = random.nextInt(70);
      int aStride = inner + random.nextInt(3);
      int bStride = columns + random.nextInt(3);
      int outStride = columns + random.nextInt(3);
      int at = random.nextInt(5);
      float[] a = floats(random, at + rows * aStride);
      float[] b = floats(random, at + inner * bStride);
      float[] out = floats(random, at + rows * outStride);
      float[] wanted = out.clone();
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          float sum = wanted[at + row * outStride + column];
          for (int k = 0; k < inner; k++) {
            sum += a[at + row * aStride + k] * b[at + k * bStride + column];
          }
          wanted[at + row * outStride + column] = sum;
        }
      }
      KERNELS.multiplyAdd(a, at, aStride, b, at, bStride, out, at, outStride, rows, inner, columns);
      assertArrayEquals(wanted, out, TestSeed::replayLine);
    }
  }

  @Test
  void rowsAreAddedScaledAndCompared() {
    SplittableRandom random = TestSeed.random("rows");
    for (int i = 0; i < 2_000; i++) {
      int length = random.nextInt(80);
      int at = random.nextInt(4);
      float scale = (float) random.nextDouble(-2, 2);
      float[] x = floats(random, at + length);
      float[] start = floats(random, length + 2);
      float[] sum = start.clone();
      float[] scaled = start.clone();
      float[] max = start.clone();
      KERNELS.add(x, at, sum, 1, length);
      KERNELS.addScaled(x, at, scale, scaled, 1, length);
      KERNELS.max(x, at, max, 1, length);
      for (int k = 0; k < length; k++) {
        assertEquals(start[1 + k] + x[at + k], sum[1 + k], TestSeed::replayLine);
        assertEquals(start[1 + k] + scale * x[at + k], scaled[1 + k], TestSeed::replayLine);
        assertEquals(Math.max(start[1 + k], x[at + k]), max[1 + k], TestSeed::replayLine);
      }
      assertEquals(start[0], sum[0]);
      assertEquals(start[length + 1], max[length + 1]);
    }
  }

  @Test
  void dotProductsKeepSixteenSums() {
    SplittableRandom random = TestSeed.random("dot");
    for (int i = 0; i < 1_000; i++) {
      int rows = random.nextInt(10);
      int inner = random.nextInt(100);
      int columns = random.nextInt(5);
      int aStride = inner + random.nextInt(3);
      int bStride = inner + random.nextInt(3);
      int outStride = columns + random.nextInt(3);
      int at = random.nextInt(5);
      float[] a = floats(random, at + rows * aStride);
      float[] b = floats(random, at + columns * bStride);
      float[] out = floats(random, at + rows * outStride);
      float[] wanted = out.clone();
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          wanted[at + row * outStride + column] =
              dot(a, at + row * aStride, b, at + column * bStride, inner);
        }
      }
      KERNELS.multiplyTransposed(
          a, at, aStride, b, at, bStride, out, at, outStride, rows, inner, columns);
      assertArrayEquals(wanted, out, TestSeed::replayLine);
    }
  }

  private static float dot(float[] x, int xAt, float[] y, int yAt, int length) {
    float[] sums = new float[16];
    for (int k = 0; k < length; k++) {
      sums[k % 16] += x[xAt + k] * y[yAt + k];
    }
    for (int apart = 8; apart > 0; apart /= 2) {
      for (int lane = 0; lane < apart; lane++) {
        sums[lane] += sums[lane + apart];
      }
    }
    return sums[0];
  }

  @Test
  void theFormIsThatOfTheOtherKernels() {
    assertEquals(Kernels.best().name().startsWith("vector"), KERNELS.name().startsWith("vector"));
  }
}
