package org.tokenlab.tokenizers.wordpool;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tokenlab.tokenizers.IntSink;

/// The sizes of a plain causal model over units, the rival of a word-pooled one.
///
/// @param width d, the length of every vector; the heads divide it
/// @param windowWords number of words that the model sees at once, at least 1
/// @param windowUnits most units that it sees at once, at least 1: a window ends before the word
///   that would not fit
/// @param main the causal model, of the kind that a word-pooled model has over words
public record PlainShape(int width, int windowWords, int windowUnits, LayerStack main) {
  /// @throws IllegalArgumentException if a size is below 1, or the width not a multiple of the
  ///   heads
  public PlainShape {
    if (width < 1 || windowWords < 1 || windowUnits < 1 || width % main.heads() != 0) {
      throw new IllegalArgumentException(
          "width, words and units of a window are at least 1, and the heads divide the width; got "
              + width
              + ", "
              + windowWords
              + ", "
              + windowUnits
              + " and "
              + main.heads()
              + " heads");
    }
  }

  /// Name and shape of every tensor of such a model. `units.embedding` holds the units and, last,
  /// the start of a window.
  ///
  /// @param units number of units
  public Map<String, int[]> tensors(int units) {
    Map<String, int[]> all = new LinkedHashMap<>();
    all.put("units.embedding", new int[] {units + 1, width});
    all.put("units.position", new int[] {windowUnits, width});
    main.tensors("main", width, all);
    all.put("main.norm.weight", new int[] {width});
    all.put("main.norm.bias", new int[] {width});
    all.put("head.weight", new int[] {units, width});
    return all;
  }

  /// Number of parameters of all tensors.
  public long parameters(int units) {
    return tensors(units).values().stream().mapToLong(Tensor::size).sum();
  }

  /// With another main model.
  public PlainShape withMain(LayerStack other) {
    return new PlainShape(width, windowWords, windowUnits, other);
  }

  /// Where the windows of a batch start, as indices into its units, and where the last one ends: at
  /// every [#windowWords]-th word, earlier where a word would not fit, and inside a word only where
  /// that word alone has more than [#windowUnits] units.
  public int[] windows(WordBatch batch) {
    IntSink starts = new IntSink(16);
    starts.add(0);
    int words = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int end = batch.rowStart(row + 1);
      if (words == windowWords || (words > 0 && end - starts.last() > windowUnits)) {
        starts.add(batch.rowStart(row));
        words = 0;
      }
      while (end - starts.last() > windowUnits) {
        starts.add(starts.last() + windowUnits);
      }
      words++;
    }
    if (batch.rows() > 0) {
      starts.add(batch.units().length);
    }
    return starts.toArray();
  }
}
