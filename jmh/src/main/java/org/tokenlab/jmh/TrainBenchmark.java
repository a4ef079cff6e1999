package org.tokenlab.jmh;

import java.io.IOException;
import java.util.List;
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
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.BpeTraining;

/// Text to a BPE model: counting and merging together, in milliseconds a run.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(1)
public class TrainBenchmark {
  /// `english`, `code`, `languages`, or the path of a UTF-8 file.
  @Param({"english", "code", "languages"})
  public String text = "english";

  /// Number of tokens wanted, the 256 bytes included.
  @Param("32000")
  public int vocabularySize = 32_000;

  /// Size of the text, in bytes of UTF-8; less if the text is shorter.
  @Param("5000000")
  public int size = 5_000_000;

  /// Threads that count; merging has one.
  @Param({"1", "2"})
  public int threads = 1;

  private List<String> documents = List.of();

  /// Makes the text.
  @Setup
  public void load() throws IOException {
    documents = BenchmarkText.documents(text, size);
  }

  /// Tokenlab on its scalar kernels.
  @Benchmark
  public BpeTraining tokenlabScalar() {
    return train();
  }

  /// Tokenlab on the Vector API.
  @Benchmark
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dorg.tokenlab.simd=vector"})
  public BpeTraining tokenlabVector() {
    return train();
  }

  BpeTraining train() {
    return BpeTrainer.builder(vocabularySize)
        .pattern(SplitPattern.CL100K)
        .threads(threads)
        .build()
        .train(documents.iterator());
  }
}
