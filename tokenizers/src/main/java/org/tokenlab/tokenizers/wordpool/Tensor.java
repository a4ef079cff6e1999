package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;

/// An array of floats with a shape, by rows; not to be changed.
///
/// @param shape the sizes of its dimensions; empty for a single number
/// @param values as many as the product of the sizes
@SuppressWarnings("ArrayRecordComponent") // weights: read in place by kernels
public record Tensor(int[] shape, float[] values) {
  /// @throws IllegalArgumentException if the number of values is another
  public Tensor {
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape "
              + Arrays.toString(shape)
              + " has "
              + size(shape)
              + " values; got "
              + values.length);
    }
  }

  /// The product of the sizes.
  public static long size(int[] shape) {
    long size = 1;
    for (int dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }
}
