package org.tokenlab.jmh;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tokenlab.tokenizers.internal.simd.FloatKernels;
import org.tokenlab.tokenizers.wordpool.WordPooling;

/// Pooling the vectors of 2,000 words' units into one or four vectors a word: in plain Java, and
/// with the Vector API. One operation pools all words. Lengths are 1 to 12 units, as of English
/// words.
///
/// Nothing is timed before every number of all three has been compared with plain sums in double.
/// [PoolingDjlBenchmark] does the same on DJL, on the same vectors and behind the same comparison.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoolingBenchmark {
  static final int WORDS = 2_000;
  static final int QUERIES = 4;
  private static final int LONGEST = 12;

  /// Length of every vector.
  @Param({"64", "512"})
  public int width = 64;

  float[] vectors = new float[0];
  int[] starts = new int[0];
  float[] queries = new float[0];

  /// Makes the words.
  @Setup
  public void make() {
    SplittableRandom random = new SplittableRandom(1);
    starts = new int[WORDS + 1];
    for (int i = 1; i <= WORDS; i++) {
      starts[i] = starts[i - 1] + 1 + random.nextInt(LONGEST);
    }
    vectors = floats(random, starts[WORDS] * width);
    queries = floats(random, QUERIES * width);
    requireMeans(WordPooling.mean(vectors, width, starts));
    requireMaxima(WordPooling.max(vectors, width, starts));
    requireAttention(WordPooling.attention(vectors, width, starts, queries, QUERIES));
  }

  private static float[] floats(SplittableRandom random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextDouble(-1, 1);
    }
    return floats;
  }

  /// Compares with plain sums.
  void requireMeans(float[] means) {
    double[] wanted = new double[WORDS * width];
    for (int word = 0; word < WORDS; word++) {
      int count = starts[word + 1] - starts[word];
      for (int i = 0; i < count * width; i++) {
        wanted[word * width + i % width] += vectors[starts[word] * width + i] / (double) count;
      }
    }
    requireClose("means", wanted, means);
  }

  /// Compares with the largest.
  void requireMaxima(float[] maxima) {
    double[] wanted = new double[WORDS * width];
    Arrays.fill(wanted, Double.NEGATIVE_INFINITY);
    for (int word = 0; word < WORDS; word++) {
      for (int i = starts[word] * width; i < starts[word + 1] * width; i++) {
        int at = word * width + i % width;
        wanted[at] = Math.max(wanted[at], vectors[i]);
      }
    }
    requireClose("maxima", wanted, maxima);
  }

  /// Compares with weighted sums.
  void requireAttention(float[] pooled) {
    double[] wanted = new double[WORDS * QUERIES * width];
    for (int word = 0; word < WORDS; word++) {
      for (int query = 0; query < QUERIES; query++) {
        double[] weights = new double[starts[word + 1] - starts[word]];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
          double score = 0;
          for (int k = 0; k < width; k++) {
            score += (double) queries[query * width + k] * vectors[(starts[word] + i) * width + k];
          }
          weights[i] = Math.exp(score / Math.sqrt(width));
          total += weights[i];
        }
        for (int i = 0; i < weights.length * width; i++) {
          wanted[(word * QUERIES + query) * width + i % width] +=
              weights[i / width] / total * vectors[starts[word] * width + i];
        }
      }
    }
    requireClose("attention", wanted, pooled);
  }

  private static void requireClose(String what, double[] wanted, float[] found) {
    if (wanted.length != found.length) {
      throw new IllegalStateException(
          what + ": wanted " + wanted.length + " numbers; found " + found.length);
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!(Math.abs(wanted[i] - found[i]) <= 1e-5)) {
        throw new IllegalStateException(
            what + ", number " + i + ": wanted " + wanted[i] + "; found " + found[i]);
      }
    }
  }

  private static void requireKernels(String wanted) {
    if (!FloatKernels.best().name().startsWith(wanted)) {
      throw new IllegalStateException("wanted " + wanted + "; got " + FloatKernels.best().name());
    }
  }

  /// Means in plain Java.
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Dorg.tokenlab.simd=scalar")
  public float[] meanScalar() {
    requireKernels("scalar");
    return WordPooling.mean(vectors, width, starts);
  }

  /// Means with the Vector API.
  @Benchmark
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
  public float[] meanVector() {
    requireKernels("vector");
    return WordPooling.mean(vectors, width, starts);
  }

  /// Maxima in plain Java.
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Dorg.tokenlab.simd=scalar")
  public float[] maxScalar() {
    requireKernels("scalar");
    return WordPooling.max(vectors, width, starts);
  }

  /// Maxima with the Vector API.
  @Benchmark
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
  public float[] maxVector() {
    requireKernels("vector");
    return WordPooling.max(vectors, width, starts);
  }

  /// Attention with four queries in plain Java.
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Dorg.tokenlab.simd=scalar")
  public float[] attentionScalar() {
    requireKernels("scalar");
    return WordPooling.attention(vectors, width, starts, queries, QUERIES);
  }

  /// Attention with four queries and the Vector API.
  @Benchmark
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
  public float[] attentionVector() {
    requireKernels("vector");
    return WordPooling.attention(vectors, width, starts, queries, QUERIES);
  }
}
