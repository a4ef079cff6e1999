package org.tokenlab.tokenizers.internal.simd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The masks of one block without vectors, from its eight bit planes (Cameron and others, "Parallel
/// Scanning with Bitstream Addition", Euro-Par 2011).
///
/// Plane `k` has bit `k` of all 64 bytes, so that a class of bytes is a few operations on planes.
/// Three rounds of swaps between the eight longs of a block make the planes; in them, byte `8 w +
/// j` of the block has bit `8 j + w`, and only finished masks are put in the order of the text. A
/// third as many operations as with one comparison per class and `long`.
final class BitPlanes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FOURS = 0x0F0F_0F0F_0F0F_0F0FL;
  private static final long TWOS = 0x3333_3333_3333_3333L;
  private static final long ONES = 0x5555_5555_5555_5555L;

  private BitPlanes() {}

  /// Writes planes 0 to 7 of `utf8[at, at + 64)` to `planes[out]` and after.
  static void write(byte[] utf8, int at, long[] planes, int out) {
    long a = (long) LONGS.get(utf8, at);
    long b = (long) LONGS.get(utf8, at + 8);
    long c = (long) LONGS.get(utf8, at + 16);
    long d = (long) LONGS.get(utf8, at + 24);
    long e = (long) LONGS.get(utf8, at + 32);
    long f = (long) LONGS.get(utf8, at + 40);
    long g = (long) LONGS.get(utf8, at + 48);
    long h = (long) LONGS.get(utf8, at + 56);
    long t;
    t = (a >>> 4 ^ e) & FOURS;
    e ^= t;
    a ^= t << 4;
    t = (b >>> 4 ^ f) & FOURS;
    f ^= t;
    b ^= t << 4;
    t = (c >>> 4 ^ g) & FOURS;
    g ^= t;
    c ^= t << 4;
    t = (d >>> 4 ^ h) & FOURS;
    h ^= t;
    d ^= t << 4;
    t = (a >>> 2 ^ c) & TWOS;
    c ^= t;
    a ^= t << 2;
    t = (b >>> 2 ^ d) & TWOS;
    d ^= t;
    b ^= t << 2;
    t = (e >>> 2 ^ g) & TWOS;
    g ^= t;
    e ^= t << 2;
    t = (f >>> 2 ^ h) & TWOS;
    h ^= t;
    f ^= t << 2;
    t = (a >>> 1 ^ b) & ONES;
    b ^= t;
    a ^= t << 1;
    t = (c >>> 1 ^ d) & ONES;
    d ^= t;
    c ^= t << 1;
    t = (e >>> 1 ^ f) & ONES;
    f ^= t;
    e ^= t << 1;
    t = (g >>> 1 ^ h) & ONES;
    h ^= t;
    g ^= t << 1;
    planes[out] = a;
    planes[out + 1] = b;
    planes[out + 2] = c;
    planes[out + 3] = d;
    planes[out + 4] = e;
    planes[out + 5] = f;
    planes[out + 6] = g;
    planes[out + 7] = h;
  }

  /// Puts the masks of a block where its planes stand.
  static void classify(long[] masks, int out, boolean cased) {
    long b0 = masks[out];
    long b1 = masks[out + 1];
    long b2 = masks[out + 2];
    long b3 = masks[out + 3];
    long b4 = masks[out + 4];
    long b5 = masks[out + 5];
    long b6 = masks[out + 6];
    long b7 = masks[out + 7];
    long high = b7;

    // Letters: 0x41 to 0x5A and 0x61 to 0x7A, the lowest five bits 1 to 26.
    long some = b0 | b1 | b2 | b3 | b4;
    long letter = b6 & ~b7 & some & ~(b4 & b3 & (b2 | (b1 & b0)));
    masks[out + ByteMasks.LETTER] = inOrder(letter);
    if (cased) {
      masks[out + ByteMasks.UPPER] = inOrder(letter & ~b5);
    }

    long below64 = ~(b7 | b6);
    long below32 = below64 & ~(b5 | b4);
    masks[out + ByteMasks.DIGIT] = inOrder(below64 & b5 & b4 & ~(b3 & (b2 | b1)));
    long blank = below64 & b5 & ~some;
    long controls = below32 & b3; // 0x08 to 0x0F
    long tabs = controls & (b0 | b1 | b2) & ~(b2 & b1);
    masks[out + ByteMasks.BLANK] = inOrder(blank);
    masks[out + ByteMasks.SPACE] = inOrder(blank | tabs);
    masks[out + ByteMasks.NEWLINE] = inOrder(controls & (b0 ^ b1) & (b0 ^ ~b2));
    long sevens = below64 & b5 & ~b4 & b2 & b1 & b0; // 0x27 and 0x2F
    masks[out + ByteMasks.APOSTROPHE] = inOrder(sevens & ~b3);
    if (cased) {
      masks[out + ByteMasks.SLASH] = inOrder(sevens & b3);
    }
    masks[out + ByteMasks.HIGH] = 0;
    masks[out + ByteMasks.CONTINUATION] = 0;
    if (high != 0) {
      masks[out + ByteMasks.HIGH] = inOrder(high);
      masks[out + ByteMasks.CONTINUATION] = inOrder(b7 & ~b6);
      long lead = b7 & b6;
      long two = lead & ~b5;
      long three = lead & b5 & ~b4;
      long latin = two & ~b4 & ((~b3 & b2) | (b3 & ~b2 & ~(b1 & b0))); // low four bits 4 to 10
      long cyrillic = two & b4 & ~b3 & ~b2 & ~b1;
      long han = three & ((~b3 & b2 & (b1 | b0)) | (b3 & ~b2 & ~b1));
      long hangul = three & b3 & ((b1 & b0 & ~b2) | (b2 & ~b1 & ~b0));
      masks[out + ByteMasks.LETTER_LEAD] = inOrder(latin | cyrillic | han | hangul);
      masks[out + ByteMasks.CASELESS_LEAD] = inOrder(han | hangul);
    }
  }

  /// The mask in the order of the text: an 8×8 matrix of bits is transposed.
  private static long inOrder(long mask) {
    long x = mask;
    long t = (x ^ x >>> 7) & 0x00AA_00AA_00AA_00AAL;
    x ^= t ^ t << 7;
    t = (x ^ x >>> 14) & 0x0000_CCCC_0000_CCCCL;
    x ^= t ^ t << 14;
    t = (x ^ x >>> 28) & 0x0000_0000_F0F0_F0F0L;
    return x ^ t ^ t << 28;
  }
}
