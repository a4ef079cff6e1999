package org.tokenlab.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Text to pieces and nothing more: one by one, 64 bytes at a time in plain Java, and with the
/// Vector API. One operation splits all documents of the text.
///
/// The row to read is `bytes`: bytes of UTF-8 a microsecond, which is MB/s (10⁶ bytes a second).
/// Nothing is timed before all documents have been split alike both ways.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScanBenchmark {
  // Scanners look at whole blocks only if a batch has room for many pieces.
  private static final int SMALL_BATCH = 64;
  private static final int BATCH = 1024;

  /// `english`, `code`, `languages`, or the path of a UTF-8 file.
  @Param({"english", "code", "languages"})
  public String text = "english";

  /// The pattern, by its id.
  @Param({"gpt2", "cl100k", "o200k", "qwen2", "qwen35", "tekken", "kimi_k2"})
  public String pattern = "cl100k";

  /// Size of the text, in bytes of UTF-8; less if the text is shorter.
  @Param("5000000")
  public int size = 5_000_000;

  private byte[][] documents = new byte[0][];
  private long utf8Bytes;
  private Splitter splitter = SplitPattern.CL100K.preTokenizer();
  private final int[] ends = new int[BATCH];
  private final int[] fewEnds = new int[SMALL_BATCH];

  /// Counts what was split.
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Split {
    /// Bytes of UTF-8.
    public long bytes;
  }

  /// Makes the text, and compares both ways of splitting it.
  @Setup
  public void load() throws IOException {
    List<String> strings = BenchmarkText.documents(text, size);
    utf8Bytes = BenchmarkText.utf8Bytes(strings);
    documents =
        strings.stream().map(d -> d.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    splitter = SplitPattern.byId(pattern).orElseThrow().preTokenizer();
    for (byte[] document : documents) {
      if (!Arrays.equals(allEnds(document, fewEnds), allEnds(document, ends))) {
        throw new IllegalStateException(pattern + " splits a document of " + text + " in two ways");
      }
    }
  }

  int[] allEnds(byte[] document, int[] batch) {
    int[] all = new int[document.length];
    int count = 0;
    for (int at = 0; at < document.length; at = all[count - 1]) {
      int found = splitter.split(document, at, document.length, batch);
      System.arraycopy(batch, 0, all, count, found);
      count += found;
    }
    return Arrays.copyOf(all, count);
  }

  /// One piece after the other, as the rules are written down.
  @Benchmark
  public long scalar(Split split) {
    return pieces(fewEnds, split);
  }

  /// 64 bytes at a time, on bits in a `long`.
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Dorg.tokenlab.simd=scalar")
  public long blocks(Split split) {
    return pieces(ends, split);
  }

  /// 64 bytes at a time, their classes found by vectors.
  @Benchmark
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dorg.tokenlab.simd=vector"})
  public long blocksVector(Split split) {
    return pieces(ends, split);
  }

  private long pieces(int[] batch, Split split) {
    long pieces = 0;
    for (byte[] document : documents) {
      for (int at = 0; at < document.length; ) {
        int found = splitter.split(document, at, document.length, batch);
        pieces += found;
        at = batch[found - 1];
      }
    }
    split.bytes += utf8Bytes;
    return pieces;
  }
}
