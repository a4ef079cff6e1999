package org.tokenlab.tokenizers.equalinfo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tokenlab.tokenizers.wordpool.Tensor;

/// The sizes of a [NeuralByteModel].
///
/// @param order k, how many bytes it looks back, from 1 to 32
/// @param width length of a byte's vector, from 1 to 1,024
/// @param hidden number of hidden units, from 1 to 4,096
public record NeuralByteShape(int order, int width, int hidden) {
  /// What stands for bytes before a window's start, as a byte of its own.
  public static final int NOTHING = 256;

  /// Seven bytes, vectors of 32, 512 hidden units: 254,000 weights.
  public static final NeuralByteShape DEFAULT = new NeuralByteShape(7, 32, 512);

  /// @throws IllegalArgumentException if a size is out of its range
  public NeuralByteShape {
    require("bytes to look back", order, 32);
    require("width", width, 1_024);
    require("hidden units", hidden, 4_096);
  }

  private static void require(String what, int size, int most) {
    if (size < 1 || size > most) {
      throw new IllegalArgumentException(what + ": from 1 to " + most + "; got " + size);
    }
  }

  /// Name and shape of every tensor, in the order of the file. Of `hidden.weight`'s columns the
  /// first `width` are the nearest byte's.
  public Map<String, int[]> tensors() {
    Map<String, int[]> all = new LinkedHashMap<>();
    all.put("bytes.embedding", new int[] {NOTHING + 1, width});
    all.put("hidden.weight", new int[] {hidden, order * width});
    all.put("hidden.bias", new int[] {hidden});
    all.put("head.weight", new int[] {256, hidden});
    all.put("head.bias", new int[] {256});
    return all;
  }

  /// Number of weights.
  public long parameters() {
    return tensors().values().stream().mapToLong(Tensor::size).sum();
  }
}
