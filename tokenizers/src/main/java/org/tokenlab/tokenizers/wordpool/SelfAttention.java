package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;
import org.tokenlab.tokenizers.internal.simd.FloatKernels;

/// Multi-head self-attention over sequences that lie one after the other. Each sees itself alone,
/// so there is no padding and nothing to mask but, where it is causal, what comes later.
final class SelfAttention {
  private static final FloatKernels KERNELS = FloatKernels.best();

  private final Dense in; // queries, keys and values side by side
  private final Dense out;
  private final int heads;
  private final boolean causal;

  SelfAttention(Dense in, Dense out, int heads, boolean causal) {
    this.in = in;
    this.out = out;
    this.heads = heads;
    this.causal = causal;
  }

  /// The outputs for the positions of all sequences.
  ///
  /// @param starts where each sequence starts; the last entry is the number of positions
  float[] apply(float[] x, int[] starts) {
    int width = out.outputs;
    int positions = starts[starts.length - 1];
    float[] all = in.apply(x, 0, positions);
    float[] mixed = new float[positions * width];
    for (int sequence = 0; sequence + 1 < starts.length; sequence++) {
      attend(all, mixed, starts[sequence], starts[sequence + 1] - starts[sequence]);
    }
    return out.apply(mixed, 0, positions);
  }

  private void attend(float[] all, float[] mixed, int start, int length) {
    int width = out.outputs;
    int stride = 3 * width;
    int depth = width / heads;
    float scale = (float) (1 / Math.sqrt(depth));
    float[] keys = new float[depth * length]; // transposed
    float[] scores = new float[length * length];
    for (int head = 0; head < heads; head++) {
      int queryAt = start * stride + head * depth;
      for (int i = 0; i < length; i++) {
        for (int k = 0; k < depth; k++) {
          keys[k * length + i] = all[queryAt + width + i * stride + k];
        }
      }
      Arrays.fill(scores, 0);
      KERNELS.multiplyAdd(
          all, queryAt, stride, keys, 0, length, scores, 0, length, length, depth, length);
      for (int i = 0; i < length; i++) {
        int seen = causal ? i + 1 : length;
        for (int k = i * length; k < i * length + seen; k++) {
          scores[k] *= scale;
        }
        Softmax.apply(scores, i * length, seen);
        Arrays.fill(scores, i * length + seen, (i + 1) * length, 0);
      }
      KERNELS.multiplyAdd(
          scores,
          0,
          length,
          all,
          queryAt + 2 * width,
          stride,
          mixed,
          start * width + head * depth,
          width,
          length,
          length,
          depth);
    }
  }
}
