package org.tokenlab.analysis.vocabularysize;

import java.util.List;
import org.tokenlab.analysis.stats.QuasiNewton;

/// Refits approach 3, [ParametricLoss], on training runs.
///
/// Huber's loss (δ = 0.001) of predicted against measured loss, in the logarithms of the factors,
/// with the analytic gradient and from many starts: the surface is flat along α₂, and a single
/// start stops anywhere on it. As the authors want it, α₂ is at most 1; a fit that wants more is
/// done again with α₂ = 1. Runs of fewer than 2.18e17 FLOPs are left out, as theirs are.
public final class ParametricLossFit {
  private static final double HUBER_DELTA = 0.001;
  private static final double LEAST_FLOPS = 2.18e17;

  private ParametricLossFit() {}

  /// What f is asked with.
  public enum Argument {
    /// V: tokens of the text that was read.
    VOCABULARY_SIZE,
    /// V over 1,000, as the authors' script does; see [ParametricLoss].
    THOUSANDS
  }

  /// A fit.
  ///
  /// @param loss the constants
  /// @param huber the sum of Huber's losses
  /// @param runs how many runs it rests on
  public record Result(ParametricLoss loss, double huber, int runs) {}

  /// Fits the constants. Deterministic; some seconds for a thousand runs.
  ///
  /// @param runs at least six of enough FLOPs
  /// @throws IllegalArgumentException for fewer
  public static Result fit(List<TrainingRun> runs, Argument argument) {
    List<TrainingRun> used = runs.stream().filter(r -> r.flops() >= LEAST_FLOPS).toList();
    if (used.size() < 6) {
      throw new IllegalArgumentException(
          "six runs of 2.18e17 FLOPs and more wanted; got: " + used.size());
    }
    Objective objective = new Objective(used, argument);
    QuasiNewton.Minimum best = null;
    for (double a : new double[] {0, 2.5}) {
      for (double a2 : new double[] {-2, 0, 2.5}) {
        for (double alpha2 : new double[] {0.3, 0.7, 1}) {
          for (double beta : new double[] {0.3, 0.6}) {
            double[] start = {a, a2, a, 1.5, beta, alpha2};
            QuasiNewton.Minimum found = QuasiNewton.minimize(objective, start);
            if (found.x()[5] > 1) {
              double[] bound = found.x().clone();
              bound[5] = 1;
              QuasiNewton.Minimum held = QuasiNewton.minimize(objective.withAlpha2(1), bound);
              found = held;
            }
            if (best == null || found.value() < best.value()) {
              best = found;
            }
          }
        }
      }
    }
    double[] x = java.util.Objects.requireNonNull(best).x();
    return new Result(
        new ParametricLoss(
            Math.exp(x[0]), Math.exp(x[1]), Math.exp(x[2]), Math.exp(x[3]), x[5], x[4]),
        best.value(),
        used.size());
  }

  /// Variables: ln A₁, ln A₂, ln B, ln E, β, α₂.
  private static final class Objective implements QuasiNewton.Function {
    private final double[] logN;
    private final double[] logNv;
    private final double[] logD;
    private final double[] losses;
    private final double heldAlpha2; // or NaN

    Objective(List<TrainingRun> runs, Argument argument) {
      int n = runs.size();
      logN = new double[n];
      logNv = new double[n];
      logD = new double[n];
      losses = new double[n];
      heldAlpha2 = Double.NaN;
      for (int i = 0; i < n; i++) {
        TrainingRun run = runs.get(i);
        double v = run.vocabularySize();
        double rate = TokensPerCharacter.of(argument == Argument.THOUSANDS ? v / 1000 : v);
        logN[i] = Math.log(run.nonVocabularyParameters() / 1e6);
        logNv[i] = Math.log(run.vocabularyParameters() / 1e6);
        logD[i] = Math.log(run.characters() / 1e9 * rate);
        losses[i] = run.loss();
      }
    }

    private Objective(Objective other, double alpha2) {
      logN = other.logN;
      logNv = other.logNv;
      logD = other.logD;
      losses = other.losses;
      heldAlpha2 = alpha2;
    }

    Objective withAlpha2(double alpha2) {
      return new Objective(this, alpha2);
    }

    @Override
    public double at(double[] x, double[] gradient) {
      double alpha2 = Double.isNaN(heldAlpha2) ? x[5] : heldAlpha2;
      double beta = x[4];
      double floor = Math.exp(x[3]);
      double sum = 0;
      java.util.Arrays.fill(gradient, 0);
      for (int i = 0; i < losses.length; i++) {
        double model = Math.exp(x[0] - beta * logN[i]);
        double vocabulary = Math.exp(x[1] - alpha2 * logNv[i]);
        double data = Math.exp(x[2] - beta * logD[i]);
        double residual = model + vocabulary + data - floor - losses[i];
        double size = Math.abs(residual);
        sum +=
            size <= HUBER_DELTA ? residual * residual / 2 : HUBER_DELTA * (size - HUBER_DELTA / 2);
        double pull = Math.max(-HUBER_DELTA, Math.min(HUBER_DELTA, residual));
        gradient[0] += pull * model;
        gradient[1] += pull * vocabulary;
        gradient[2] += pull * data;
        gradient[3] -= pull * floor;
        gradient[4] -= pull * (model * logN[i] + data * logD[i]);
        gradient[5] -= pull * vocabulary * logNv[i];
      }
      if (!Double.isNaN(heldAlpha2)) {
        gradient[5] = 0;
      }
      return Double.isFinite(sum) ? sum : Double.POSITIVE_INFINITY;
    }
  }
}
