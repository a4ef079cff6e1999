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

  // PyTorch 2.7.1's CPU library gives NaN gradients for finite weights now and then (about one step
  // in 60, on an AMD EPYC); the same step done again gives numbers, and those of every run are the
  // same to the last bit. So a step that is not finite is done again before training is given up.
  private static final int ATTEMPTS = 5;

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

  private float bitsPerByte(NDManager manager, NDArray weights) {
    int windows = network.windows(heldOut);
    double nats = 0;
    long bytes = 0;
    for (int from = 0; from < windows; from += CHECK_BATCH) {
      int[] chosen = new int[Math.min(CHECK_BATCH, windows - from)];
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = from + i;
      }
      float sum = Float.NaN;
      for (int attempt = 0; attempt < ATTEMPTS && !Float.isFinite(sum); attempt++) {
        try (NDManager part = manager.newSubManager()) {
          part.tempAttachAll(weights);
          Network.Loss loss = network.loss(part, weights, heldOut, chosen);
          sum = loss.nats().getFloat();
          bytes += attempt == 0 ? loss.bytes() : 0;
        }
      }
      nats += sum;
    }
    return (float) (nats / Math.log(2) / bytes);
  }

  /// Weights and moments on the device, and how far the run is.
  private final class State {
    private final NDManager manager;
    private final NDArray decaying;
    private NDArray weights;
    private NDArray first;
    private NDArray second;
    private int step;
    private float[] best;
    private int bestStep;
    private float bestBits = Float.POSITIVE_INFINITY;
    private float lastBits = Float.NaN;
    private int worse;

    State(NDManager manager, Optional<Checkpoint> known) {
      this.manager = manager;
      FlatWeights layout = network.weights();
      decaying = manager.create(layout.decaying());
      best = known.map(Checkpoint::best).orElseGet(() -> layout.initial(settings.seed()));
      weights = manager.create(known.map(Checkpoint::weights).orElse(best));
      first = manager.create(known.map(Checkpoint::first).orElseGet(() -> zeros(layout)));
      second = manager.create(known.map(Checkpoint::second).orElseGet(() -> zeros(layout)));
      known.ifPresent(checkpoint -> {
        step = checkpoint.step();
        bestStep = checkpoint.bestStep();
        bestBits = checkpoint.bestBits();
        worse = checkpoint.worse();
      });
    }

    private static float[] zeros(FlatWeights layout) {
      return new float[layout.size()];
    }

    /// One step of the optimizer; returns the bytes of text seen.
    long step(int[] windows) {
      for (int attempt = 1; ; attempt++) {
        try (NDManager part = manager.newSubManager()) {
          NDArray flat = weights.duplicate();
          flat.attach(part);
          flat.setRequiresGradient(true);
          Network.Loss loss;
          try (GradientCollector collector =
              Engine.getEngine(TorchEngine.NAME).newGradientCollector()) {
            loss = network.loss(part, flat, text, windows);
            collector.backward(loss.nats().div((float) loss.predictions()));
          }
          NDArray gradient = flat.getGradient();
          gradient.attach(part);
          float length = gradient.norm().getFloat();
          if (Float.isFinite(length)) {
            update(part, gradient.stopGradient(), length);
            return loss.bytes();
          }
        }
        if (attempt == ATTEMPTS) {
          throw new ArithmeticException(
              "training diverged: after "
                  + step
                  + " steps the gradient is not finite; take a lower learning rate than "
                  + settings.learningRate());
        }
      }
    }

    private void update(NDManager part, NDArray given, double length) {
      NDArray gradient = given;
      if (length > settings.clip()) {
        gradient = given.mul((float) (settings.clip() / length));
      }
      double b1 = NeuralSettings.BETA1;
      double b2 = NeuralSettings.BETA2;
      double rate = settings.rateAt(step);
      step++;
      part.tempAttachAll(weights, first, second, decaying);
      NDArray newFirst = first.mul((float) b1).add(gradient.mul((float) (1 - b1)));
      NDArray newSecond = second.mul((float) b2).add(gradient.square().mul((float) (1 - b2)));
      NDArray direction =
          newFirst
              .div((float) (1 - Math.pow(b1, step)))
              .div(newSecond.div((float) (1 - Math.pow(b2, step))).sqrt().add(1e-8f));
      NDArray newWeights =
          weights
              .sub(weights.mul(decaying).mul((float) (rate * settings.weightDecay())))
              .sub(direction.mul((float) rate));
      first = replaced(first, newFirst);
      second = replaced(second, newSecond);
      weights = replaced(weights, newWeights);
    }

    private NDArray replaced(NDArray old, NDArray by) {
      old.close();
      by.attach(manager);
      return by;
    }

    void look(float bits) {
      lastBits = bits;
      if (bits < bestBits) {
        bestBits = bits;
        bestStep = step;
        best = weights.toFloatArray();
        worse = 0;
      } else {
        worse++;
      }
    }

    Checkpoint checkpoint() {
      return new Checkpoint(
          step,
          weights.toFloatArray(),
          first.toFloatArray(),
          second.toFloatArray(),
          best,
          bestStep,
          bestBits,
          worse);
    }
  }
}
