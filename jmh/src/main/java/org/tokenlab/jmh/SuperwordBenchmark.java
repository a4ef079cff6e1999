package org.tokenlab.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.infra.Blackhole;

/// SuperBPE's released vocabulary of 200,000 on text that was encoded before: ours, without and
/// with the Vector API, and HF's Rust through DJL. One operation encodes all documents; one thread.
///
/// Needs the reference data. The row to read is `bytes`: bytes of UTF-8 a microsecond, which is
/// MB/s.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class SuperwordBenchmark {
  private static final int COMPARED = 2_000_000; // UTF-16 units

  /// A text as [PeerTexts] has it.
  @Param({"english", "languages", "code"})
  public String text = "english";

  /// Size of the text, in bytes of UTF-8. Where there is less, it comes again.
  @Param("3000000")
  public int size = 3_000_000;

  /// Whether it is one document instead of many of 4 KiB.
  @Param("false")
  public boolean whole;

  private List<String> documents = List.of();
  private long utf8Bytes;
  private @Nullable Path folder;
  private JvmEngine.@Nullable Encoder ours;
  private JvmEngine.@Nullable Encoder theirs;

  /// Makes the text, loads both tokenizers, and compares their ids.
  ///
  /// @throws IllegalStateException if they differ, or there is no reference data
  @Setup
  public void load() throws IOException {
    List<String> all = PeerTexts.documents(text, size);
    StringBuilder joined = new StringBuilder();
    for (long bytes = 0; bytes < size; bytes += BenchmarkText.utf8Bytes(all)) {
      all.forEach(joined::append);
    }
    documents = whole ? List.of(joined.toString()) : BenchmarkText.cut(joined, size);
    utf8Bytes = BenchmarkText.utf8Bytes(documents);
    Path made = Files.createTempDirectory("tokenlab-superwords");
    folder = made;
    if (!PeerModels.write("superbpe", made)) {
      throw new IllegalStateException("the vocabulary is in the reference data, which is absent");
    }
    ours = engine("tokenlab-vector", made);
    theirs = engine("djl", made);
    long compared = 0;
    for (int i = 0; i < documents.size() && compared < COMPARED; i++) {
      String document = documents.get(i);
      String part = document.substring(0, Math.min(document.length(), COMPARED));
      if (!Arrays.equals(theirs.encode(part), ours.encode(part))) {
        throw new IllegalStateException("other ids than HF's in document " + i);
      }
      compared += part.length();
    }
  }

  private static JvmEngine.Encoder engine(String name, Path folder) throws IOException {
    return JvmEngine.named(name).load("superbpe", folder).orElseThrow().encoder();
  }

  /// Deletes the model's file.
  @TearDown
  public void delete() throws IOException {
    Path made = Objects.requireNonNull(folder);
    Files.delete(PeerModels.ours("superbpe", made));
    Files.delete(made);
  }

  /// Tokenlab on its scalar kernels.
  @Benchmark
  public void tokenlabScalar(EncodeBenchmark.Encoded encoded, Blackhole sink) {
    for (String document : documents) {
      sink.consume(Objects.requireNonNull(ours).encode(document));
    }
    encoded.bytes += utf8Bytes;
  }

  /// Tokenlab on the Vector API.
  @Benchmark
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dorg.tokenlab.simd=vector"})
  public void tokenlabVector(EncodeBenchmark.Encoded encoded, Blackhole sink) {
    tokenlabScalar(encoded, sink);
  }

  /// HF tokenizers through DJL.
  @Benchmark
  public void huggingFace(EncodeBenchmark.Encoded encoded, Blackhole sink) {
    for (String document : documents) {
      sink.consume(Objects.requireNonNull(theirs).encode(document));
    }
    encoded.bytes += utf8Bytes;
  }
}
