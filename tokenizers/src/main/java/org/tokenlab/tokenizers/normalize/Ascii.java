package org.tokenlab.tokenizers.normalize;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds where ASCII ends, eight bytes at a time.
final class Ascii {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Ascii() {}

  /// Index of the first byte of `bytes[from, to)` that is not ASCII, or `to`.
  static int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long high = (long) LONGS.get(bytes, at) & HIGH_BITS;
      if (high != 0) {
        return at + (Long.numberOfTrailingZeros(high) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }
}
