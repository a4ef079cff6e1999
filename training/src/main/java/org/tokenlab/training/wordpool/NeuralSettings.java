package org.tokenlab.training.wordpool;

/// How a neural model is trained. Immutable; [#DEFAULT] with changes.
///
/// @param steps most steps of the optimizer, at least 1
/// @param batch windows per step, at least 1
/// @param learningRate highest learning rate; it rises over the first [#warmup] steps and then
///   falls to a tenth along a cosine
/// @param warmup number of steps in which it rises
/// @param weightDecay of weights that are matrices; biases and normalisations don't decay
/// @param clip longest gradient; longer ones are made that long
/// @param seed of the first weights and of the order of windows
/// @param checkEvery after how many steps the held-out text is looked at and a checkpoint written
/// @param patience after how many looks without improvement training stops
/// @param device `cpu`, `gpu` or `auto`
public record NeuralSettings(
    int steps,
    int batch,
    double learningRate,
    int warmup,
    double weightDecay,
    double clip,
    long seed,
    int checkEvery,
    int patience,
    String device) {
  /// 1000 steps of 8 windows, 1e-3 after 50 steps, decay 0.1, clip 1, seed 1, a look every 100
  /// steps, patience 5, on the CPU. (The paper's code: 1e-4, at width 512.)
  public static final NeuralSettings DEFAULT =
      new NeuralSettings(1000, 8, 1e-3, 50, 0.1, 1, 1, 100, 5, "cpu");

  /// First moment's decay of AdamW.
  static final double BETA1 = 0.9;

  /// Second moment's.
  static final double BETA2 = 0.95;

  /// @throws IllegalArgumentException if a number is out of its range
  public NeuralSettings {
    if (steps < 1 || batch < 1 || checkEvery < 1 || patience < 1 || warmup < 0) {
      throw new IllegalArgumentException(
          "steps, windows per step, steps between looks and patience are at least 1, warm-up at"
              + " least 0; got "
              + steps
              + ", "
              + batch
              + ", "
              + checkEvery
              + ", "
              + patience
              + ", "
              + warmup);
    }
    if (!(learningRate > 0) || !(weightDecay >= 0) || !(clip > 0)) {
      throw new IllegalArgumentException(
          "the learning rate and the clip are above 0 and the decay is not below; got "
              + learningRate
              + ", "
              + clip
              + ", "
              + weightDecay);
    }
  }

  /// With other numbers of steps, and of steps between looks.
  public NeuralSettings withSteps(int most, int betweenLooks) {
    return new NeuralSettings(
        most, batch, learningRate, warmup, weightDecay, clip, seed, betweenLooks, patience, device);
  }

  /// With another seed.
  public NeuralSettings withSeed(long other) {
    return new NeuralSettings(
        steps, batch, learningRate, warmup, weightDecay, clip, other, checkEvery, patience, device);
  }

  /// With another number of windows per step.
  public NeuralSettings withBatch(int windows) {
    return new NeuralSettings(
        steps,
        windows,
        learningRate,
        warmup,
        weightDecay,
        clip,
        seed,
        checkEvery,
        patience,
        device);
  }

  /// With another learning rate.
  public NeuralSettings withLearningRate(double rate) {
    return new NeuralSettings(
        steps, batch, rate, warmup, weightDecay, clip, seed, checkEvery, patience, device);
  }

  /// On another device.
  public NeuralSettings withDevice(String other) {
    return new NeuralSettings(
        steps, batch, learningRate, warmup, weightDecay, clip, seed, checkEvery, patience, other);
  }

  /// The learning rate of a step, counted from 0.
  double rateAt(int step) {
    if (step < warmup) {
      return learningRate * (step + 1) / warmup;
    }
    double done = steps == warmup ? 1 : (step - warmup) / (double) (steps - warmup);
    return learningRate * (0.1 + 0.45 * (1 + Math.cos(Math.PI * done)));
  }
}
