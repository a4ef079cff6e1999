package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A model's tensors by name. Immutable.
public final class Tensors {
  private final Map<String, Tensor> byName;

  /// These tensors.
  public Tensors(Map<String, Tensor> byName) {
    this.byName = new LinkedHashMap<>(byName);
  }

  /// All of them; a copy.
  public Map<String, Tensor> byName() {
    return new LinkedHashMap<>(byName);
  }

  /// The tensor of this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Tensor get(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("wanted the tensor \"" + name + "\"; there is none");
    }
    return tensor;
  }

  /// Checks that there are exactly the tensors `wanted`, with these shapes and with finite values.
  ///
  /// @throws IllegalArgumentException if not; the message names the first that is missing, of
  ///   another shape, not finite, or too many
  public void require(Map<String, int[]> wanted) {
    wanted.forEach((name, shape) -> {
      Tensor tensor = get(name);
      if (!Arrays.equals(shape, tensor.shape())) {
        throw new IllegalArgumentException(
            "tensor \""
                + name
                + "\": wanted the shape "
                + Arrays.toString(shape)
                + "; found "
                + Arrays.toString(tensor.shape()));
      }
      for (int i = 0; i < tensor.values().length; i++) {
        if (!Float.isFinite(tensor.values()[i])) {
          throw new IllegalArgumentException(
              "tensor \""
                  + name
                  + "\": wanted finite values; value "
                  + i
                  + " is "
                  + tensor.values()[i]);
        }
      }
    });
    for (String name : byName.keySet()) {
      if (!wanted.containsKey(name)) {
        throw new IllegalArgumentException("the model has no place for a tensor \"" + name + "\"");
      }
    }
  }
}
