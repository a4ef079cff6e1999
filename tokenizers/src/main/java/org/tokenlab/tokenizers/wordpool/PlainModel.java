package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.simd.FloatKernels;

/// A plain causal language model over units, run in plain Java: what a word-pooled model is
/// compared with. Its main model is built as [WordPoolModel]'s; each unit is one position, and is
/// predicted from those before it in its window ([PlainShape#windows]).
///
/// Immutable and thread-safe.
public final class PlainModel {
  private static final FloatKernels KERNELS = FloatKernels.best();

  private final WordRule rule;
  private final WordUnits units;
  private final PlainShape shape;
  private final float[] embedding;
  private final float[] position;
  private final Layer[] main;
  private final LayerNorm mainNorm;
  private final Dense head;

  /// A model from its weights.
  ///
  /// @throws IllegalArgumentException if a tensor is missing or of another shape
  public PlainModel(WordRule rule, WordUnits units, PlainShape shape, Tensors tensors) {
    tensors.require(shape.tensors(units.size()));
    this.rule = rule;
    this.units = units;
    this.shape = shape;
    embedding = tensors.get("units.embedding").values();
    position = tensors.get("units.position").values();
    main = Layer.stack(tensors, "main", shape.main(), true);
    mainNorm = Layer.norm(tensors, "main.norm");
    head = new Dense(tensors.get("head.weight"), null);
  }

  /// The text's words as rows, each whole.
  public WordBatch batch(byte[] utf8) {
    return WordBatch.of(rule, units, Integer.MAX_VALUE, utf8);
  }

  /// How well the model predicts each word of a text. A word is right if each of its units is the
  /// most likely one, and the most likely unit after them is either what does follow, or by the
  /// rule is split off from the word. (What begins inside a character ends nothing.) The last word
  /// of a window has nothing after it: there its units are enough.
  public WordPoolScores score(WordBatch batch) {
    double[] bits = new double[batch.rows()];
    boolean[] right = new boolean[batch.rows()];
    java.util.Arrays.fill(right, true);
    int[] windows = shape.windows(batch);
    int row = 0;
    for (int window = 0; window + 1 < windows.length; window++) {
      int from = windows[window];
      int to = windows[window + 1];
      float[] logits = logits(batch, from, to);
      for (int unit = from; unit < to; unit++) {
        int wanted = batch.units()[unit];
        int at = (unit - from) * head.outputs;
        int said = largest(logits, at);
        if (unit == batch.rowStart(row + 1)) {
          right[row] &= said == wanted || endsWord(batch, row, said);
          row++;
        }
        bits[row] += (Softmax.logSum(logits, at, head.outputs) - logits[at + wanted]) / Math.log(2);
        right[row] &= said == wanted;
      }
      if (to == batch.rowStart(row + 1)) {
        row++;
      }
    }
    return new WordPoolScores(batch, bits, right);
  }

  /// The logits of the units of one window.
  ///
  /// @param from the window's first unit
  /// @param to the unit behind its last
  /// @return `(to − from) × units`
  public float[] logits(WordBatch batch, int from, int to) {
    int[] all = batch.units();
    int width = shape.width();
    float[] x = new float[(to - from) * width];
    for (int i = 0; i < to - from; i++) {
      int symbol = i == 0 ? units.size() : all[from + i - 1];
      System.arraycopy(embedding, symbol * width, x, i * width, width);
    }
    KERNELS.add(position, 0, x, 0, x.length);
    int[] starts = {0, to - from};
    for (Layer layer : main) {
      x = layer.apply(x, starts);
    }
    return head.apply(mainNorm.apply(x, to - from), 0, to - from);
  }

  private int largest(float[] logits, int at) {
    int best = at;
    for (int i = at + 1; i < at + head.outputs; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best - at;
  }

  /// Whether the word would end before `unit`, by the rule: if it is split off from the word.
  private boolean endsWord(WordBatch batch, int row, int unit) {
    byte[] next = units.bytes(unit);
    if (next.length == 0 || Utf8.wellFormedLength(next, 0, next.length) == 0) {
      return false;
    }
    int length = batch.endByte(row) - batch.startByte(row);
    byte[] both = new byte[length + next.length];
    System.arraycopy(batch.words().utf8(), batch.startByte(row), both, 0, length);
    System.arraycopy(next, 0, both, length, next.length);
    return rule.words(both).end(0) == length;
  }
}
