package org.tokenlab.corpora.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the first bytes that are not UTF-8, by table 3-7 of the Unicode Standard.
final class Utf8Check {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
  private static final long NIBBLES_OF_ED = 0x0D0D_0D0D_0D0D_0D0DL;
  private static final long ALL_BUT_HIGH = ~HIGH_BITS; // carries any bit into the highest
  private static final long BITS_ABOVE_C1 = 0x1E1E_1E1E_1E1E_1E1EL;
  private static final long BITS_BELOW_C2 = 0x7E7E_7E7E_7E7E_7E7EL;

  private Utf8Check() {}

  /// Index of the first byte of the first malformed sequence in `bytes[start, end)`, or −1 if all
  /// is well-formed. O(n).
  ///
  /// Eight bytes at a time, each told by its highest bit: see `Utf8.validUpTo` of the tokenizers,
  /// which stand beside this module and not below it.
  static int firstMalformed(byte[] bytes, int start, int end) {
    int i = start;
    long continued = 0; // where bytes must continue characters that began before `i`
    long afterE0 = 0;
    long afterEd = 0;
    while (i + Long.BYTES <= end) {
      long eight = (long) LONGS.get(bytes, i);
      long high = eight & HIGH_BITS;
      if ((high | continued) == 0) {
        i += Long.BYTES;
        continue;
      }
      long bit5 = eight << 2;
      long begins = high & eight << 1;
      long three = begins & bit5;
      long low = eight & LOW_NIBBLES;
      long e0 = three & ~(low + ALL_BUT_HIGH);
      long ed = three & ~((low ^ NIBBLES_OF_ED) + ALL_BUT_HIGH);
      long wrong =
          (high ^ begins ^ (continued | begins << 8 | three << 16))
              | (three & eight << 3)
              | (begins & ~bit5 & ~((eight & BITS_ABOVE_C1) + BITS_BELOW_C2))
              | ((afterE0 | e0 << 8) & ~bit5)
              | ((afterEd | ed << 8) & bit5);
      boolean clear = (wrong & HIGH_BITS) == 0;
      if (!clear) { // or four bytes: one by one
        int passed = i + Long.BYTES;
        i = wellFormedTo(bytes, continued == 0 ? i : beginBefore(bytes, i), passed, end);
        if (i < passed) {
          return i;
        }
      } else {
        i += Long.BYTES;
      }
      continued = clear ? begins >>> 56 | three >>> 48 : 0;
      afterE0 = clear ? e0 >>> 56 : 0;
      afterEd = clear ? ed >>> 56 : 0;
    }
    i = wellFormedTo(bytes, continued == 0 ? i : beginBefore(bytes, i), end, end);
    return i < end ? i : -1;
  }

  /// Goes from character to character up to `to` at least, or the first that is malformed.
  private static int wellFormedTo(byte[] bytes, int from, int to, int end) {
    int i = from;
    while (i < to) {
      int length = wellFormedLength(bytes, i, end);
      if (length < 0) {
        return i;
      }
      i += length;
    }
    return i;
  }

  /// Where the character begins that goes on at `i`.
  private static int beginBefore(byte[] bytes, int i) {
    int begin = i - 1;
    while ((bytes[begin] & 0xC0) == 0x80) {
      begin--;
    }
    return begin;
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
