package org.tokenlab.tokenizers.internal.simd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The kernels in plain Java: the reference for [VectorKernels], and what runs without the Vector
/// API.
public final class ScalarKernels implements Kernels {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F * ONES;
  private static final long HIGH_BITS = ONES << 7;
  private static final long GATHER = 0x0002_0408_1020_4081L; // bits 7, 15, ... 63 to bits 56 to 63
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// The scalar kernels.
  public ScalarKernels() {}

  @Override
  public int codePoints(byte[] utf8, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += utf8[i] > (byte) 0xBF ? 1 : 0; // as signed bytes, 0x80–0xBF are the smallest 64
    }
    return count;
  }

  @Override
  public int utf16Units(byte[] utf8, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      byte b = utf8[i];
      count += b > (byte) 0xBF ? 1 : 0;
      count += b >= (byte) 0xF0 && b < 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public int indexOfMin(int[] values, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      if (values[i] < values[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public void byteMasks(byte[] utf8, int from, int blocks, boolean cased, long[] masks) {
    for (int block = 0; block < blocks; block++) {
      int out = block * ByteMasks.STRIDE;
      BitPlanes.write(utf8, from + block * ByteMasks.BLOCK, masks, out);
      BitPlanes.classify(masks, out, cased);
    }
  }

  @Override
  public int narrowAscii(char[] chars, int from, int to, byte[] out, int at) {
    int i = from;
    int o = at;
    // Four at a time: a processor has them in flight at once.
    for (; i + 4 <= to; i += 4, o += 4) {
      char a = chars[i];
      char b = chars[i + 1];
      char c = chars[i + 2];
      char d = chars[i + 3];
      if ((a | b | c | d) >= 0x80) {
        break;
      }
      out[o] = (byte) a;
      out[o + 1] = (byte) b;
      out[o + 2] = (byte) c;
      out[o + 3] = (byte) d;
    }
    for (; i < to && chars[i] < 0x80; i++) {
      out[o++] = (byte) chars[i];
    }
    return i - from;
  }

  @Override
  public int firstOf(ByteRanges bytes, byte[] utf8, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes.contains(utf8[i])) {
        return i;
      }
    }
    return to;
  }

  @Override
  public void wordStarts(byte[] utf8, int from, int blocks, long[] masks) {
    for (int block = 0; block < blocks; block++) {
      int at = from + block * ByteMasks.BLOCK;
      long space = 0;
      long letter = 0;
      for (int i = 0; i < ByteMasks.BLOCK; i += Long.BYTES) {
        long bytes = (long) LONGS.get(utf8, at + i);
        space |= ((spaces(bytes) * GATHER) >>> 56) << i;
        letter |= ((letters(bytes) * GATHER) >>> 56) << i;
      }
      masks[block] = ByteMasks.rises(utf8[at - 1], space, letter);
    }
  }

  /// The highest bit of each byte that is a space.
  private static long spaces(long bytes) {
    long others = bytes ^ ' ' * ONES;
    return ~(((others & LOW_BITS) + LOW_BITS) | others) & HIGH_BITS;
  }

  /// The highest bit of each byte that is a letter for [#wordStarts].
  private static long letters(long bytes) {
    long low = bytes & LOW_BITS;
    long digit = (low + (0x80 - '0') * ONES) & ~(low + (0x7F - '9') * ONES);
    long lower = low | 0x20 * ONES;
    long letter = (lower + (0x80 - 'a') * ONES) & ~(lower + (0x7F - 'z') * ONES);
    return (bytes | digit | letter) & HIGH_BITS;
  }

  @Override
  public int select(
      int[] values, int offset, int wanted, int[] indices, int from, int to, int[] selected) {
    return select(values, offset, wanted, indices, from, to, selected, 0);
  }

  /// Behind `before` that have been selected.
  int select(
      int[] values,
      int offset,
      int wanted,
      int[] indices,
      int from,
      int to,
      int[] selected,
      int before) {
    int count = before;
    for (int i = from; i < to; i++) {
      int index = indices[i];
      selected[count] = index;
      count += values[index + offset] == wanted ? 1 : 0;
    }
    return count;
  }

  @Override
  public void gather(int[] values, int offset, int[] indices, int count, int[] gathered) {
    gather(values, offset, indices, 0, count, gathered);
  }

  /// From an index on.
  void gather(int[] values, int offset, int[] indices, int from, int to, int[] gathered) {
    for (int i = from; i < to; i++) {
      gathered[i] = values[indices[i] + offset];
    }
  }

  @Override
  public String name() {
    return "scalar";
  }
}
