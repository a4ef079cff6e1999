package org.tokenlab.training.wordpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.wordpool.PaddedRows;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;

/// [org.tokenlab.tokenizers.wordpool.WordPoolModel] on the engine, with the same results whatever
/// is padded. Rows go through encoder and decoder in buckets of similar length; the rows of a step
/// that are equal go through the encoder once.
final class WordPoolNetwork implements Network {
  private static final int MOST_CELLS = 1 << 16; // units with padding, in a bucket

  private final WordPoolShape shape;
  private final int units;
  private final FlatWeights weights;

  WordPoolNetwork(WordPoolShape shape, int units) {
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
    return (text.rows() + shape.window() - 1) / shape.window();
  }

  @Override
  public List<Logits> logits(NDManager manager, NDArray flat, WordBatch text, int[] windows) {
    Pass pass = new Pass(manager, new TorchLayers(weights.split(flat)), text);
    int window = shape.window();
    IntSink rows = new IntSink(windows.length * window);
    IntSink slots = new IntSink(windows.length * window); // each row's place among all slots
    for (int i = 0; i < windows.length; i++) {
      int from = windows[i] * window;
      int to = Math.min(text.rows(), from + window);
      for (int row = from; row < to; row++) {
        rows.add(row);
        slots.add(i * window + row - from);
      }
    }
    NDArray contexts = pass.contexts(rows.toArray(), slots.toArray(), windows.length);
    return pass.decoded(contexts, rows.toArray(), slots.toArray());
  }

  @Override
  public long bytes(WordBatch text, int[] windows) {
    long bytes = 0;
    for (int window : windows) {
      int to = Math.min(text.rows(), (window + 1) * shape.window());
      bytes += text.endByte(to - 1) - text.startByte(window * shape.window());
    }
    return bytes;
  }

  /// One forward pass.
  private final class Pass {
    private final NDManager manager;
    private final TorchLayers layers;
    private final WordBatch text;
    private final int p = shape.prefixes();
    private final int width = shape.width();

    Pass(NDManager manager, TorchLayers layers, WordBatch text) {
      this.manager = manager;
      this.layers = layers;
      this.text = text;
    }

    /// The main model's outputs for all slots of all windows: `slots × (p · width)`.
    NDArray contexts(int[] rows, int[] slots, int windowCount) {
      int window = shape.window();
      Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
      IntSink distinct = new IntSink(rows.length);
      int[] numberOf = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        Integer known = numbers.putIfAbsent(key(rows[i]), distinct.size());
        numberOf[i] = known == null ? distinct.size() : known;
        if (known == null) {
          distinct.add(rows[i]);
        }
      }
      int[] placeOf = new int[distinct.size()];
      NDArray pooled = pooled(distinct.toArray(), placeOf);
      // Row 0 of this table is the start, row 1 what stands for slots behind the end of the text.
      NDArray start = layers.tensor("words.start").reshape(1, (long) p * width);
      NDArray table = NDArrays.concat(new NDList(start, manager.zeros(start.getShape()), pooled));
      int[] inputs = new int[windowCount * window];
      Arrays.fill(inputs, 1);
      for (int i = 0; i < windowCount; i++) {
        inputs[i * window] = 0;
      }
      for (int i = 0; i < rows.length; i++) {
        if ((slots[i] + 1) % window != 0) {
          inputs[slots[i] + 1] = 2 + placeOf[numberOf[i]];
        }
      }
      int positions = window * p;
      NDArray x =
          TorchLayers.rows(table, manager.create(inputs))
              .reshape(windowCount, positions, width)
              .add(layers.tensor("words.position"));
      x = layers.stack("main", shape.main(), true, x, Network.causalMask(manager, positions));
      return layers.norm(x, "main.norm").reshape((long) windowCount * window, (long) p * width);
    }

    private List<Integer> key(int row) {
      Integer[] key = new Integer[text.length(row) + 1];
      for (int i = 0; i + 1 < key.length; i++) {
        key[i] = text.units()[text.rowStart(row) + i];
      }
      key[key.length - 1] = text.continues(row) ? 1 : 0;
      return List.of(key);
    }

    /// The vectors of rows: `rows × (p · width)`, in an order of their own.
    ///
    /// @param placeOf receives where each row is
    private NDArray pooled(int[] rows, int[] placeOf) {
      Map<Integer, Integer> index = new LinkedHashMap<>();
      for (int i = 0; i < rows.length; i++) {
        index.put(rows[i], i);
      }
      NDList parts = new NDList();
      int place = 0;
      for (PaddedRows bucket : PaddedRows.byLength(text, rows, MOST_CELLS)) {
        parts.add(encoded(bucket));
        for (int row : bucket.rows()) {
          placeOf[index.getOrDefault(row, 0)] = place++;
        }
      }
      return NDArrays.concat(parts);
    }

    private NDArray encoded(PaddedRows bucket) {
      int positions = p + bucket.width() + 1; // one for a continuation
      int[] symbols = new int[bucket.count() * positions];
      float[] mask = new float[symbols.length];
      for (int i = 0; i < bucket.count(); i++) {
        int at = i * positions;
        for (int k = 0; k < p; k++) {
          symbols[at + k] = units + WordPoolShape.MARKS + k;
        }
        int length = bucket.lengths()[i];
        System.arraycopy(bucket.units(), i * bucket.width(), symbols, at + p, length);
        int end = p + length;
        if (text.continues(bucket.rows()[i])) {
          symbols[at + end++] = units + 1;
        }
        Arrays.fill(mask, at + end, at + positions, HIDDEN);
      }
      NDArray x = embedded(symbols, bucket.count(), positions);
      NDArray hidden = manager.create(mask, new Shape(bucket.count(), 1, 1, positions));
      x = layers.stack("encoder", shape.encoder(), false, x, hidden);
      return x.get(":, 0:" + p).reshape(bucket.count(), (long) p * width);
    }

    private NDArray embedded(int[] symbols, int rows, int positions) {
      return TorchLayers.rows(
              layers.tensor("units.embedding"), manager.create(symbols, new Shape(rows, positions)))
          .add(layers.tensor("units.position").get("0:" + positions));
    }

    /// The predictions of all units and marks of rows.
    List<Logits> decoded(NDArray contexts, int[] rows, int[] slots) {
      Map<Integer, Integer> slotOf = new LinkedHashMap<>();
      for (int i = 0; i < rows.length; i++) {
        slotOf.put(rows[i], slots[i]);
      }
      List<Logits> parts = new ArrayList<>();
      for (PaddedRows bucket : PaddedRows.byLength(text, rows, MOST_CELLS)) {
        int[] chosen = new int[bucket.count()];
        for (int i = 0; i < chosen.length; i++) {
          chosen[i] = slotOf.getOrDefault(bucket.rows()[i], 0);
        }
        parts.add(decoded(contexts, bucket, chosen));
      }
      return parts;
    }

    private Logits decoded(NDArray contexts, PaddedRows bucket, int[] chosen) {
      int positions = p + bucket.width();
      NDArray context =
          TorchLayers.rows(contexts, manager.create(chosen)).reshape(bucket.count(), p, width);
      NDArray embedded =
          TorchLayers.rows(
              layers.tensor("units.embedding"),
              manager.create(bucket.units(), new Shape(bucket.count(), bucket.width())));
      NDArray x =
          context.concat(embedded, 1).add(layers.tensor("units.position").get("0:" + positions));
      x = layers.stack("decoder", shape.decoder(), true, x, Network.causalMask(manager, positions));
      IntSink places = new IntSink(bucket.units().length);
      IntSink numbers = new IntSink(bucket.units().length);
      IntSink wanted = new IntSink(bucket.units().length);
      for (int i = 0; i < bucket.count(); i++) {
        int length = bucket.lengths()[i];
        for (int k = 0; k <= length; k++) {
          places.add(i * positions + p - 1 + k);
          numbers.add(text.rowStart(bucket.rows()[i]) + bucket.rows()[i] + k);
          wanted.add(
              k < length
                  ? bucket.units()[i * bucket.width() + k]
                  : units + (text.continues(bucket.rows()[i]) ? 1 : 0));
        }
      }
      NDArray logits =
          TorchLayers.rows(x.reshape(-1, width), manager.create(places.toArray()))
              .matMul(layers.tensor("head.weight").transpose());
      return new Logits(numbers.toArray(), wanted.toArray(), logits);
    }
  }
}
