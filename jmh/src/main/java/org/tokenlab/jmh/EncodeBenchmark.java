package org.tokenlab.jmh;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.Blackhole;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// Text to ids: ours without and with the Vector API, and jtokkit. One operation encodes all
/// documents of the text.
///
/// The row to read is `bytes`: bytes of UTF-8 a microsecond, which is MB/s (10⁶ bytes a second).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncodeBenchmark {
  /// `english`, `code`, `languages`, or the path of a UTF-8 file.
  @Param({"english", "code", "languages"})
  public String text = "english";

  /// Whose vocabulary: a name that both sides know.
  @Param({"cl100k_base", "o200k_base"})
  public String tokenizer = "cl100k_base";

  /// Size of the text, in bytes of UTF-8; less if the text is shorter.
  @Param("5000000")
  public int size = 5_000_000;

  private List<String> documents = List.of();
  private long utf8Bytes;
  private @Nullable Tokenizer ours;
  private @Nullable Encoding theirs;

  /// Counts what was encoded.
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Encoded {
    /// Bytes of UTF-8.
    public long bytes;
  }

  /// Makes the text and loads both tokenizers.
  @Setup
  public void load() throws IOException {
    documents = BenchmarkText.documents(text, size);
    utf8Bytes = BenchmarkText.utf8Bytes(documents);
    ours = Tokenizers.named(tokenizer);
    theirs = Encodings.newLazyEncodingRegistry().getEncoding(tokenizer).orElseThrow();
  }

  /// Tokenlab on its scalar kernels.
  @Benchmark
  public void tokenlabScalar(Encoded encoded, Blackhole sink) {
    for (String document : documents) {
      sink.consume(ourIds(document));
    }
    encoded.bytes += utf8Bytes;
  }

  /// Tokenlab on the Vector API.
  @Benchmark
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dorg.tokenlab.simd=vector"})
  public void tokenlabVector(Encoded encoded, Blackhole sink) {
    tokenlabScalar(encoded, sink);
  }

  /// jtokkit, special tokens read as ordinary text as on our side.
  @Benchmark
  public void jtokkit(Encoded encoded, Blackhole sink) {
    for (String document : documents) {
      sink.consume(theirIds(document));
    }
    encoded.bytes += utf8Bytes;
  }

  List<String> documents() {
    return documents;
  }

  int[] ourIds(String document) {
    return Objects.requireNonNull(ours).encodeOrdinary(document);
  }

  int[] theirIds(String document) {
    return Objects.requireNonNull(theirs).encodeOrdinary(document).toArray();
  }
}
