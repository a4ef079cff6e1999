package org.tokenlab.tokenizers.wordpool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.internal.simd.FloatKernels;
import org.tokenlab.tokenizers.internal.simd.ScalarFloatKernels;

/// Pooling in this process's mode (the build runs it in scalar, 128-, 256- and 512-bit mode)
/// against the scalar kernels, bit by bit, and against plain sums in double.
final class WordPoolingTest {
  private static final FloatKernels SCALAR = new ScalarFloatKernels();

  @SuppressWarnings("ArrayRecordComponent") // what pooling takes
  private record Input(float[] vectors, int width, int[] starts) {
    static Input random(SplittableRandom random) {
      int width = 1 + random.nextInt(70);
      int[] starts = new int[1 + random.nextInt(6)];
      for (int i = 1; i < starts.length; i++) {
        starts[i] = starts[i - 1] + 1 + random.nextInt(9);
      }
      return new Input(floats(random, starts[starts.length - 1] * width), width, starts);
    }
  }

  private static float[] floats(SplittableRandom random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextDouble(-2, 2);
    }
    return floats;
  }

  @Test
  void meansAndMaximaAreThoseOfTheRows() {
    SplittableRandom random = TestSeed.random("pooling");
    for (int i = 0; i < 1_000; i++) {
      Input in = Input.random(random);
      float[] mean = WordPooling.mean(in.vectors, in.width, in.starts);
      float[] max = WordPooling.max(in.vectors, in.width, in.starts);
      assertArrayEquals(WordPooling.mean(SCALAR, in.vectors, in.width, in.starts), mean);
      assertArrayEquals(WordPooling.max(SCALAR, in.vectors, in.width, in.starts), max);
      for (int row = 0; row + 1 < in.starts.length; row++) {
        for (int k = 0; k < in.width; k++) {
          double sum = 0;
          float largest = Float.NEGATIVE_INFINITY;
          for (int unit = in.starts[row]; unit < in.starts[row + 1]; unit++) {
            sum += in.vectors[unit * in.width + k];
            largest = Math.max(largest, in.vectors[unit * in.width + k]);
          }
          assertEquals(sum / (in.starts[row + 1] - in.starts[row]), mean[row * in.width + k], 1e-5);
          assertEquals(largest, max[row * in.width + k], 0);
        }
      }
    }
  }

  @Test
  void attentionIsTheWeightedSumOfTheRow() {
    SplittableRandom random = TestSeed.random("attention");
    for (int i = 0; i < 500; i++) {
      Input in = Input.random(random);
      int p = 1 + random.nextInt(4);
      float[] queries = floats(random, p * in.width);
      float[] pooled = WordPooling.attention(in.vectors, in.width, in.starts, queries, p);
      assertArrayEquals(
          WordPooling.attention(SCALAR, in.vectors, in.width, in.starts, queries, p), pooled);
      for (int row = 0; row + 1 < in.starts.length; row++) {
        for (int query = 0; query < p; query++) {
          requireWeightedSum(in, row, queries, query, pooled, (row * p + query) * in.width);
        }
      }
    }
  }

  private static void requireWeightedSum(
      Input in, int row, float[] queries, int query, float[] pooled, int at) {
    double[] sums = new double[in.width];
    double total = 0;
    for (int unit = in.starts[row]; unit < in.starts[row + 1]; unit++) {
      double score = 0;
      for (int k = 0; k < in.width; k++) {
        score += (double) queries[query * in.width + k] * in.vectors[unit * in.width + k];
      }
      double weight = Math.exp(score / Math.sqrt(in.width));
      total += weight;
      for (int k = 0; k < in.width; k++) {
        sums[k] += weight * in.vectors[unit * in.width + k];
      }
    }
    for (int k = 0; k < in.width; k++) {
      assertEquals(sums[k] / total, pooled[at + k], 1e-4, TestSeed::replayLine);
    }
  }

  @Test
  void inputOfAnotherSizeIsRefused() {
    float[] six = new float[6];
    assertThrows(IllegalArgumentException.class, () -> WordPooling.mean(six, 2, new int[] {0, 4}));
    IllegalArgumentException empty =
        assertThrows(
            IllegalArgumentException.class, () -> WordPooling.max(six, 2, new int[] {0, 0, 3}));
    assertTrue(String.valueOf(empty.getMessage()).contains("row 0"));
    assertThrows(
        IllegalArgumentException.class,
        () -> WordPooling.attention(six, 2, new int[] {0, 3}, six, 2));
    assertEquals(0, WordPooling.mean(six, 2, new int[] {0}).length);
  }
}
