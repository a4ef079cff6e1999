package org.tokenlab.analysis.vocabularysize;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// A power law fitted to measured token counts by least squares in tokens.
///
/// For a given exponent the law is linear in its other parameters, so that only the exponent has to
/// be searched for (variable projection, Golub and Pereyra 1973): over a grid, then by golden
/// section between the neighbours of the best grid point. That finds the global minimum without a
/// first guess, where the usual damped iterations on all three parameters may stop elsewhere. The
/// exponent is sought in [0, 20] for two parameters, and from 0.001 for three: nearer to 0 scale
/// and asymptote cancel each other.
///
/// Immutable and thread-safe.
public final class PowerLawFit {
  private static final double LEAST_EXPONENT = 1e-3;
  private static final double MOST_EXPONENT = 20;
  private static final int GRID = 400;
  private static final int SIZES_FOR_ASYMPTOTE = 4;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final PowerLaw law;
  private final double[] residuals;

  private PowerLawFit(PowerLaw law, double[] residuals) {
    this.law = law;
    this.residuals = residuals;
  }

  /// Fits `a · V^(−b)`.
  ///
  /// @param vocabularySizes at least two different ones, each >= 1
  /// @param tokens as many, each finite
  /// @throws IllegalArgumentException if there are too few, or a value is out of range
  public static PowerLawFit twoParameters(double[] vocabularySizes, double[] tokens) {
    return fit(vocabularySizes, tokens, false);
  }

  /// Fits `a · V^(−b) + c`.
  ///
  /// @param vocabularySizes at least three different ones, each >= 1
  /// @param tokens as many, each finite
  /// @throws IllegalArgumentException if there are too few, or a value is out of range
  public static PowerLawFit threeParameters(double[] vocabularySizes, double[] tokens) {
    return fit(vocabularySizes, tokens, true);
  }

  /// Fits what the sizes allow: three parameters through four different sizes and more, two through
  /// fewer.
  ///
  /// @param vocabularySizes at least two different ones, each >= 1
  /// @param tokens as many, each finite
  /// @throws IllegalArgumentException if there are too few, or a value is out of range
  public static PowerLawFit through(double[] vocabularySizes, double[] tokens) {
    boolean asymptote = Arrays.stream(vocabularySizes).distinct().count() >= SIZES_FOR_ASYMPTOTE;
    return fit(vocabularySizes, tokens, asymptote);
  }

  private static PowerLawFit fit(double[] sizes, double[] tokens, boolean asymptote) {
    require(sizes, tokens, asymptote ? 3 : 2);
    // Sizes relative to their geometric mean: powers of them stay near 1.
    double mean = Math.exp(Arrays.stream(sizes).map(Math::log).average().orElseThrow());
    double[] logs = Arrays.stream(sizes).map(v -> Math.log(v / mean)).toArray();
    double b =
        minimum(
            exponent -> squares(logs, tokens, exponent, asymptote), asymptote ? LEAST_EXPONENT : 0);
    double[] linear = linear(logs, tokens, b, asymptote);
    PowerLaw law = new PowerLaw(linear[0] * Math.pow(mean, b), b, linear[1]);
    double[] residuals = new double[sizes.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = tokens[i] - law.tokens(sizes[i]);
    }
    return new PowerLawFit(law, residuals);
  }

  private static void require(double[] sizes, double[] tokens, int parameters) {
    for (int i = 0; i < Math.min(sizes.length, tokens.length); i++) {
      if (!(sizes[i] >= 1) || !Double.isFinite(sizes[i]) || !Double.isFinite(tokens[i])) {
        throw new IllegalArgumentException(
            "a vocabulary >= 1 and a finite count of tokens wanted; got: "
                + sizes[i]
                + " and "
                + tokens[i]);
      }
    }
    long different = Arrays.stream(sizes).distinct().count();
    if (sizes.length != tokens.length || different < parameters) {
      throw new IllegalArgumentException(
          "a count for each of at least "
              + parameters
              + " vocabulary sizes wanted; got "
              + different
              + " sizes, "
              + tokens.length
              + " counts");
    }
  }

  /// The best scale and asymptote for an exponent.
  private static double[] linear(double[] logs, double[] tokens, double b, boolean asymptote) {
    int n = logs.length;
    double[] x = new double[n];
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      x[i] = Math.exp(-b * logs[i]);
      meanX += x[i] / n;
      meanY += tokens[i] / n;
    }
    if (!asymptote) {
      meanX = 0;
      meanY = 0;
    }
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < n; i++) {
      xy += (x[i] - meanX) * (tokens[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
    }
    double a = xx == 0 ? 0 : xy / xx;
    return new double[] {a, asymptote ? meanY - a * meanX : 0};
  }

  private static double squares(double[] logs, double[] tokens, double b, boolean asymptote) {
    double[] linear = linear(logs, tokens, b, asymptote);
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double residual = tokens[i] - linear[0] * Math.exp(-b * logs[i]) - linear[1];
      sum += residual * residual;
    }
    return sum;
  }

  private static double minimum(DoubleUnaryOperator squares, double least) {
    double[] grid = new double[GRID + 1];
    int best = 0;
    double bestSquares = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= GRID; i++) {
      // Denser near 0, where laws of text are.
      grid[i] = least + (MOST_EXPONENT - least) * Math.pow((double) i / GRID, 3);
      double value = squares.applyAsDouble(grid[i]);
      if (value < bestSquares) {
        bestSquares = value;
        best = i;
      }
    }
    double low = grid[Math.max(0, best - 1)];
    double high = grid[Math.min(GRID, best + 1)];
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = squares.applyAsDouble(left);
    double atRight = squares.applyAsDouble(right);
    for (int i = 0; i < 100; i++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = squares.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = squares.applyAsDouble(right);
      }
    }
    double found = (low + high) / 2;
    return squares.applyAsDouble(found) <= bestSquares ? found : grid[best];
  }

  /// The law.
  public PowerLaw law() {
    return law;
  }

  /// Measured minus predicted tokens, in the order of the sizes; a copy.
  public double[] residuals() {
    return residuals.clone();
  }

  /// Root of the mean squared residual, in tokens. Not adjusted for the parameters fitted.
  public double rootMeanSquaredError() {
    return Math.sqrt(Arrays.stream(residuals).map(r -> r * r).average().orElse(0));
  }
}
