package org.tokenlab.tokenizers.internal.simd;

/// The kernels in plain Java: the reference for [VectorKernels], and what runs without the Vector
/// API.
public final class ScalarKernels implements Kernels {
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
  public String name() {
    return "scalar";
  }
}
