package org.tokenlab.tokenizers.equalinfo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

/// Predictors that predict anything.
final class RandomPredictors {
  private RandomPredictors() {}

  /// One whose frequencies depend on all bytes since the reset, some of them with one byte that has
  /// nearly all.
  static BytePredictor ofWholeWindow(SplittableRandom random) {
    long seed = random.nextLong();
    int precision = random.nextInt(BytePredictor.LEAST_PRECISION, BytePredictor.MOST_PRECISION + 1);
    return new BytePredictor() {
      @Override
      public int precision() {
        return precision;
      }

      @Override
      public Context newContext() {
        return new Context() {
          private long state = seed;

          @Override
          public void reset() {
            state = seed;
          }

          @Override
          public void append(int value) {
            state = (state ^ value) * 0x9E37_79B9_7F4A_7C15L + 1;
          }

          @Override
          public void frequencies(int[] into) {
            fill(into, precision, new SplittableRandom(state));
          }
        };
      }
    };
  }

  private static void fill(int[] into, int precision, SplittableRandom random) {
    Arrays.fill(into, 1);
    int left = (1 << precision) - 256;
    int letters = 'a' + random.nextInt(26);
    while (left > 0) {
      int symbol = random.nextInt(3) == 0 ? random.nextInt(256) : letters;
      int more = random.nextInt(5) == 0 ? left : 1 + random.nextInt(left);
      into[symbol] += more;
      left -= more;
    }
  }

  /// A neural model with random weights.
  static NeuralByteModel ofNeurons(SplittableRandom random) {
    NeuralByteShape shape =
        new NeuralByteShape(1 + random.nextInt(9), 1 + random.nextInt(20), 1 + random.nextInt(40));
    return ofNeurons(
        random,
        shape,
        random.nextInt(BytePredictor.LEAST_PRECISION, BytePredictor.MOST_PRECISION + 1));
  }

  /// A neural model with random weights, of this shape.
  static NeuralByteModel ofNeurons(SplittableRandom random, NeuralByteShape shape, int precision) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shape
        .tensors()
        .forEach((name, size) -> {
          float[] values = new float[(int) Tensor.size(size)];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
          }
          tensors.put(name, new Tensor(size, values));
        });
    return new NeuralByteModel(shape, new Tensors(tensors), precision);
  }

  /// A model of random contexts.
  static ContextModel ofContexts(SplittableRandom random) {
    return new ContextModel(
        tree(random, 1 + random.nextInt(60)),
        tree(random, 1 + random.nextInt(20)),
        random.nextInt(BytePredictor.LEAST_PRECISION, BytePredictor.MOST_PRECISION + 1));
  }

  private static ContextTree tree(SplittableRandom random, int size) {
    ContextTree.Builder tree = new ContextTree.Builder();
    add(tree, -1, 0, random);
    int parent = 0;
    while (tree.size() < size && parent < tree.size()) {
      for (int label = random.nextInt(100); label < 256; label += 1 + random.nextInt(90)) {
        add(tree, parent, label, random);
      }
      parent += 1 + random.nextInt(2);
    }
    return tree.build();
  }

  private static void add(
      ContextTree.Builder tree, int parent, int label, SplittableRandom random) {
    tree.add(parent, label);
    int left = 65_535;
    for (int symbol = random.nextInt(130);
        symbol < 256 && left > 0;
        symbol += 1 + random.nextInt(60)) {
      int weight = 1 + random.nextInt(random.nextInt(4) == 0 ? left : Math.min(left, 9_000));
      tree.entry(symbol, weight);
      left -= weight;
    }
  }
}
