package org.tokenlab.analysis.report;

import java.util.List;

/// The range of premiums that all pictures of a chapter share, so that tokenizers can be compared
/// by eye.
///
/// @param least a little below the least premium, and below 1
/// @param greatest a little above the greatest premium, and above 1
record PremiumAxis(double least, double greatest) {
  static PremiumAxis of(Chapter chapter) {
    double least = 1;
    double greatest = 1;
    for (TokenizerColumn column : chapter.pictured()) {
      least = Math.min(least, column.premiums().quantile(0));
      greatest = Math.max(greatest, column.premiums().quantile(1));
    }
    return new PremiumAxis(Math.min(0.8, least / 1.08), Math.max(1.5, greatest * 1.08));
  }

  Scale scale(double from, double to) {
    return Scale.logarithmic(least, greatest, from, to);
  }

  /// Rules and their labels, with the line of the reference language drawn stronger.
  void draw(Drawing drawing, Scale x, double top, double bottom) {
    List<Double> ticks = x.ticks(6);
    for (double tick : ticks) {
      boolean one = tick == 1;
      drawing.line(x.at(tick), top, x.at(tick), bottom, one ? "rule one" : "rule");
      drawing.label(x.at(tick), bottom + 17, "middle", "tick", tickLabel(tick));
    }
  }

  private static String tickLabel(double tick) {
    return (tick < 1 ? Numbers.fixed(tick, 1) : Numbers.count(tick)) + "×";
  }
}
