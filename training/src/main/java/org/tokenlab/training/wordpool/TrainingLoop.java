package org.tokenlab.training.wordpool;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.wordpool.WordBatch;

/// Trains a network by AdamW with β of 0.9 and 0.95, on windows of a text in an order that the seed
/// gives, and keeps the weights that were best on another text.
///
/// The text's windows are taken in a new random order each time through. Step `s` depends on the
/// seed and on `s` alone, so that a checkpoint needs no random state.
final class TrainingLoop {
  private static final int CHECK_BATCH = 16; // windows of the held-out text at once
  private static final double EPSILON = 1e-8; // AdamW's

  private final Network network;
  private final NeuralSettings settings;
  private final WordBatch text;
  private final WordBatch heldOut;
  private final NeuralListener listener;

  TrainingLoop(
      Network network,
      NeuralSettings settings,
      WordBatch text,
      WordBatch heldOut,
      NeuralListener listener) {
    if (text.rows() == 0 || heldOut.rows() == 0) {
      throw new IllegalArgumentException(
          "training needs words to learn from and others to look at; got "
              + text.rows()
              + " and "
              + heldOut.rows());
    }
    this.network = network;
    this.settings = settings;
    this.text = text;
    this.heldOut = heldOut;
    this.listener = listener;
  }

  /// Runs to the end.
  ///
  /// @param checkpoint where to go on from, and to write checkpoints; null for none
  /// @param fingerprint what this run is, see [Checkpoint]
  NeuralRun run(@Nullable Path checkpoint, float[] fingerprint) throws IOException {
    long began = System.nanoTime();
    Optional<Checkpoint> known =
        checkpoint == null ? Optional.empty() : Checkpoint.read(checkpoint, fingerprint);
    try (NDManager manager = TorchEngine.manager(settings.device())) {
      State state = new State(manager, known);
      long bytes = 0;
      int[] order = new int[0];
      int windows = network.windows(text);
      int orderOf = -1;
      while (state.step < settings.steps() && state.worse < settings.patience()) {
        int[] chosen = new int[Math.min(settings.batch(), windows)];
        for (int i = 0; i < chosen.length; i++) {
          long number = (long) state.step * chosen.length + i;
          int round = (int) (number / windows);
          if (round != orderOf) {
            order = order(windows, round);
            orderOf = round;
          }
          chosen[i] = order[(int) (number % windows)];
        }
        bytes += state.step(chosen);
        boolean last = state.step == settings.steps();
        if (last || state.step % settings.checkEvery() == 0) {
          state.look(bitsPerByte(manager, state.weights));
          if (checkpoint != null) {
            state.checkpoint().write(checkpoint, fingerprint);
          }
        }
        listener.step(state.step, settings.steps(), state.lastBits);
      }
      return new NeuralRun(
          network.weights().tensors(state.best),
          state.step,
          state.bestStep,
          state.bestBits,
          (System.nanoTime() - began) / 1e9,
          bytes);
    }
  }

  private int[] order(int windows, int round) {
    SplittableRandom random =
        new SplittableRandom(settings.seed() * 0x9E37_79B9_7F4A_7C15L + round + 1);
    int[] order = new int[windows];
    for (int i = 0; i < windows; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private float bitsPerByte(NDManager manager, float[] weights) {
    int windows = network.windows(heldOut);
    double nats = 0;
    long bytes = 0;
    for (int from = 0; from < windows; from += CHECK_BATCH) {
      int[] chosen = new int[Math.min(CHECK_BATCH, windows - from)];
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = from + i;
      }
      try (NDManager part = manager.newSubManager()) {
        Network.Loss loss = network.loss(part, part.create(weights), heldOut, chosen);
        nats += loss.nats().getFloat();
        bytes += loss.bytes();
      }
    }
    return (float) (nats / Math.log(2) / bytes);
  }

  /// Weights and moments, and how far the run is. They live here, and the engine is given the
  /// weights anew for each step, so that nothing of it outlives a step; the copies are a thousandth
  /// of its work.
  private final class State {
    private final NDManager manager;
    private final float[] decaying;
    private final float[] weights;
    private final float[] first;
    private final float[] second;
    private int step;
    private float[] best;
    private int bestStep;
    private float bestBits = Float.POSITIVE_INFINITY;
    private float lastBits = Float.NaN;
    private int worse;

    State(NDManager manager, Optional<Checkpoint> known) {
      this.manager = manager;
      FlatWeights layout = network.weights();
      decaying = layout.decaying();
      best = known.map(Checkpoint::best).orElseGet(() -> layout.initial(settings.seed()));
      weights = known.map(Checkpoint::weights).orElse(best).clone();
      first = known.map(Checkpoint::first).orElseGet(() -> new float[layout.size()]);
      second = known.map(Checkpoint::second).orElseGet(() -> new float[layout.size()]);
      known.ifPresent(checkpoint -> {
        step = checkpoint.step();
        bestStep = checkpoint.bestStep();
        bestBits = checkpoint.bestBits();
        worse = checkpoint.worse();
      });
    }

    /// One step of the optimizer; returns the bytes of text seen.
    long step(int[] windows) {
      try (NDManager part = manager.newSubManager()) {
        NDArray flat = part.create(weights);
        flat.setRequiresGradient(true);
        Network.Loss loss;
        try (GradientCollector collector =
            Engine.getEngine(TorchEngine.NAME).newGradientCollector()) {
          loss = network.loss(part, flat, text, windows);
          collector.backward(TorchLayers.scaled(loss.nats(), 1f / loss.predictions()));
        }
        try (NDArray gradient = flat.getGradient()) {
          update(gradient.toFloatArray());
        }
        return loss.bytes();
      }
    }

    private void update(float[] gradient) {
      double squares = 0;
      for (float g : gradient) {
        squares += (double) g * g;
      }
      double length = Math.sqrt(squares);
      if (!Double.isFinite(length)) {
        throw new ArithmeticException(
            "training diverged: after "
                + step
                + " steps the gradient is not finite; take a lower learning rate than "
                + settings.learningRate());
      }
      double scale = Math.min(1, settings.clip() / length);
      double b1 = NeuralSettings.BETA1;
      double b2 = NeuralSettings.BETA2;
      double rate = settings.rateAt(step);
      step++;
      double unbias1 = 1 / (1 - Math.pow(b1, step));
      double unbias2 = 1 / (1 - Math.pow(b2, step));
      for (int i = 0; i < weights.length; i++) {
        double g = scale * gradient[i];
        first[i] = (float) (b1 * first[i] + (1 - b1) * g);
        second[i] = (float) (b2 * second[i] + (1 - b2) * g * g);
        double direction = unbias1 * first[i] / (Math.sqrt(unbias2 * second[i]) + EPSILON);
        double decay = decaying[i] * settings.weightDecay() * weights[i];
        weights[i] = (float) (weights[i] - rate * (decay + direction));
      }
    }

    void look(float bits) {
      lastBits = bits;
      if (bits < bestBits) {
        bestBits = bits;
        bestStep = step;
        best = weights.clone();
        worse = 0;
      } else {
        worse++;
      }
    }

    Checkpoint checkpoint() {
      return new Checkpoint(step, weights, first, second, best, bestStep, bestBits, worse);
    }
  }
}
