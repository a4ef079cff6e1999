package org.tokenlab.tokenizers.wordpool;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.simd.FloatKernels;

/// A linear layer: `x · Wᵀ + b`. The weights are kept transposed, `input × output`, so that the
/// kernel runs along outputs and each sum has one order.
final class Dense {
  private static final FloatKernels KERNELS = FloatKernels.best();

  private final float[] transposed;
  private final float @Nullable [] bias;
  final int inputs;
  final int outputs;

  /// @param weight `outputs × inputs`
  Dense(Tensor weight, @Nullable Tensor bias) {
    outputs = weight.shape()[0];
    inputs = weight.shape()[1];
    transposed = new float[inputs * outputs];
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        transposed[in * outputs + out] = weight.values()[out * inputs + in];
      }
    }
    this.bias = bias == null ? null : bias.values();
  }

  /// The outputs of `rows` rows of `x`, by rows.
  float[] apply(float[] x, int at, int rows) {
    float[] out = new float[Math.multiplyExact(rows, outputs)];
    if (bias != null) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(bias, 0, out, row * outputs, outputs);
      }
    }
    KERNELS.multiplyAdd(
        x, at, inputs, transposed, 0, outputs, out, 0, outputs, rows, inputs, outputs);
    return out;
  }
}
