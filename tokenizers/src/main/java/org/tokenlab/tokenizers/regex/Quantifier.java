package org.tokenlab.tokenizers.regex;

import org.jspecify.annotations.Nullable;

/// How often something repeats, as written: `*`, `+`, `?`, or an interval in braces. What an
/// interval means whose lower count is the greater, and what follows a quantifier, is each
/// dialect's own.
///
/// @param min the lower count; 0 where it is left out
/// @param most the upper count; −1 for no limit
/// @param exact whether an interval holds one count, as `{3}` does
record Quantifier(int min, int most, boolean exact) {
  private static final int MOST_COUNTED = 100_000;

  /// The quantifier here; null, without moving, if none stands here, as an ill-formed interval is
  /// none.
  ///
  /// @param ignored moves behind what may stand between the parts of an interval
  static @Nullable Quantifier read(PatternReader in, Runnable ignored) {
    Quantifier sign =
        switch (in.peek()) {
          case '*' -> new Quantifier(0, -1, false);
          case '+' -> new Quantifier(1, -1, false);
          case '?' -> new Quantifier(0, 1, false);
          default -> null;
        };
    if (sign != null) {
      in.at++;
      return sign;
    }
    return in.looksAt("{") ? interval(in, ignored) : null;
  }

  private static @Nullable Quantifier interval(PatternReader in, Runnable ignored) {
    int start = in.at;
    in.at++;
    ignored.run();
    long low = in.number(10, 1, 12);
    ignored.run();
    boolean exact = !in.skip(",");
    long high = low;
    if (!exact) {
      ignored.run();
      high = in.number(10, 1, 12);
    }
    ignored.run();
    if ((exact && low < 0) || !in.skip("}")) {
      in.at = start;
      return null;
    }
    if (Math.max(low, high) > MOST_COUNTED) {
      throw in.error(start, "a repeat count above " + MOST_COUNTED);
    }
    return new Quantifier((int) Math.max(low, 0), (int) high, exact);
  }

  /// Whether the lower count is the greater, as in `{3,1}`.
  boolean isTurned() {
    return most >= 0 && min > most;
  }
}
