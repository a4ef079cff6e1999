package org.tokenlab.analysis.report;

/// The few SVG shapes that the pictures are made of. Colours come from CSS classes alone, so that
/// dark and light work.
final class Drawing {
  private final Markup page;

  Drawing(Markup page) {
    this.page = page;
  }

  Drawing line(double x1, double y1, double x2, double y2, String cssClass) {
    page.leaf(
            "line",
            "class",
            cssClass,
            "x1",
            Numbers.coordinate(x1),
            "y1",
            Numbers.coordinate(y1),
            "x2",
            Numbers.coordinate(x2),
            "y2",
            Numbers.coordinate(y2))
        .line();
    return this;
  }

  /// @param anchor `start`, `middle` or `end`: which part of the text stands at x
  Drawing label(double x, double y, String anchor, String cssClass, String text) {
    page.element(
            "text",
            text,
            "class",
            cssClass + ("start".equals(anchor) ? "" : " " + anchor),
            "x",
            Numbers.coordinate(x),
            "y",
            Numbers.coordinate(y))
        .line();
    return this;
  }

  /// A dot with a tip.
  Drawing dot(double x, double y, double radius, String cssClass, String tip) {
    page.open(
            "circle",
            "class",
            cssClass,
            "cx",
            Numbers.coordinate(x),
            "cy",
            Numbers.coordinate(y),
            "r",
            Numbers.coordinate(radius))
        .element("title", tip)
        .close()
        .line();
    return this;
  }

  Drawing path(String data, String cssClass) {
    page.leaf("path", "class", cssClass, "d", data).line();
    return this;
  }

  /// A path with a tip.
  Drawing path(String data, String cssClass, String tip) {
    page.open("path", "class", cssClass, "d", data).element("title", tip).closeLine();
    return this;
  }

  /// What has this id, once more, moved so that its origin lies at x and y.
  Drawing use(String id, double x, double y) {
    page.leaf("use", "href", "#" + id, "x", Numbers.coordinate(x), "y", Numbers.coordinate(y))
        .line();
    return this;
  }

  /// Path data through the points of equal index.
  static String through(double[] x, double[] y) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      data.append(i == 0 ? 'M' : 'L')
          .append(Numbers.coordinate(x[i]))
          .append(' ')
          .append(Numbers.coordinate(y[i]));
    }
    return data.toString();
  }
}
