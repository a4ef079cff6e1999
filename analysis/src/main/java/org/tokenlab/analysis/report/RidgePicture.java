package org.tokenlab.analysis.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How premiums are distributed under each tokenizer: a ridge of density over a strip of languages,
/// most even first.
final class RidgePicture {
  private static final int STEPS = 160;

  /// Fewer languages than this have marks, but no density: it would show the kernel, not them.
  private static final int ENOUGH = 8;

  private final Chapter chapter;
  private final Map<String, Language> languages;

  RidgePicture(Chapter chapter) {
    this.chapter = chapter;
    languages = chapter.byCode();
  }

  void draw(Markup page) {
    for (Frame frame : Frame.BOTH) {
      draw(page, frame);
    }
  }

  private void draw(Markup page, Frame frame) {
    List<TokenizerColumn> columns =
        chapter.pictured().stream()
            .sorted(Comparator.comparingDouble(column -> column.premiums().spread()))
            .toList();
    boolean phone = frame.isPhone();
    double left = phone ? 8 : 210;
    double right = frame.width() - (phone ? 8.0 : 150.0);
    double rowHeight = phone ? 106 : 76;
    double top = 30;
    double bottom = top + rowHeight * columns.size();
    PremiumAxis axis = PremiumAxis.of(chapter);
    Scale x = axis.scale(left, right);
    frame.openSvg(
        page,
        chapter.id() + "-ridges",
        bottom + 46,
        "Distribution of token premiums under each tokenizer",
        "One row for each of "
            + columns.size()
            + " tokenizers, from the narrowest spread to the widest: the density of premiums above one mark for each"
            + " language, on a logarithmic axis.");
    Drawing drawing = new Drawing(page);
    axis.draw(drawing, x, top - 10, bottom);
    drawing.label(
        (left + right) / 2,
        bottom + 38,
        "middle",
        "axis",
        "tokens relative to " + chapter.reference().name() + " (ratio, log scale)");
    if (!phone) {
      drawing.label(right + 24, top - 14, "start", "note", "median");
      drawing.label(right + 84, top - 14, "start", "note", "P90 ÷ P10");
    }
    for (int i = 0; i < columns.size(); i++) {
      row(drawing, columns.get(i), x, top + rowHeight * (i + 1) - 18, frame);
    }
    page.closeLine();
  }

  private void row(Drawing drawing, TokenizerColumn column, Scale x, double base, Frame frame) {
    Sample premiums = column.premiums();
    double high = frame.isPhone() ? 42 : 50;
    if (premiums.size() >= ENOUGH && premiums.quantile(0) < premiums.quantile(1)) {
      drawing.path(ridge(premiums, x, base, high), "ridge");
    }
    for (String code : column.byPremium()) {
      Language language = languages.get(code);
      double place = x.at(column.premium(code));
      drawing.path(
          "M" + Numbers.coordinate(place) + " " + Numbers.coordinate(base + 2) + "v9",
          "mark " + language.group().cssClass(),
          language.name() + ": " + Numbers.times(column.premium(code)));
    }
    double median = premiums.quantile(0.5);
    drawing.line(x.at(median), base - high, x.at(median), base + 11, "median");
    String numbers = Numbers.times(median);
    String spread = Numbers.times(premiums.spread());
    if (frame.isPhone()) {
      drawing.label(x.from(), base - 68, "start", "row", column.label());
      drawing.label(
          x.from(), base - 52, "start", "note", "median " + numbers + " · P90 ÷ P10 " + spread);
    } else {
      drawing.label(0, base - 12, "start", "row", column.label());
      drawing.label(0, base + 4, "start", "note", premiums.size() + " languages");
      drawing.label(x.to() + 24, base - 4, "start", "row", numbers);
      drawing.label(x.to() + 84, base - 4, "start", "row", spread);
    }
  }

  /// Gaussian kernel density of the logarithms, by Silverman's rule, scaled to the height of a row.
  private static String ridge(Sample premiums, Scale x, double base, double high) {
    double[] logs = premiums.sorted();
    double mean = 0;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(logs[i]);
      mean += logs[i] / logs.length;
    }
    double variance = 0;
    for (double value : logs) {
      variance += (value - mean) * (value - mean) / (logs.length - 1);
    }
    double quartiles = Math.log(premiums.quantile(0.75) / premiums.quantile(0.25)) / 1.34;
    double deviation = Math.sqrt(variance);
    double narrow = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
    double width = 0.9 * narrow * Math.pow(logs.length, -0.2);
    double[] across = new double[STEPS + 1];
    double[] density = new double[STEPS + 1];
    double most = 0;
    for (int i = 0; i <= STEPS; i++) {
      across[i] = x.from() + (x.to() - x.from()) * i / STEPS;
      double at = Math.log(x.least()) + Math.log(x.greatest() / x.least()) * i / STEPS;
      for (double value : logs) {
        double distance = (at - value) / width;
        density[i] += Math.exp(-distance * distance / 2);
      }
      most = Math.max(most, density[i]);
    }
    for (int i = 0; i <= STEPS; i++) {
      density[i] = base - high * density[i] / most;
    }
    return Drawing.through(across, density)
        + "L"
        + Numbers.coordinate(x.to())
        + " "
        + Numbers.coordinate(base)
        + "H"
        + Numbers.coordinate(x.from())
        + "Z";
  }
}
