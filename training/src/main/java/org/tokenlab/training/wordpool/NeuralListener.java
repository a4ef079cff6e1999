package org.tokenlab.training.wordpool;

/// Told how far a training run is; called from the training thread, which waits for it.
@FunctionalInterface
public interface NeuralListener {
  /// Hears nothing.
  NeuralListener NONE = (step, steps, bitsPerByte) -> {};

  /// Hears of a step.
  ///
  /// @param step steps done
  /// @param steps most steps that will be done
  /// @param bitsPerByte of the held-out text when it was last looked at; NaN before
  void step(int step, int steps, double bitsPerByte);
}
