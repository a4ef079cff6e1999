package org.tokenlab.jmh;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What [PoolingBenchmark] does, on DJL: the same vectors as a padded array of words × longest ×
/// width that is already the engine's, with a mask; results stay the engine's, too. One thread.
///
/// Needs DJL's PyTorch engine in front of the class path, as `./tokenlab train wordpool` fetches
/// it: `java -cp 'target/tokenlab-torch/*:jmh/target/benchmarks.jar' org.openjdk.jmh.Main
/// PoolingDjl`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Dai.djl.pytorch.num_threads=1",
      "-Dai.djl.offline=true",
      "--enable-native-access=ALL-UNNAMED"
    })
public class PoolingDjlBenchmark {
  private static final float HIDDEN = -1e9f;

  /// Length of every vector.
  @Param({"64", "512"})
  public int width = 64;

  private NDManager manager;
  private NDArray padded;
  private NDArray counts;
  private NDArray hidden; // 0 where a unit is, very negative behind a word's end
  private NDArray queries;

  /// Makes the words, and compares all results.
  @Setup
  public void make() {
    if (!Engine.hasEngine("PyTorch")) {
      throw new IllegalStateException(
          "DJL's PyTorch engine (ai.djl.pytorch:pytorch-engine:0.36.0 and its natives) is not on the"
              + " class path");
    }
    manager = Engine.getEngine("PyTorch").newBaseManager();
    PoolingBenchmark words = new PoolingBenchmark();
    words.width = width;
    words.make();
    int longest = 0;
    for (int i = 0; i < PoolingBenchmark.WORDS; i++) {
      longest = Math.max(longest, words.starts[i + 1] - words.starts[i]);
    }
    float[] cells = new float[PoolingBenchmark.WORDS * longest * width];
    float[] mask = new float[PoolingBenchmark.WORDS * longest];
    float[] lengths = new float[PoolingBenchmark.WORDS];
    for (int i = 0; i < PoolingBenchmark.WORDS; i++) {
      int count = words.starts[i + 1] - words.starts[i];
      System.arraycopy(
          words.vectors, words.starts[i] * width, cells, i * longest * width, count * width);
      Arrays.fill(mask, i * longest + count, (i + 1) * longest, HIDDEN);
      lengths[i] = count;
    }
    padded = manager.create(cells, new Shape(PoolingBenchmark.WORDS, longest, width));
    hidden = manager.create(mask, new Shape(PoolingBenchmark.WORDS, longest, 1));
    counts = manager.create(lengths, new Shape(PoolingBenchmark.WORDS, 1));
    queries = manager.create(words.queries, new Shape(PoolingBenchmark.QUERIES, width));
    words.requireMeans(means().toFloatArray());
    words.requireMaxima(maxima().toFloatArray());
    words.requireAttention(attended().toFloatArray());
  }

  /// Frees the engine's memory.
  @TearDown
  public void free() {
    manager.close();
  }

  /// Means: cells behind a word's end are 0.
  @Benchmark
  public long mean() {
    try (NDManager call = manager.newSubManager()) {
      call.tempAttachAll(padded, counts);
      return means().size();
    }
  }

  /// Maxima.
  @Benchmark
  public long max() {
    try (NDManager call = manager.newSubManager()) {
      call.tempAttachAll(padded, hidden);
      return maxima().size();
    }
  }

  /// Attention with four queries.
  @Benchmark
  public long attention() {
    try (NDManager call = manager.newSubManager()) {
      call.tempAttachAll(padded, hidden, queries);
      return attended().size();
    }
  }

  private NDArray means() {
    return padded.sum(new int[] {1}).div(counts);
  }

  private NDArray maxima() {
    return padded.add(hidden).max(new int[] {1});
  }

  private NDArray attended() {
    NDArray scores = padded.matMul(queries.transpose()).div((float) Math.sqrt(width)).add(hidden);
    return scores.softmax(1).transpose(0, 2, 1).matMul(padded);
  }
}
