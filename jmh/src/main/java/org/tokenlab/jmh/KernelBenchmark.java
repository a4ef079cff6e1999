package org.tokenlab.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
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
import org.tokenlab.tokenizers.internal.simd.ByteMasks;
import org.tokenlab.tokenizers.internal.simd.ByteRanges;
import org.tokenlab.tokenizers.internal.simd.Kernels;

/// The inner loops that have a vector form, each by itself: [Scalar] and [Vector] run the same
/// methods on the two implementations of [Kernels]. One operation goes through 64 KiB of text,
/// which stay in the second-level cache.
///
/// The row to read is `units`: bytes of UTF-8 a microsecond, which is MB/s; for [#narrowAscii]
/// UTF-16 units, for [#indexOfMin] values, for [#select] and [#gather] indices. That both give the
/// same answers is tested where they are.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class KernelBenchmark {
  private static final int BYTES = 1 << 16;
  private static final int BLOCKS_AT_ONCE = 64;
  private static final int VALUES = 256; // pairs of a piece of some length

  /// `english`, `code`, `languages`, or the path of a UTF-8 file.
  @Param({"english", "languages"})
  public String text = "english";

  private final Kernels kernels = Kernels.best();
  private final ByteRanges digits = ByteRanges.covering(b -> b >= '0' && b <= '9');
  private final byte[] utf8 = new byte[BYTES + ByteMasks.BLOCK];
  private final char[] chars = new char[BYTES];
  private final byte[] narrowed = new byte[BYTES];
  private final long[] masks = new long[BLOCKS_AT_ONCE * ByteMasks.STRIDE];
  private final int[] values = new int[VALUES];
  private final int[] symbols = new int[1 << 14];
  private final int[] places = new int[256];
  private final int[] selected = new int[256];

  /// On plain loops.
  @Fork(value = 1, jvmArgsAppend = "-Dorg.tokenlab.simd=scalar")
  public static class Scalar extends KernelBenchmark {}

  /// On the Vector API.
  @Fork(
      value = 1,
      jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dorg.tokenlab.simd=vector"})
  public static class Vector extends KernelBenchmark {}

  /// Counts what was gone through.
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Seen {
    /// Bytes, UTF-16 units, values or indices.
    public long units;
  }

  /// Makes the text.
  @Setup
  public void load() throws IOException {
    String all = String.join("\n", BenchmarkText.documents(text, 4 * BYTES));
    byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = bytes[i % bytes.length];
    }
    for (int i = 0; i < chars.length; i++) {
      chars[i] = all.charAt(i % all.length());
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(100_000);
    }
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = Math.max(0, random.nextInt(4) - 2);
    }
    for (int i = 0; i < places.length; i++) {
      places[i] = i * (symbols.length / places.length) + random.nextInt(32);
    }
  }

  /// Number of code points.
  @Benchmark
  public int codePoints(Seen seen) {
    seen.units += BYTES;
    return kernels.codePoints(utf8, 0, BYTES);
  }

  /// Number of UTF-16 units.
  @Benchmark
  public int utf16Units(Seen seen) {
    seen.units += BYTES;
    return kernels.utf16Units(utf8, 0, BYTES);
  }

  /// The classes of bytes, for scanners.
  @Benchmark
  public long byteMasks(Seen seen) {
    long sum = 0;
    for (int at = 0; at < BYTES; at += BLOCKS_AT_ONCE * ByteMasks.BLOCK) {
      kernels.byteMasks(utf8, at, BLOCKS_AT_ONCE, /* cased= */ true, masks);
      sum += masks[0];
    }
    seen.units += BYTES;
    return sum;
  }

  /// The starts of words, for superwords.
  @Benchmark
  public long wordStarts(Seen seen) {
    long sum = 0;
    for (int at = 0; at < BYTES; at += BLOCKS_AT_ONCE * ByteMasks.BLOCK) {
      kernels.wordStarts(utf8, at + 1, BLOCKS_AT_ONCE, masks);
      sum += masks[0];
    }
    seen.units += BYTES;
    return sum;
  }

  /// All digits, one after the other.
  @Benchmark
  public int firstOf(Seen seen) {
    int found = 0;
    for (int at = 0; at < BYTES; at++) {
      at = kernels.firstOf(digits, utf8, at, BYTES);
      found++;
    }
    seen.units += BYTES;
    return found;
  }

  /// ASCII characters to bytes; others are passed over one by one.
  @Benchmark
  public int narrowAscii(Seen seen) {
    int narrow = 0;
    for (int at = 0; at < BYTES; at++) {
      int count = kernels.narrowAscii(chars, at, BYTES, narrowed, at);
      narrow += count;
      at += count;
    }
    seen.units += BYTES;
    return narrow;
  }

  /// The places of a pair's left token among those where it stood, three in four, for training.
  @Benchmark
  public int select(Seen seen) {
    seen.units += places.length;
    return kernels.select(symbols, 1, 0, places, 0, places.length, selected);
  }

  /// The tokens behind places, for training.
  @Benchmark
  public int gather(Seen seen) {
    seen.units += places.length;
    kernels.gather(symbols, 1, places, places.length, selected);
    return selected[0];
  }

  /// The smallest of 16 to 256 ranks, for merging.
  @Benchmark
  public int indexOfMin(Seen seen) {
    int sum = 0;
    for (int length = 16; length <= VALUES; length += 16) {
      sum += kernels.indexOfMin(values, length);
      seen.units += length;
    }
    return sum;
  }
}
