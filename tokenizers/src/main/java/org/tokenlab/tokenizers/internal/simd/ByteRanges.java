package org.tokenlab.tokenizers.internal.simd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The masks of one block without vectors: eight bytes at a time in a `long`.
///
/// With the high bits cleared, adding `0x80 - t` to each byte sets a byte's high bit where it is at
/// least `t`, without a carry into the next; a range is two such sums. The eight high bits are then
/// gathered by one multiplication.
final class ByteRanges {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;
  private static final long GATHER = 0x0002_0408_1020_4081L;

  private ByteRanges() {}

  static void masks(byte[] utf8, int at, long[] masks, int out) {
    long letter = 0;
    long digit = 0;
    long space = 0;
    long newline = 0;
    long blank = 0;
    long apostrophe = 0;
    long high = 0;
    long continuation = 0;
    for (int i = 0; i < ByteMasks.BLOCK; i += Long.BYTES) {
      long bytes = (long) LONGS.get(utf8, at + i);
      long low = bytes & ~HIGHS;
      long ascii = ~bytes & HIGHS;
      long folded = low | ONES * 0x20;
      letter |= gathered(atLeast(folded, 'a') & ~atLeast(folded, 'z' + 1) & ascii) << i;
      digit |= gathered(atLeast(low, '0') & ~atLeast(low, '9' + 1) & ascii) << i;
      long blanks = atLeast(low, ' ') & ~atLeast(low, ' ' + 1) & ascii;
      blank |= gathered(blanks) << i;
      long afterReturn = atLeast(low, '\r' + 1);
      long tabs = atLeast(low, '\t') & ~afterReturn & ascii;
      space |= gathered(tabs | blanks) << i;
      // White space but the space is rare enough in a long to ask first.
      if (tabs != 0) {
        long feeds = atLeast(low, '\n') & ~atLeast(low, '\n' + 1);
        newline |= gathered((feeds | atLeast(low, '\r') & ~afterReturn) & ascii) << i;
      }
      apostrophe |= gathered(atLeast(low, '\'') & ~atLeast(low, '\'' + 1) & ascii) << i;
      if (ascii != HIGHS) {
        high |= gathered(bytes & HIGHS) << i;
        continuation |= gathered(bytes & ~(bytes << 1) & HIGHS) << i;
      }
    }
    masks[out + ByteMasks.LETTER] = letter;
    masks[out + ByteMasks.DIGIT] = digit;
    masks[out + ByteMasks.SPACE] = space;
    masks[out + ByteMasks.NEWLINE] = newline;
    masks[out + ByteMasks.BLANK] = blank;
    masks[out + ByteMasks.APOSTROPHE] = apostrophe;
    masks[out + ByteMasks.HIGH] = high;
    masks[out + ByteMasks.CONTINUATION] = continuation;
  }

  static void caseMasks(byte[] utf8, int at, long[] masks, int out) {
    long upper = 0;
    long slash = 0;
    for (int i = 0; i < ByteMasks.BLOCK; i += Long.BYTES) {
      long bytes = (long) LONGS.get(utf8, at + i);
      long low = bytes & ~HIGHS;
      long ascii = ~bytes & HIGHS;
      upper |= gathered(atLeast(low, 'A') & ~atLeast(low, 'Z' + 1) & ascii) << i;
      slash |= gathered(atLeast(low, '/') & ~atLeast(low, '/' + 1) & ascii) << i;
    }
    masks[out + ByteMasks.UPPER] = upper;
    masks[out + ByteMasks.SLASH] = slash;
  }

  /// High bits where the byte, less than 0x80, is at least `threshold`, less than 0x80 too.
  private static long atLeast(long low, int threshold) {
    return low + ONES * (0x80 - threshold);
  }

  /// The high bits of the eight bytes, all else being 0, as one byte.
  private static long gathered(long highBits) {
    return (highBits * GATHER) >>> 56;
  }
}
