package org.tokenlab.analysis.report;

import java.util.List;

/// The two drawings of a picture; the style sheet shows the one that fits the window.
///
/// @param cssClass which windows it is for
/// @param width of the drawing, in pixels at full size
record Frame(String cssClass, int width) {
  static final Frame DESK = new Frame("desk", 1080);
  static final Frame PHONE = new Frame("phone", 358);
  static final List<Frame> BOTH = List.of(DESK, PHONE);

  boolean isPhone() {
    return equals(PHONE);
  }

  /// Opens an `<svg>` with a title and a description for those who don't see it; the caller closes
  /// it.
  ///
  /// @param id unlike any other on the page, apart from the frame
  Markup openSvg(Markup page, String id, double height, String title, String description) {
    String ids = id + "-" + cssClass;
    return page.open(
            "svg",
            "class",
            cssClass,
            "viewBox",
            "0 0 " + width + " " + Numbers.coordinate(height),
            "role",
            "img",
            "tabindex",
            "0",
            "aria-labelledby",
            ids + "-t " + ids + "-d")
        .element("title", title, "id", ids + "-t")
        .element("desc", description, "id", ids + "-d")
        .line();
  }
}
