package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.wordpool.PlainShape;
import org.tokenlab.tokenizers.wordpool.WordBatch;

/// [org.tokenlab.tokenizers.wordpool.PlainModel] on the engine. Windows are padded to the longest
/// of a step; what stands behind a window's end is seen by nothing before it and predicts nothing.
final class PlainNetwork implements Network {
  private final PlainShape shape;
  private final int units;
  private final FlatWeights weights;

  PlainNetwork(PlainShape shape, int units) {
    this.shape = shape;
    this.units = units;
    weights = new FlatWeights(shape.tensors(units));
  }

  @Override
  public FlatWeights weights() {
    return weights;
  }

  @Override
  public int windows(WordBatch text) {
    return shape.windows(text).length - 1;
  }

  @Override
  public List<Logits> logits(NDManager manager, NDArray flat, WordBatch text, int[] windows) {
    int[] starts = shape.windows(text);
    int longest = 0;
    for (int window : windows) {
      longest = Math.max(longest, starts[window + 1] - starts[window]);
    }
    int[] symbols = new int[windows.length * longest];
    IntSink places = new IntSink(symbols.length);
    IntSink numbers = new IntSink(symbols.length);
    IntSink wanted = new IntSink(symbols.length);
    for (int i = 0; i < windows.length; i++) {
      int from = starts[windows[i]];
      int count = starts[windows[i] + 1] - from;
      symbols[i * longest] = units; // the start
      System.arraycopy(text.units(), from, symbols, i * longest + 1, count - 1);
      for (int k = 0; k < count; k++) {
        places.add(i * longest + k);
        wanted.add(text.units()[from + k]);
        numbers.add(from + k);
      }
    }
    TorchLayers layers = new TorchLayers(weights.split(flat));
    NDArray x =
        TorchLayers.rows(
                layers.tensor("units.embedding"),
                manager.create(symbols, new Shape(windows.length, longest)))
            .add(layers.tensor("units.position").get("0:" + longest));
    x = layers.stack("main", shape.main(), true, x, Network.causalMask(manager, longest));
    NDArray chosen =
        TorchLayers.rows(x.reshape(-1, shape.width()), manager.create(places.toArray()));
    NDArray logits =
        layers.norm(chosen, "main.norm").matMul(layers.tensor("head.weight").transpose());
    return List.of(new Logits(numbers.toArray(), wanted.toArray(), logits));
  }

  @Override
  public long bytes(WordBatch text, int[] windows) {
    int[] starts = shape.windows(text);
    long bytes = 0;
    for (int window : windows) {
      for (int unit = starts[window]; unit < starts[window + 1]; unit++) {
        bytes += text.unitKind().length(text.units()[unit]);
      }
    }
    return bytes;
  }
}
