package org.tokenlab.tokenizers.wordpool;

/// What a part of a model costs on a text.
///
/// @param multiplyAdds multiplications with an addition, of one forward pass over the text
/// @param parameters number of weights
/// @param keptFloats numbers that a training step over the whole text at once would keep for its
///   backward pass: an estimate, see [ModelCost]
public record PartCost(double multiplyAdds, long parameters, double keptFloats) {
  /// No part.
  static final PartCost NONE = new PartCost(0, 0, 0);

  /// Both parts together.
  PartCost plus(PartCost other) {
    return new PartCost(
        multiplyAdds + other.multiplyAdds,
        parameters + other.parameters,
        keptFloats + other.keptFloats);
  }

  /// A stack of layers over sequences. A layer multiplies each position with its weights (`4 d²`
  /// for attention, `2 d f` for the feed-forward part), and takes `2 d` for each pair of positions
  /// of a sequence, of which a causal layer throws half away. It keeps about `10 d + 2 f` numbers a
  /// position and two a pair and head.
  ///
  /// @param positions of all sequences together
  /// @param pairs sum of the squares of the sequences' lengths
  static PartCost stack(LayerStack stack, int width, double positions, double pairs) {
    double d = width;
    double f = stack.feedForward();
    long weights =
        4L * width * width + 2L * width * stack.feedForward() + 9L * width + stack.feedForward();
    return new PartCost(
        stack.layers() * ((4 * d * d + 2 * d * f) * positions + 2 * d * pairs),
        stack.layers() * weights,
        stack.layers() * ((10 * d + 2 * f) * positions + 2.0 * stack.heads() * pairs));
  }

  /// Predicting one of `symbols` at some positions.
  static PartCost head(int symbols, int width, double predictions) {
    return new PartCost(
        predictions * width * symbols, (long) symbols * width, predictions * symbols);
  }

  /// Vectors that are looked up.
  static PartCost table(long rows, int width) {
    return new PartCost(0, rows * width, 0);
  }
}
