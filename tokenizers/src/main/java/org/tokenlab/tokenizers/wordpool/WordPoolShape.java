package org.tokenlab.tokenizers.wordpool;

import java.util.LinkedHashMap;
import java.util.Map;

/// The sizes of a word-pooled model.
///
/// @param prefixes p, the number of vectors that a word is pooled into, at least 1
/// @param width d, the length of every vector; all heads divide it
/// @param longestRow most units in a row; longer words take several rows
/// @param window number of rows that the main model sees at once, at least 1
/// @param encoder the word encoder: layers with normalisation after each sum, ReLU
/// @param main the causal model over words: normalisation before each part, GELU
/// @param decoder the word decoder: as the main model
public record WordPoolShape(
    int prefixes,
    int width,
    int longestRow,
    int window,
    LayerStack encoder,
    LayerStack main,
    LayerStack decoder) {
  /// Symbols beside the units that a row may end with: the word's end, and its continuation in the
  /// next row.
  public static final int MARKS = 2;

  /// The sizes that the paper's run script trains: four prefixes, vectors of 512, windows of 192
  /// words, eight layers over words and two inside them. (Rows of at most 24 units are ours: the
  /// paper pads to the longest word.)
  public static final WordPoolShape PAPER =
      new WordPoolShape(
          4,
          512,
          24,
          192,
          new LayerStack(2, 4, 2048),
          new LayerStack(8, 8, 2048),
          new LayerStack(2, 4, 2048));

  /// @throws IllegalArgumentException if a size is below 1, or the width not a multiple of the
  ///   heads
  public WordPoolShape {
    require("prefixes", prefixes);
    require("width", width);
    require("longest row", longestRow);
    require("window", window);
    for (LayerStack stack : new LayerStack[] {encoder, main, decoder}) {
      if (width % stack.heads() != 0) {
        throw new IllegalArgumentException(
            "the width is a multiple of the number of heads; got "
                + width
                + " and "
                + stack.heads()
                + " heads");
      }
    }
  }

  /// With another main model.
  public WordPoolShape withMain(LayerStack other) {
    return new WordPoolShape(prefixes, width, longestRow, window, encoder, other, decoder);
  }

  private static void require(String what, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(what + ": at least 1; got " + size);
    }
  }

  /// Name and shape of every tensor of such a model, in the order of the file.
  ///
  /// `units.embedding` holds the units, then the word's end, the continuation, and the p prefixes;
  /// `units.position` the places of a row: prefixes, units and a continuation; `words.start` what
  /// stands for a word before the first; `words.position` the places of a window.
  ///
  /// @param units number of units
  public Map<String, int[]> tensors(int units) {
    Map<String, int[]> all = new LinkedHashMap<>();
    all.put("units.embedding", new int[] {units + MARKS + prefixes, width});
    all.put("units.position", new int[] {prefixes + longestRow + 1, width});
    encoder.tensors("encoder", width, all);
    all.put("words.start", new int[] {prefixes, width});
    all.put("words.position", new int[] {window * prefixes, width});
    main.tensors("main", width, all);
    all.put("main.norm.weight", new int[] {width});
    all.put("main.norm.bias", new int[] {width});
    decoder.tensors("decoder", width, all);
    all.put("head.weight", new int[] {units + MARKS, width});
    return all;
  }

  /// Number of parameters of all tensors.
  public long parameters(int units) {
    return tensors(units).values().stream().mapToLong(Tensor::size).sum();
  }
}
