package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.internal.simd.FloatKernels;

/// A transformer layer.
///
/// - **Encoder's** (PyTorch's `TransformerEncoderLayer` by default): attention to all of the
///   sequence; `x ← norm1(x + attention(x))`, `x ← norm2(x + W₂ relu(W₁ x))`.
/// - **Causal** (GPT's): attention to what came before; `x ← x + attention(norm1(x))`, `x ← x + W₂
///   gelu(W₁ norm2(x))`, with the exact GELU.
final class Layer {
  private static final FloatKernels KERNELS = FloatKernels.best();

  private final SelfAttention attention;
  private final LayerNorm norm1;
  private final Dense feedIn;
  private final Dense feedOut;
  private final LayerNorm norm2;
  private final boolean causal;

  /// @param prefix in front of the tensors' names: `main.0.`
  Layer(Tensors tensors, String prefix, int heads, boolean causal) {
    this.causal = causal;
    attention =
        new SelfAttention(
            dense(tensors, prefix + "attention.in"),
            dense(tensors, prefix + "attention.out"),
            heads,
            causal);
    norm1 = norm(tensors, prefix + "norm1");
    norm2 = norm(tensors, prefix + "norm2");
    feedIn = dense(tensors, prefix + "feed.in");
    feedOut = dense(tensors, prefix + "feed.out");
  }

  private static Dense dense(Tensors tensors, String name) {
    return new Dense(tensors.get(name + ".weight"), tensors.get(name + ".bias"));
  }

  static LayerNorm norm(Tensors tensors, String name) {
    return new LayerNorm(tensors.get(name + ".weight"), tensors.get(name + ".bias"));
  }

  /// All layers of a stack.
  static Layer[] stack(Tensors tensors, String name, LayerStack size, boolean causal) {
    Layer[] layers = new Layer[size.layers()];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = new Layer(tensors, name + "." + i + ".", size.heads(), causal);
    }
    return layers;
  }

  /// What becomes of the positions of all sequences; `x` is overwritten or given up.
  ///
  /// @param starts where each sequence starts; the last entry is the number of positions
  float[] apply(float[] x, int[] starts) {
    int positions = starts[starts.length - 1];
    if (causal) {
      add(attention.apply(norm1.apply(x, positions), starts), x);
      add(feed(norm2.apply(x, positions), positions), x);
      return x;
    }
    add(attention.apply(x, starts), x);
    float[] middle = norm1.apply(x, positions);
    add(feed(middle, positions), middle);
    return norm2.apply(middle, positions);
  }

  private float[] feed(float[] x, int positions) {
    float[] hidden = feedIn.apply(x, 0, positions);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = causal ? Gelu.of(hidden[i]) : Math.max(0, hidden[i]);
    }
    return feedOut.apply(hidden, 0, positions);
  }

  private static void add(float[] x, float[] out) {
    KERNELS.add(x, 0, out, 0, x.length);
  }
}
