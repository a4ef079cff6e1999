package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Maps figures to places in a picture, linearly or by logarithm, and knows where its axis has
/// ticks.
///
/// @param least the figure at `from`
/// @param greatest the figure at `to`
/// @param from place in pixels
/// @param to place in pixels; may be less than `from`, as for a vertical axis
/// @param logarithmic whether equal distances are equal factors; both figures must then be positive
record Scale(double least, double greatest, double from, double to, boolean logarithmic) {
  private static final double[] STEPS = {1, 2, 5};

  Scale {
    if (!(least < greatest) || (logarithmic && !(least > 0))) {
      throw new IllegalArgumentException(
          "expected a range"
              + (logarithmic ? " of positive numbers" : "")
              + "; got: "
              + least
              + " to "
              + greatest);
    }
  }

  static Scale linear(double least, double greatest, double from, double to) {
    return new Scale(least, greatest, from, to, false);
  }

  static Scale logarithmic(double least, double greatest, double from, double to) {
    return new Scale(least, greatest, from, to, true);
  }

  /// The place of a figure, in pixels; figures outside of the range lie outside of the picture.
  double at(double figure) {
    DoubleUnaryOperator spread = logarithmic ? Math::log : x -> x;
    double share =
        (spread.applyAsDouble(figure) - spread.applyAsDouble(least))
            / (spread.applyAsDouble(greatest) - spread.applyAsDouble(least));
    return from + share * (to - from);
  }

  /// Round figures within the range: 1, 2, 5 times powers of ten on a logarithmic axis, else
  /// multiples of one of these.
  List<Double> ticks(int about) {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      for (int power = (int) Math.floor(Math.log10(least));
          Math.pow(10, power) <= greatest;
          power++) {
        for (double step : STEPS) {
          double tick = Math.pow(10, power) * step;
          if (tick >= least && tick <= greatest) {
            ticks.add(tick);
          }
        }
      }
    } else {
      double step = roundStep((greatest - least) / about);
      for (long i = (long) Math.ceil(least / step - 1e-9); i * step <= greatest * (1 + 1e-9); i++) {
        ticks.add(i * step);
      }
    }
    return ticks;
  }

  private static double roundStep(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double step : STEPS) {
      if (step * power >= wanted) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
