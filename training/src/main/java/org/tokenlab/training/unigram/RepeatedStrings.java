package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.tokenlab.training.internal.Parallel;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;

/// Finds every string that stands at two places of a text or more, and is followed there by
/// different bytes: the inner nodes of the text's suffix tree, down to a depth.
///
/// Suffixes are put into buckets by their first two bytes, and a bucket is sorted by the next eight
/// bytes, what is equal in these by the eight after them, and so on, until the common part is too
/// long to matter. That is a suffix array cut short: a linear number of passes, at most depth / 8,
/// no recursion, and beside the text 4 bytes a suffix, and 14 a suffix of the largest bucket. The
/// nodes then come out of one scan over the lengths of common prefixes of neighbours (Abouelhoda et
/// al., "Replacing suffix trees with enhanced suffix arrays", 2004).
final class RepeatedStrings {
  /// Bytes of zero that must follow a text.
  static final int PADDING = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int STEP = Long.BYTES;
  private static final int FIRST_DEPTH = 2;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final byte[] text;
  private final int length;
  private final Limits limits;
  private final int[] suffixes;
  private final int[] buckets; // where each pair of first bytes starts in suffixes

  /// What ends a string.
  ///
  /// @param maxLength longest string that matters, in code points
  /// @param stopsAtZero whether nothing matters that stands behind a zero byte, so that all
  ///   suffixes that reach one together are equal; else the bytes behind it tell them apart
  record Limits(int maxLength, boolean stopsAtZero) {}

  /// A text whose parts each end with a zero byte.
  ///
  /// @param text [#PADDING] zeros follow the text
  /// @param length of the text
  RepeatedStrings(byte[] text, int length, Limits limits) {
    this.text = text;
    this.length = length;
    this.limits = limits;
    buckets = new int[(1 << 16) + 1];
    for (int at = 0; at < length; at++) {
      if (startsString(at)) {
        buckets[firstBytes(at) + 1]++;
      }
    }
    for (int b = 0; b < 1 << 16; b++) {
      buckets[b + 1] += buckets[b];
    }
    suffixes = new int[buckets[1 << 16]];
    int[] next = buckets.clone();
    for (int at = 0; at < length; at++) {
      if (startsString(at)) {
        suffixes[next[firstBytes(at)]++] = at;
      }
    }
  }

  private boolean startsString(int at) {
    return text[at] != 0 && (text[at] & 0xC0) != 0x80;
  }

  private int firstBytes(int at) {
    return (text[at] & 0xFF) << 8 | (text[at + 1] & 0xFF);
  }

  /// Sees what a bucket holds, sorted: suffix `i` shares `common[i]` bytes with the one before it;
  /// `common[0]` is 0. Past the limits, `common` is that of the first eight-byte step that passes
  /// them.
  @FunctionalInterface
  interface BucketVisitor<W> {
    void bucket(W worker, int[] suffixes, int size, short[] common);
  }

  /// Shows all buckets, largest first, on several threads.
  <W> List<W> forEachBucket(int threads, Supplier<W> newWorker, BucketVisitor<W> visitor) {
    long[] order = new long[1 << 16];
    int count = 0;
    for (int b = 0; b < 1 << 16; b++) {
      long size = (long) buckets[b + 1] - buckets[b];
      if (size > 0 && (b & 0xFF) != 0) {
        order[count++] = size << 16 | b;
      }
    }
    Arrays.sort(order, 0, count);
    int last = count - 1;
    return Parallel.run(
            count,
            threads,
            () -> new Sorter<>(newWorker.get()),
            (sorter, task) -> {
              int bucket = (int) order[last - task] & 0xFFFF;
              int size = sorter.sort(buckets[bucket], buckets[bucket + 1]);
              visitor.bucket(sorter.worker, sorter.sorted, size, sorter.common);
            })
        .stream()
        .map(sorter -> sorter.worker)
        .toList();
  }

  /// Sorts buckets, one at a time.
  private final class Sorter<W> {
    final W worker;
    int[] sorted = {};
    short[] common = {};
    private long[] keys = {};
    private final IntArrayList open = new IntArrayList(); // from, to, depth

    Sorter(W worker) {
      this.worker = worker;
    }

    int sort(int from, int to) {
      int size = to - from;
      if (keys.length < size) {
        sorted = new int[size];
        common = new short[size];
        keys = new long[size];
      }
      System.arraycopy(suffixes, from, sorted, 0, size);
      common[0] = 0;
      push(0, size, FIRST_DEPTH);
      while (!open.isEmpty()) {
        int depth = open.popInt();
        int end = open.popInt();
        int start = open.popInt();
        sortStep(start, end, depth);
      }
      return size;
    }

    private void push(int from, int to, int depth) {
      open.push(from);
      open.push(to);
      open.push(depth);
    }

    private void sortStep(int from, int to, int depth) {
      for (int i = from; i < to; i++) {
        keys[i] = key(sorted[i], depth);
      }
      KeySort.sort(keys, sorted, from, to);
      int same = from; // start of the suffixes whose keys are equal to the present one
      for (int i = from + 1; i <= to; i++) {
        long differing = i < to ? keys[i] ^ keys[i - 1] : -1;
        if (differing == 0) {
          continue;
        }
        if (i - same > 1) {
          close(same, i, depth, keys[same]);
        }
        if (i < to) {
          common[i] = (short) (depth + (Long.numberOfLeadingZeros(differing) >>> 3));
        }
        same = i;
      }
    }

    /// Deals with suffixes that are equal up to `depth` + 8.
    private void close(int from, int to, int depth, long key) {
      int zero = firstZero(key);
      int end = depth + STEP;
      // A zero at the end may still be the end of a string.
      boolean passed = limits.stopsAtZero() ? zero < STEP : zero < STEP - 1;
      if (!passed && !isHopeless(sorted[from], end)) {
        push(from, to, end);
        return;
      }
      int shared = limits.stopsAtZero() && zero < STEP ? depth + zero + 1 : end;
      Arrays.fill(common, from + 1, to, (short) shared);
    }
  }

  private long key(int suffix, int depth) {
    int at = suffix + depth;
    if (at > length) {
      return 0;
    }
    long key = (long) LONGS.get(text, at);
    if (limits.stopsAtZero()) {
      int zero = firstZero(key);
      return zero == STEP ? key : zero == 0 ? 0 : key & (-1L << (64 - 8 * zero));
    }
    return key;
  }

  /// Index of the first zero byte, or 8.
  private static int firstZero(long key) {
    // Exact for the lowest zero byte of the reversed key, which is the first one.
    long reversed = Long.reverseBytes(key);
    long zeros = reversed - ONES & ~reversed & HIGH_BITS;
    return Long.numberOfTrailingZeros(zeros) >>> 3;
  }

  /// Whether no string that starts with the first `bytes` of a suffix matters: it has too many code
  /// points, or a `▁` inside.
  private boolean isHopeless(int suffix, int bytes) {
    int end = Math.min(length, suffix + bytes);
    int allowed = limits.maxLength() + 1; // one more, for a zero at the end does not count
    for (int at = suffix; at < end; at++) {
      allowed -= (text[at] & 0xC0) != 0x80 ? 1 : 0;
      if (allowed < 0 || (at > suffix && MarkedWords.isMark(text, at, end))) {
        return true;
      }
    }
    return false;
  }
}
