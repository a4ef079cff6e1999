package org.tokenlab.analysis.report;

import java.util.Locale;
import org.tokenlab.analysis.stats.Interval;

/// Numbers as text, the same in every locale. A number that is not finite, an absent figure, is an
/// en dash.
final class Numbers {
  static final String ABSENT = "–";

  private Numbers() {}

  /// With `decimals` digits after the point.
  static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : ABSENT;
  }

  /// A factor, with as many digits as a reader takes in: `1.58×`, `12.3×`.
  static String times(double value) {
    return Double.isFinite(value) ? fixed(value, value < 9.995 ? 2 : 1) + "×" : ABSENT;
  }

  /// `95 %: 1.47–1.51`.
  static String interval(Interval interval) {
    return "95 %: " + fixed(interval.low(), 2) + "–" + fixed(interval.high(), 2);
  }

  /// A whole number in groups of three: `12,345`.
  static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : ABSENT;
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /// A share of one as whole per cent: `82 %`, with a space that doesn't break.
  static String percent(double share) {
    return Double.isFinite(share) ? fixed(share * 100, 0) + " %" : ABSENT;
  }

  /// A place in a picture: one decimal, without `.0`.
  static String coordinate(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("expected a finite coordinate; got: " + value);
    }
    long tenths = Math.round(value * 10);
    long whole = Math.abs(tenths) / 10;
    long tenth = Math.abs(tenths) % 10;
    return (tenths < 0 ? "-" : "") + whole + (tenth == 0 ? "" : "." + tenth);
  }
}
