package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

/// The places of a model's tensors in one vector. Immutable.
final class FlatWeights {
  private static final double DEVIATION = 0.02; // of first weights, as GPT-2's

  private final Map<String, int[]> shapes;
  private final List<String> names;
  private final long[] ends;
  private final int size;

  FlatWeights(Map<String, int[]> shapes) {
    this.shapes = new LinkedHashMap<>(shapes);
    names = new ArrayList<>(shapes.keySet());
    ends = new long[names.size()];
    long at = 0;
    for (int i = 0; i < ends.length; i++) {
      at += Tensor.size(shapes.get(names.get(i)));
      ends[i] = at;
    }
    size = Math.toIntExact(at);
  }

  /// Number of weights.
  int size() {
    return size;
  }

  /// First weights: normal with deviation 0.02, biases 0, normalisations 1.
  float[] initial(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] flat = new float[size];
    int at = 0;
    for (String name : names) {
      int count = (int) Tensor.size(shape(name));
      boolean norm = name.contains("norm");
      for (int i = at; i < at + count; i++) {
        flat[i] =
            name.endsWith(".bias") ? 0 : norm ? 1 : (float) (DEVIATION * random.nextGaussian());
      }
      at += count;
    }
    return flat;
  }

  /// 1 where a weight decays: in matrices, but for the embeddings of places.
  float[] decaying() {
    float[] mask = new float[size];
    int at = 0;
    for (String name : names) {
      int count = (int) Tensor.size(shape(name));
      boolean decays = shape(name).length == 2 && !name.endsWith(".position");
      java.util.Arrays.fill(mask, at, at + count, decays ? 1 : 0);
      at += count;
    }
    return mask;
  }

  private int[] shape(String name) {
    int[] shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("no tensor is called \"" + name + "\"");
    }
    return shape;
  }

  /// The tensors of the vector, as arrays that gradients pass through.
  Map<String, NDArray> split(NDArray flat) {
    long[] cuts = java.util.Arrays.copyOf(ends, ends.length - 1);
    NDList parts = flat.split(cuts, 0);
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      int[] shape = shape(names.get(i));
      long[] dimensions = java.util.Arrays.stream(shape).asLongStream().toArray();
      tensors.put(names.get(i), parts.get(i).reshape(new Shape(dimensions)));
    }
    return tensors;
  }

  /// The vector of these tensors.
  float[] flat(Tensors tensors) {
    float[] flat = new float[size];
    int at = 0;
    for (String name : names) {
      float[] values = tensors.get(name).values();
      System.arraycopy(values, 0, flat, at, values.length);
      at += values.length;
    }
    return flat;
  }

  /// The tensors of the vector.
  Tensors tensors(float[] flat) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int at = 0;
    for (String name : names) {
      int count = (int) Tensor.size(shape(name));
      tensors.put(
          name, new Tensor(shape(name), java.util.Arrays.copyOfRange(flat, at, at + count)));
      at += count;
    }
    return new Tensors(tensors);
  }
}
