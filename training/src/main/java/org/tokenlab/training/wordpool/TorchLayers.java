package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.wordpool.LayerStack;

/// Transformer layers as operations of the engine, on tensors by name. What they compute is defined
/// by the plain-Java layers in `org.tokenlab.tokenizers.wordpool`; a test compares the two.
final class TorchLayers {
  private static final float EPSILON = 1e-5f;

  private final Map<String, NDArray> tensors;

  TorchLayers(Map<String, NDArray> tensors) {
    this.tensors = tensors;
  }

  NDArray tensor(String name) {
    NDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor is called \"" + name + "\"");
    }
    return tensor;
  }

  /// Rows of a matrix by their numbers; gradients are added up.
  static NDArray rows(NDArray matrix, NDArray numbers) {
    return Embedding.embedding(numbers, matrix, SparseFormat.DENSE).singletonOrThrow();
  }

  /// `x` times a number. Not by DJL's `mul(Number)` or `div(Number)`: they wrap the number in an
  /// array over Java's memory and close it at once, while the graph still needs it for the
  /// gradient. After the next garbage collection the gradient is multiplied by whatever stands
  /// there then.
  static NDArray scaled(NDArray x, float factor) {
    return x.mul(x.getManager().create(factor)); // lives as long as the step's manager
  }

  NDArray dense(NDArray x, String name) {
    return x.matMul(tensor(name + ".weight").transpose()).add(tensor(name + ".bias"));
  }

  NDArray norm(NDArray x, String name) {
    Shape width = new Shape(x.getShape().get(x.getShape().dimension() - 1));
    NDList out =
        ai.djl.nn.norm.LayerNorm.layerNorm(
            x, width, tensor(name + ".weight"), tensor(name + ".bias"), EPSILON);
    return out.singletonOrThrow();
  }

  /// A stack over sequences `x`, of `sequences × positions × width`.
  ///
  /// @param mask added to scores, and broadcast to `sequences × heads × positions × positions`: 0
  ///   where a position may look, very negative where not; null to look everywhere
  NDArray stack(String name, LayerStack size, boolean causal, NDArray x, @Nullable NDArray mask) {
    NDArray out = x;
    for (int layer = 0; layer < size.layers(); layer++) {
      String prefix = name + "." + layer + ".";
      if (causal) {
        out = out.add(attention(norm(out, prefix + "norm1"), prefix, size.heads(), mask));
        NDArray hidden = Activation.gelu(dense(norm(out, prefix + "norm2"), prefix + "feed.in"));
        out = out.add(dense(hidden, prefix + "feed.out"));
      } else {
        out = norm(out.add(attention(out, prefix, size.heads(), mask)), prefix + "norm1");
        NDArray hidden = Activation.relu(dense(out, prefix + "feed.in"));
        out = norm(out.add(dense(hidden, prefix + "feed.out")), prefix + "norm2");
      }
    }
    return out;
  }

  private NDArray attention(NDArray x, String prefix, int heads, @Nullable NDArray mask) {
    long sequences = x.getShape().get(0);
    long positions = x.getShape().get(1);
    long width = x.getShape().get(2);
    NDArray all =
        dense(x, prefix + "attention.in")
            .reshape(sequences, positions, 3, heads, width / heads)
            .transpose(2, 0, 3, 1, 4);
    NDArray queries = scaled(all.get(0), (float) (1 / Math.sqrt((double) width / heads)));
    NDArray scores = queries.matMul(all.get(1).transpose(0, 1, 3, 2));
    NDArray weights = (mask == null ? scores : scores.add(mask)).softmax(-1);
    NDArray mixed =
        weights.matMul(all.get(2)).transpose(0, 2, 1, 3).reshape(sequences, positions, width);
    return dense(mixed, prefix + "attention.out");
  }
}
