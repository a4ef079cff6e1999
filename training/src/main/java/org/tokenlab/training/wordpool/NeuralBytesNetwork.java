package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.equalinfo.NeuralByteShape;
import org.tokenlab.tokenizers.wordpool.WordBatch;

/// [org.tokenlab.tokenizers.equalinfo.NeuralByteModel] on the engine. A window of training is 256
/// bytes of the text, each predicted from those before it, which may stand before the window.
///
/// Contexts end where Equal-Info Windows begin. Where that is depends on the model; here it is
/// anywhere, at one byte of `meanWindow`, by a hash of the place: the same places each time.
final class NeuralBytesNetwork implements Network {
  private static final int STRETCH = 256;

  private final NeuralByteShape shape;
  private final int meanWindow;
  private final FlatWeights weights;

  /// @param meanWindow bytes of a window of equal information, on average
  NeuralBytesNetwork(NeuralByteShape shape, int meanWindow) {
    this.shape = shape;
    this.meanWindow = meanWindow;
    weights = new FlatWeights(shape.tensors());
  }

  @Override
  public FlatWeights weights() {
    return weights;
  }

  @Override
  public int windows(WordBatch text) {
    return (text.units().length + STRETCH - 1) / STRETCH;
  }

  @Override
  public long bytes(WordBatch text, int[] windows) {
    long bytes = 0;
    for (int window : windows) {
      bytes += Math.min(STRETCH, text.units().length - window * STRETCH);
    }
    return bytes;
  }

  @Override
  public List<Logits> logits(NDManager manager, NDArray flat, WordBatch text, int[] windows) {
    int count = (int) bytes(text, windows);
    int[] places = new int[count];
    int[] wanted = new int[count];
    int[] last = new int[count * shape.order()];
    int at = 0;
    for (int window : windows) {
      int end = Math.min(text.units().length, (window + 1) * STRETCH);
      for (int place = window * STRETCH; place < end; place++) {
        places[at] = place;
        wanted[at] = text.units()[place];
        context(text.units(), place, last, at * shape.order());
        at++;
      }
    }
    TorchLayers layers = new TorchLayers(weights.split(flat));
    NDArray x =
        TorchLayers.rows(
                layers.tensor("bytes.embedding"),
                manager.create(last, new Shape(count, shape.order())))
            .reshape(count, (long) shape.order() * shape.width());
    NDArray logits = layers.dense(Activation.relu(layers.dense(x, "hidden")), "head");
    return List.of(new Logits(places, wanted, logits));
  }

  /// Writes what stands before a place, the nearest byte first.
  void context(int[] bytes, int place, int[] last, int at) {
    Arrays.fill(last, at, at + shape.order(), NeuralByteShape.NOTHING);
    for (int k = 0; k < shape.order() && place - k > 0 && !beginsWindow(place - k); k++) {
      last[at + k] = bytes[place - k - 1];
    }
  }

  private boolean beginsWindow(int place) {
    long mixed = (place + 1) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8_FEB8_6659_FD93L;
    return (mixed >>> 33) % meanWindow == 0;
  }
}
