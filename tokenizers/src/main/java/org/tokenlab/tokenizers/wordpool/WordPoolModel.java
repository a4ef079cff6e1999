package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.internal.simd.FloatKernels;

/// A trained word-pooled language model, run in plain Java.
///
/// Three parts, after the paper and its code:
///
/// 1. **Encoder.** A row's input is p prefix symbols and its units (and the continuation mark where
///    it has one), each an embedding plus one for its place. A transformer without masks mixes
///    them; the first p outputs stand for the row.
/// 2. **Main model.** The p vectors of each row are p positions of a causal transformer. Before the
///    first row stands a learned start.
/// 3. **Decoder.** A row is predicted from the p outputs of the row before it, followed by the
///    row's own units: a causal transformer over these, whose positions p − 1 and on predict the
///    units and then the mark that ends the row: [#end], or [#continuation].
///
/// Where the paper's code differs: it lets real units attend to padding (and a pad to all units),
/// has no start, so that first words are never predicted, adds the units' places twice in the
/// decoder, and ends a word with pads. Here each row is seen without any padding.
///
/// Rows are taken in windows of [WordPoolShape#window] rows, and nothing is seen across windows.
/// Results are the same, bit by bit, on scalar and vector kernels. Immutable and thread-safe.
public final class WordPoolModel {
  private static final FloatKernels KERNELS = FloatKernels.best();
  private static final int STACK = 128; // rows that go through the layers at once

  private final WordRule rule;
  private final WordUnits units;
  private final WordPoolShape shape;
  private final Tensors tensors;
  private final float[] embedding;
  private final float[] position;
  private final float[] wordPosition;
  private final float[] start;
  private final Layer[] encoder;
  private final Layer[] main;
  private final LayerNorm mainNorm;
  private final Layer[] decoder;
  private final Dense head;

  /// A model from its weights.
  ///
  /// @param rule a lossless one
  /// @param tensors those that [WordPoolShape#tensors] lists
  /// @throws IllegalArgumentException if the rule is lossy, or a tensor is missing or of another
  ///   shape
  public WordPoolModel(WordRule rule, WordUnits units, WordPoolShape shape, Tensors tensors) {
    rule.splitter();
    tensors.require(shape.tensors(units.size()));
    this.rule = rule;
    this.units = units;
    this.shape = shape;
    this.tensors = tensors;
    embedding = tensors.get("units.embedding").values();
    position = tensors.get("units.position").values();
    wordPosition = tensors.get("words.position").values();
    start = tensors.get("words.start").values();
    encoder = Layer.stack(tensors, "encoder", shape.encoder(), false);
    main = Layer.stack(tensors, "main", shape.main(), true);
    mainNorm = Layer.norm(tensors, "main.norm");
    decoder = Layer.stack(tensors, "decoder", shape.decoder(), true);
    head = new Dense(tensors.get("head.weight"), null);
  }

  /// Where words begin and end.
  public WordRule rule() {
    return rule;
  }

  /// What words are made of.
  public WordUnits units() {
    return units;
  }

  /// The sizes.
  public WordPoolShape shape() {
    return shape;
  }

  /// The weights.
  public Tensors tensors() {
    return tensors;
  }

  /// The id of the mark that ends a word: the number of units.
  public int end() {
    return units.size();
  }

  /// The id of the mark that ends a row whose word goes on.
  public int continuation() {
    return units.size() + 1;
  }

  /// The text's rows, as this model takes them.
  public WordBatch batch(byte[] utf8) {
    return WordBatch.of(rule, units, shape.longestRow(), utf8);
  }

  /// This model's way to write text as ids: see [WordPoolIds].
  ///
  /// @param name for messages and tables
  public Tokenizer tokenizer(String name) {
    return new Tokenizer(
        name, rule.splitter(), new WordPoolIds(units, shape.longestRow()), AddedTokens.none());
  }

  /// The p vectors of each row, by the encoder; distinct rows are encoded once.
  ///
  /// @return `rows × p × width`
  public float[] encode(WordBatch batch) {
    DistinctRows distinct = batch.distinct();
    return distinct.gather(encode(batch, distinct.first()), shape.prefixes() * shape.width());
  }

  private float[] encode(WordBatch batch, int[] rows) {
    int p = shape.prefixes();
    int width = shape.width();
    float[] pooled = new float[Math.multiplyExact(rows.length, p * width)];
    for (int from = 0; from < rows.length; from += STACK) {
      int to = Math.min(rows.length, from + STACK);
      int[] starts = new int[to - from + 1];
      for (int i = from; i < to; i++) {
        int row = rows[i];
        starts[i - from + 1] =
            starts[i - from] + p + batch.length(row) + (batch.continues(row) ? 1 : 0);
      }
      float[] x = new float[starts[to - from] * width];
      for (int i = from; i < to; i++) {
        int row = rows[i];
        int at = starts[i - from] * width;
        for (int k = 0; k < p; k++) {
          embed(units.size() + WordPoolShape.MARKS + k, k, x, at + k * width);
        }
        for (int k = 0; k < batch.length(row); k++) {
          embed(batch.units()[batch.rowStart(row) + k], p + k, x, at + (p + k) * width);
        }
        if (batch.continues(row)) {
          int last = p + batch.length(row);
          embed(continuation(), last, x, at + last * width);
        }
      }
      x = run(encoder, x, starts);
      for (int i = from; i < to; i++) {
        System.arraycopy(x, starts[i - from] * width, pooled, i * p * width, p * width);
      }
    }
    return pooled;
  }

  private static float[] run(Layer[] layers, float[] x, int[] starts) {
    float[] out = x;
    for (Layer layer : layers) {
      out = layer.apply(out, starts);
    }
    return out;
  }

  private void embed(int symbol, int place, float[] x, int at) {
    int width = shape.width();
    System.arraycopy(embedding, symbol * width, x, at, width);
    KERNELS.add(position, place * width, x, at, width);
  }

  /// The main model's outputs in one window: the `p × width` numbers of entry `k` are what predicts
  /// row `k` of the window from the rows before it.
  ///
  /// @param pooled the rows' vectors, from [#encode]
  /// @param from the first row of the window
  /// @param count number of predictions wanted, from 1 to [WordPoolShape#window]; looks at `count`
  ///   − 1 rows
  /// @return `count × p × width`
  public float[] contexts(float[] pooled, int from, int count) {
    if (count < 1 || count > shape.window()) {
      throw new IllegalArgumentException(
          "a window has from 1 to " + shape.window() + " rows; got " + count);
    }
    int block = shape.prefixes() * shape.width();
    float[] x = new float[count * block];
    System.arraycopy(start, 0, x, 0, block);
    System.arraycopy(pooled, from * block, x, block, (count - 1) * block);
    KERNELS.add(wordPosition, 0, x, 0, x.length);
    int positions = count * shape.prefixes();
    return mainNorm.apply(run(main, x, new int[] {0, positions}), positions);
  }

  /// The decoder's logits for rows of a batch.
  ///
  /// @param contexts what predicts each row, from [#contexts]: `count × p × width`
  /// @param from the first row
  /// @param count number of rows
  /// @return for each row an array of `(length + 1) × (units + 2)` logits, the marks' last
  public float[][] logits(float[] contexts, WordBatch batch, int from, int count) {
    float[][] logits = new float[count][];
    for (int first = 0; first < count; first += STACK) {
      int rows = Math.min(STACK, count - first);
      decode(contexts, batch, from, first, rows, logits);
    }
    return logits;
  }

  private void decode(
      float[] contexts, WordBatch batch, int from, int first, int rows, float[][] logits) {
    int p = shape.prefixes();
    int width = shape.width();
    int[] starts = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      starts[i + 1] = starts[i] + p + batch.length(from + first + i);
    }
    float[] x = new float[starts[rows] * width];
    for (int i = 0; i < rows; i++) {
      int row = from + first + i;
      int at = starts[i] * width;
      System.arraycopy(contexts, (first + i) * p * width, x, at, p * width);
      KERNELS.add(position, 0, x, at, p * width);
      for (int k = 0; k < batch.length(row); k++) {
        embed(batch.units()[batch.rowStart(row) + k], p + k, x, at + (p + k) * width);
      }
    }
    x = run(decoder, x, starts);
    for (int i = 0; i < rows; i++) {
      int predictions = batch.length(from + first + i) + 1;
      logits[first + i] = head.apply(x, (starts[i] + p - 1) * width, predictions);
    }
  }

  /// How well the model predicts each row of a text, given the rows before it in its window.
  public WordPoolScores score(WordBatch batch) {
    float[] pooled = encode(batch);
    double[] bits = new double[batch.rows()];
    boolean[] right = new boolean[batch.rows()];
    for (int from = 0; from < batch.rows(); from += shape.window()) {
      int count = Math.min(shape.window(), batch.rows() - from);
      float[][] logits = logits(contexts(pooled, from, count), batch, from, count);
      for (int i = 0; i < count; i++) {
        int row = from + i;
        right[row] = true;
        for (int k = 0; k <= batch.length(row); k++) {
          int wanted = symbol(batch, row, k);
          int at = k * head.outputs;
          bits[row] +=
              (Softmax.logSum(logits[i], at, head.outputs) - logits[i][at + wanted]) / Math.log(2);
          right[row] &= largest(logits[i], at, head.outputs) == wanted;
        }
      }
    }
    return new WordPoolScores(batch, bits, right);
  }

  private int symbol(WordBatch batch, int row, int k) {
    return k < batch.length(row)
        ? batch.units()[batch.rowStart(row) + k]
        : batch.continues(row) ? continuation() : end();
  }

  private static int largest(float[] x, int from, int count) {
    int best = from;
    for (int i = from + 1; i < from + count; i++) {
      best = x[i] > x[best] ? i : best;
    }
    return best - from;
  }

  /// The most likely units of the next row after a text, found greedily: of the last window's rows
  /// at most [WordPoolShape#window] − 1 are looked at.
  ///
  /// @return the row's bytes, at most [WordPoolShape#longestRow] units
  public byte[] predictNext(byte[] utf8) {
    WordBatch batch = batch(utf8);
    int seen = Math.min(batch.rows(), shape.window() - 1);
    int block = shape.prefixes() * shape.width();
    float[] contexts = contexts(encode(batch), batch.rows() - seen, seen + 1);
    float[] context = Arrays.copyOfRange(contexts, seen * block, (seen + 1) * block);
    int p = shape.prefixes();
    int width = shape.width();
    byte[] word = new byte[0];
    float[] canvas = new float[(p + shape.longestRow()) * width];
    System.arraycopy(context, 0, canvas, 0, block);
    KERNELS.add(position, 0, canvas, 0, block);
    for (int length = 0; length < shape.longestRow(); length++) {
      int positions = p + length;
      float[] x = run(decoder, Arrays.copyOf(canvas, positions * width), new int[] {0, positions});
      int unit = largest(head.apply(x, (positions - 1) * width, 1), 0, head.outputs);
      if (unit >= units.size()) {
        break;
      }
      byte[] bytes = units.bytes(unit);
      word = Arrays.copyOf(word, word.length + bytes.length);
      System.arraycopy(bytes, 0, word, word.length - bytes.length, bytes.length);
      embed(unit, positions, canvas, positions * width);
    }
    return word;
  }
}
