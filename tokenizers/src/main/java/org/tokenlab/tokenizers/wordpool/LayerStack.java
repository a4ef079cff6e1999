package org.tokenlab.tokenizers.wordpool;

import java.util.Map;

/// The size of a stack of transformer layers.
///
/// @param layers number of layers, at least 1
/// @param heads attention heads; they divide the width
/// @param feedForward width of the hidden layer between two attentions
public record LayerStack(int layers, int heads, int feedForward) {
  /// @throws IllegalArgumentException if a number is below 1
  public LayerStack {
    if (layers < 1 || heads < 1 || feedForward < 1) {
      throw new IllegalArgumentException(
          "layers, heads and feed-forward width are at least 1; got "
              + layers
              + ", "
              + heads
              + ", "
              + feedForward);
    }
  }

  /// As many layers and heads with another feed-forward width.
  public LayerStack withFeedForward(int other) {
    return new LayerStack(layers, heads, other);
  }

  /// The tensors of such a stack: weights are `output × input`, as PyTorch's.
  ///
  /// @param name in front of their names: `encoder`
  void tensors(String name, int width, Map<String, int[]> all) {
    for (int layer = 0; layer < layers; layer++) {
      String prefix = name + "." + layer + ".";
      all.put(
          prefix + "attention.in.weight", new int[] {3 * width, width}); // queries, keys, values
      all.put(prefix + "attention.in.bias", new int[] {3 * width});
      all.put(prefix + "attention.out.weight", new int[] {width, width});
      all.put(prefix + "attention.out.bias", new int[] {width});
      all.put(prefix + "norm1.weight", new int[] {width});
      all.put(prefix + "norm1.bias", new int[] {width});
      all.put(prefix + "feed.in.weight", new int[] {feedForward, width});
      all.put(prefix + "feed.in.bias", new int[] {feedForward});
      all.put(prefix + "feed.out.weight", new int[] {width, feedForward});
      all.put(prefix + "feed.out.bias", new int[] {width});
      all.put(prefix + "norm2.weight", new int[] {width});
      all.put(prefix + "norm2.bias", new int[] {width});
    }
  }
}
