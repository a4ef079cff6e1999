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
  public String name() {
    return "scalar";
  }
}
