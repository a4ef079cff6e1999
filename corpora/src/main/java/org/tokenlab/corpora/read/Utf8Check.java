package org.tokenlab.corpora.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the first bytes that are not UTF-8, by table 3-7 of the Unicode Standard.
final class Utf8Check {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8Check() {}

  /// Index of the first byte of the first malformed sequence in `bytes[start, end)`, or −1 if all
  /// is well-formed. O(n).
  static int firstMalformed(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      if (i + Long.BYTES <= end && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
        continue;
      }
      int length = wellFormedLength(bytes, i, end);
      if (length < 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /// The bytes from `at` up to the one that can't follow: what an error message shows.
  static int evidenceEnd(byte[] bytes, int at, int end) {
    return Math.min(end, at - wellFormedLength(bytes, at, end));
  }

  /// Length of the well-formed sequence at `at`; or, negated, the number of bytes up to and with
  /// the offending one.
  private static int wellFormedLength(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return -1;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (int k = 1; k < length; k++) {
      if (at + k >= end) {
        return -(k + 1);
      }
      int next = bytes[at + k] & 0xFF;
      if (next < low || next > high) {
        return -(k + 1);
      }
      low = 0x80;
      high = 0xBF;
    }
    return length;
  }
}
