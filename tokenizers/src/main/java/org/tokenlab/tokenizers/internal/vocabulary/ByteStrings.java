package org.tokenlab.tokenizers.internal.vocabulary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Hash and equality of short stretches of byte arrays: what a look-up in a vocabulary comes down
/// to.
///
/// Tokens have some six bytes and any number of them, so that a loop over what is left of eight
/// ends at another place each time, which no processor foresees. One load of eight bytes and a
/// shift has no such end; it reads beyond the stretch, never beyond the array.
public final class ByteStrings {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private ByteStrings() {}

  /// A hash of `bytes[from, to)` whose upper 32 bits are well mixed.
  ///
  /// Compiled models hold tables made with it: another hash is another version of their format.
  public static long hash(byte[] bytes, int from, int to) {
    long hash = (to - from) * MULTIPLIER;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = (hash ^ (long) LITTLE.get(bytes, i)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return (hash ^ tail(bytes, i, to)) * MULTIPLIER;
  }

  /// The up to seven bytes `bytes[from, to)` as a number, the first one highest.
  private static long tail(byte[] bytes, int from, int to) {
    if (from + Long.BYTES <= bytes.length) {
      // Two shifts, for one by 64 would be none.
      return (long) BIG.get(bytes, from) >>> 1 >>> (63 - (to - from) * Byte.SIZE);
    }
    long tail = 0;
    for (int i = from; i < to; i++) {
      tail = (tail << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return tail;
  }

  /// Whether `left[leftFrom, leftTo)` and `right[rightFrom, rightTo)` are the same.
  public static boolean equal(
      byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
    int length = leftTo - leftFrom;
    if (length != rightTo - rightFrom) {
      return false;
    }
    if (length > Long.BYTES
        || leftFrom + Long.BYTES > left.length
        || rightFrom + Long.BYTES > right.length) {
      return Arrays.equals(left, leftFrom, leftTo, right, rightFrom, rightTo);
    }
    long difference = (long) BIG.get(left, leftFrom) ^ (long) BIG.get(right, rightFrom);
    return length == 0 || difference >>> (Long.SIZE - length * Byte.SIZE) == 0;
  }
}
