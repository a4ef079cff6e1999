package org.tokenlab.jmh;

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
/// Nothing is timed before the means have been compared with plain sums. [PoolingDjlBenchmark] does
/// the same on DJL.
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
    for (int i = 0; i < WORDS; i++) {
      double sum = 0;
      for (int unit = starts[i]; unit < starts[i + 1]; unit++) {
        sum += vectors[unit * width];
      }
      if (Math.abs(sum / (starts[i + 1] - starts[i]) - means[i * width]) > 1e-5) {
        throw new IllegalStateException("the mean of word " + i + " is wrong");
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
