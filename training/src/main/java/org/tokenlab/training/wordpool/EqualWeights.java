package org.tokenlab.training.wordpool;

import java.util.function.ToLongFunction;
import org.tokenlab.tokenizers.wordpool.LayerStack;

/// Makes models that differ in their tables equally large: what one spends on a large vocabulary,
/// or on its words' insides, others get as a wider feed-forward part of their main model. Width,
/// layers and heads stay, so that all main models have the same depth and the same vectors.
final class EqualWeights {
  private EqualWeights() {}

  /// `main` with the feed-forward width that makes its model's weights nearest to `wanted`; they
  /// then differ by at most half of `layers × (2 × width + 1)`.
  ///
  /// @param model its name, for the message
  /// @param weights number of the whole model's weights, given its main model
  /// @throws IllegalArgumentException if the model is larger without any feed-forward part
  static LayerStack main(
      String model, LayerStack main, int width, long wanted, ToLongFunction<LayerStack> weights) {
    long step = main.layers() * (2L * width + 1);
    long least = weights.applyAsLong(main.withFeedForward(1));
    if (least > wanted) {
      throw new IllegalArgumentException(
          model
              + ": wanted "
              + wanted
              + " weights, as many as all models have; its tables alone leave no fewer than "
              + least
              + ". Take a smaller vocabulary or wider feed-forward parts");
    }
    return main.withFeedForward(Math.toIntExact(1 + (wanted - least + step / 2) / step));
  }
}
