package org.tokenlab.tokenizers.internal.simd;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Which kernels those use that are hot from the first byte on, such as scanners: those without
/// vectors until the others have shown to be faster.
///
/// Until the compiler has them, vectors are objects, a thousand times slower; a process that reads
/// little never gets beyond that, and on some processors none does. So nothing happens before they
/// have read 128 MiB: warming up takes a second or more of processor time, and what it saves is one
/// or two nanoseconds a byte. Then a daemon thread runs the vector kernels on a sample, and once
/// they beat the others on it, all take them. If they don't within five seconds, none ever does.
/// Thread-safe.
public final class WarmKernels {
  private static final long BYTES_BEFORE = 128L << 20;
  private static final long MOST_NANOS = 5_000_000_000L;
  private static final int RUNS = 200;
  private static final int BLOCKS = 16;

  private static final ByteRanges RARE = ByteRanges.covering(b -> b == 0 || b > 0xF8);

  private static final AtomicLong SEEN = new AtomicLong();
  private static volatile Kernels chosen = new ScalarKernels();
  private static volatile boolean settled = Kernels.best() instanceof ScalarKernels;

  private WarmKernels() {}

  /// The kernels to use now.
  public static Kernels chosen() {
    return chosen;
  }

  /// Whether the choice will not change any more.
  public static boolean settled() {
    return settled;
  }

  /// So many bytes more have been read.
  public static void read(int bytes) {
    if (!settled && SEEN.get() < BYTES_BEFORE) {
      long before = SEEN.getAndAdd(bytes);
      if (before < BYTES_BEFORE && before + bytes >= BYTES_BEFORE) {
        Thread thread = new Thread(WarmKernels::warmUp, "tokenlab-vector-warm-up");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void warmUp() {
    byte[] sample =
        "Plain text, don't you see: 12,345 lines of it.\r\n\tAnd some für and для and 漢字.\n"
            .repeat(BLOCKS)
            .getBytes(StandardCharsets.UTF_8);
    long[] masks = new long[BLOCKS * ByteMasks.STRIDE];
    Kernels scalar = chosen;
    Kernels vector = Kernels.best();
    long end = System.nanoTime() + MOST_NANOS;
    int[] values = IntStream.range(0, 256).map(i -> i % 3).toArray();
    int wins = 0;
    while (wins < 3 && System.nanoTime() < end) {
      long other = nanos(scalar, sample, masks, values);
      wins = nanos(vector, sample, masks, values) < other ? wins + 1 : 0;
    }
    if (wins == 3) {
      chosen = vector;
    }
    settled = true;
  }

  private static long nanos(Kernels kernels, byte[] sample, long[] masks, int[] values) {
    int[] out = new int[values.length];
    long start = System.nanoTime();
    for (int i = 0; i < RUNS; i++) {
      kernels.byteMasks(sample, i & 15, BLOCKS, (i & 1) == 0, masks);
      kernels.wordStarts(sample, 1 + (i & 15), BLOCKS, masks);
      masks[0] += kernels.select(values, 1, 1, values, 0, values.length - (i & 15), out);
      kernels.gather(values, 1, values, values.length - (i & 15), out);
      masks[0] += kernels.firstOf(RARE, sample, i & 15, sample.length); // else left out
    }
    return System.nanoTime() - start;
  }
}
