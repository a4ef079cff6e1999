package org.tokenlab.analysis.report;

import java.util.Comparator;
import java.util.List;

/// How unequally a tokenizer treats languages: Gini coefficients as a list, Lorenz curves beside
/// it.
final class LorenzPicture {
  private static final Frame FRAME = new Frame("any", 460);

  private final Chapter chapter;
  private final List<TokenizerColumn> columns;

  LorenzPicture(Chapter chapter) {
    this.chapter = chapter;
    columns =
        chapter.pictured().stream()
            .filter(column -> column.premiums().size() > 1)
            .sorted(Comparator.comparingDouble(column -> column.premiums().gini()))
            .toList();
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  void draw(Markup page) {
    page.open("div", "class", "lorenz").line();
    list(page);
    curves(page);
    page.closeLine();
  }

  private void list(Markup page) {
    double most = columns.getLast().premiums().gini();
    page.open("ol", "class", "gini", "aria-label", "Gini coefficient by tokenizer, least first")
        .line();
    for (int i = 0; i < columns.size(); i++) {
      Sample premiums = columns.get(i).premiums();
      double share = most > 0 ? premiums.gini() / most * 100 : 0;
      page.open("li", "data-curve", chapter.id() + "-l" + i, "class", emphasis(i).strip())
          .element("span", columns.get(i).label(), "class", "lang")
          .open("span", "class", "bar")
          .element("i", "", "style", "width:" + Numbers.coordinate(share) + "%")
          .close()
          .element("b", Numbers.fixed(premiums.gini(), 3))
          .element("small", premiums.size() + " languages")
          .closeLine();
    }
    page.closeLine();
  }

  private void curves(Markup page) {
    Scale x = Scale.linear(0, 1, 44, 448);
    Scale y = Scale.linear(0, 1, 416, 12);
    FRAME.openSvg(
        page,
        chapter.id() + "-lorenz",
        462,
        "Lorenz curves of token premiums",
        "For each tokenizer, the share of all premiums that falls to a share of the languages, those with the least"
            + " premium first. The straight line is equality.");
    Drawing drawing = new Drawing(page);
    for (double tick : x.ticks(4)) {
      drawing.line(x.at(tick), y.from(), x.at(tick), y.to(), "rule");
      drawing.line(x.from(), y.at(tick), x.to(), y.at(tick), "rule");
      drawing.label(x.at(tick), y.from() + 18, "middle", "tick", Numbers.percent(tick));
      if (tick > 0) {
        drawing.label(x.from() - 6, y.at(tick) + 4, "end", "tick", Numbers.percent(tick));
      }
    }
    drawing.line(x.at(0), y.at(0), x.at(1), y.at(1), "rule one");
    drawing.label(
        (x.from() + x.to()) / 2,
        y.from() + 38,
        "middle",
        "axis",
        "share of languages, least premium first");
    drawing.label(x.from() + 8, y.to() + 12, "start", "axis", "share of all premiums");
    for (int i = 0; i < columns.size(); i++) {
      curve(page, i, x, y);
    }
    label(drawing, 0, 0.42, -10, -6, "end", x, y);
    if (columns.size() > 1) {
      label(drawing, columns.size() - 1, 0.6, 10, 14, "start", x, y);
    }
    page.closeLine();
  }

  private void curve(Markup page, int i, Scale x, Scale y) {
    double[] shares = columns.get(i).premiums().lorenz();
    double[] across = new double[shares.length];
    double[] up = new double[shares.length];
    for (int j = 0; j < shares.length; j++) {
      across[j] = x.at((double) j / (shares.length - 1));
      up[j] = y.at(shares[j]);
    }
    page.open(
            "path",
            "id",
            chapter.id() + "-l" + i,
            "class",
            "curve neutral" + emphasis(i),
            "d",
            Drawing.through(across, up))
        .element(
            "title",
            columns.get(i).label() + ": Gini " + Numbers.fixed(columns.get(i).premiums().gini(), 3))
        .closeLine();
  }

  private void label(
      Drawing drawing, int i, double at, double dx, double dy, String anchor, Scale x, Scale y) {
    double[] shares = columns.get(i).premiums().lorenz();
    int index = (int) Math.round(at * (shares.length - 1));
    drawing.label(
        x.at((double) index / (shares.length - 1)) + dx,
        y.at(shares[index]) + dy,
        anchor,
        "name" + emphasis(i),
        columns.get(i).label());
  }

  private String emphasis(int i) {
    return i == 0 ? " least" : i == columns.size() - 1 ? " most" : "";
  }
}
