package org.tokenlab.tokenizers.wordpool;

/// Layer normalisation, with PyTorch's ε of 1e-5; sums are taken in double.
final class LayerNorm {
  private static final double EPSILON = 1e-5;

  private final float[] weight;
  private final float[] bias;

  LayerNorm(Tensor weight, Tensor bias) {
    this.weight = weight.values();
    this.bias = bias.values();
  }

  /// The normalised rows of `x`; a new array.
  float[] apply(float[] x, int rows) {
    int width = weight.length;
    float[] out = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      double sum = 0;
      for (int i = 0; i < width; i++) {
        sum += x[at + i];
      }
      double mean = sum / width;
      double squares = 0;
      for (int i = 0; i < width; i++) {
        squares += (x[at + i] - mean) * (x[at + i] - mean);
      }
      double scale = 1 / Math.sqrt(squares / width + EPSILON);
      for (int i = 0; i < width; i++) {
        out[at + i] = (float) ((x[at + i] - mean) * scale) * weight[i] + bias[i];
      }
    }
    return out;
  }
}
