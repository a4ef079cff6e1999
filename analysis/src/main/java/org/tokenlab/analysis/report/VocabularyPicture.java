package org.tokenlab.analysis.report;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tokenlab.analysis.report.VocabularySeries.Curve;
import org.tokenlab.analysis.report.VocabularySeries.Point;
import org.tokenlab.analysis.vocabularysize.PowerLaw;

/// Tokens against vocabulary size, one panel for each group of scripts, all languages faint behind.
///
/// The faint curves are the same in each panel, so they stand in the page once and the panels refer
/// to them.
final class VocabularyPicture {
  private static final double HEAD = 44;
  private static final double FOOT = 50;
  private static final int FIT_STEPS = 6;

  private final Chapter chapter;
  private final VocabularySeries series;
  private final double leastSize;
  private final double greatestSize;
  private final double leastTokens;
  private final double mostTokens;

  VocabularyPicture(Chapter chapter, VocabularySeries series) {
    this.chapter = chapter;
    this.series = series;
    List<Point> points =
        series.curves().stream().flatMap(curve -> curve.points().stream()).toList();
    int least = points.stream().mapToInt(Point::vocabulary).min().orElse(1);
    int greatest = points.stream().mapToInt(Point::vocabulary).max().orElse(1);
    leastSize = least;
    greatestSize = greatest > least ? greatest : least * 2.0;
    mostTokens = points.stream().mapToDouble(Point::tokensPerItem).max().orElse(1) * 1.03;
    leastTokens = points.stream().mapToDouble(Point::tokensPerItem).min().orElse(0) * 0.9;
  }

  void draw(Markup page, String id) {
    for (Frame frame : Frame.BOTH) {
      draw(page, id, frame);
    }
  }

  private void draw(Markup page, String id, Frame frame) {
    List<ScriptGroup> groups =
        series.curves().stream()
            .map(curve -> curve.language().group())
            .distinct()
            .sorted()
            .toList();
    int across = frame.isPhone() ? 1 : Math.clamp(groups.size(), 2, 4);
    double width = (double) frame.width() / across;
    double plotHeight = frame.isPhone() ? 150 : 190;
    double panelHeight = HEAD + plotHeight + FOOT;
    int rows = (groups.size() + across - 1) / across;
    frame.openSvg(
        page,
        id,
        rows * panelHeight,
        "Tokens per item against vocabulary size, " + series.label(),
        "One line for each of "
            + series.curves().size()
            + " languages with a tokenizer of its own; panels by script; vocabulary size on a logarithmic axis.");
    Drawing drawing = new Drawing(page);
    double plotWidth = width - 34 - 88;
    Scale acrossPlot = Scale.logarithmic(leastSize, greatestSize, 0, plotWidth);
    Scale upPlot = Scale.linear(leastTokens, mostTokens, plotHeight, 0);
    String background = id + "-" + frame.cssClass() + "-all";
    page.open("defs")
        .line()
        .open("path", "id", background, "class", "curve faint", "d", all(acrossPlot, upPlot))
        .close()
        .closeLine();
    for (int i = 0; i < groups.size(); i++) {
      double left = (i % across) * width;
      int row = i / across;
      double top = row * panelHeight + HEAD;
      boolean first = i % across == 0;
      panel(
          drawing,
          groups.get(i),
          background,
          Scale.logarithmic(leastSize, greatestSize, left + 34, left + width - 88),
          Scale.linear(leastTokens, mostTokens, top + plotHeight, top),
          first);
    }
    page.closeLine();
  }

  private void panel(
      Drawing drawing, ScriptGroup group, String background, Scale x, Scale y, boolean first) {
    drawing.label(x.from() - 30, y.to() - 24, "start", "row", group.label());
    for (double tick : y.ticks(4)) {
      drawing.line(x.from(), y.at(tick), x.to(), y.at(tick), "rule");
      drawing.label(x.from() - 6, y.at(tick) + 4, "end", "tick", Numbers.count(tick));
    }
    double lastLabel = Double.NEGATIVE_INFINITY;
    for (double size : sizes()) {
      drawing.line(x.at(size), y.from(), x.at(size), y.from() + 4, "rule");
      if (x.at(size) - lastLabel > 38) {
        drawing.label(x.at(size), y.from() + 17, "middle", "tick", Numbers.count(size));
        lastLabel = x.at(size);
      }
    }
    if (first) {
      drawing.label(x.from(), y.from() + 34, "start", "axis", "vocabulary (tokens, log scale)");
      drawing.label(x.from() - 30, y.to() - 7, "start", "axis", "tokens per item");
    }
    drawing.use(background, x.from(), y.to());
    List<Curve> ours =
        series.curves().stream().filter(curve -> curve.language().group() == group).toList();
    for (Curve curve : ours) {
      String cssClass = group.cssClass();
      if (curve.points().size() > 1) {
        drawing.path(data(curve, x, y), "curve " + cssClass, tip(curve));
        if (chapter.showsFits()) {
          curve.fit().ifPresent(fit -> drawing.path(fitted(curve, fit.law(), x, y), "fit"));
        }
      } else {
        Point point = curve.points().getFirst();
        drawing.dot(
            x.at(point.vocabulary()),
            y.at(point.tokensPerItem()),
            3.5,
            "dot " + cssClass,
            tip(curve));
      }
    }
    names(drawing, ours, x, y);
  }

  /// Every curve with more than one point, as one path.
  private String all(Scale x, Scale y) {
    return series.curves().stream()
        .filter(curve -> curve.points().size() > 1)
        .map(curve -> data(curve, x, y))
        .collect(Collectors.joining());
  }

  /// Names curves at their right ends, the outermost first, while there is room.
  private static void names(Drawing drawing, List<Curve> curves, Scale x, Scale y) {
    List<Curve> byHeight =
        curves.stream().sorted(Comparator.comparingDouble(curve -> -end(curve))).toList();
    LabelSpace space = new LabelSpace(x.from(), y.to() - 12, x.to() + 200, y.from() + 12);
    for (int i = 0; i < byHeight.size(); i++) {
      // From both ends towards the middle: 0, n-1, 1, n-2 …
      Curve curve = byHeight.get(i % 2 == 0 ? i / 2 : byHeight.size() - 1 - i / 2);
      double place = y.at(end(curve));
      double right = x.at(curve.points().getLast().vocabulary());
      if (space.tryTake(right, place - 6, right + 80, place + 6)) {
        drawing.label(right + 6, place + 4, "start", "name", shortened(curve.language().name()));
      }
    }
  }

  private static double end(Curve curve) {
    return curve.points().getLast().tokensPerItem();
  }

  private static String shortened(String name) {
    int limit = 13;
    return name.codePointCount(0, name.length()) <= limit
        ? name
        : name.substring(0, name.offsetByCodePoints(0, limit - 1)).strip() + "…";
  }

  private SortedSet<Double> sizes() {
    SortedSet<Double> sizes = new TreeSet<>();
    for (Curve curve : series.curves()) {
      boolean isReference = curve.language().code().equals(chapter.reference().code());
      if (isReference || sizes.isEmpty()) {
        if (isReference) {
          sizes.clear();
        }
        curve.points().forEach(point -> sizes.add((double) point.vocabulary()));
      }
    }
    return sizes;
  }

  /// The law at steps as even as its bends need, from the first size to the last.
  private static String fitted(Curve curve, PowerLaw law, Scale x, Scale y) {
    double first = Math.log(curve.points().getFirst().vocabulary());
    double last = Math.log(curve.points().getLast().vocabulary());
    double[] across = new double[FIT_STEPS + 1];
    double[] up = new double[FIT_STEPS + 1];
    for (int i = 0; i <= FIT_STEPS; i++) {
      double size = Math.exp(first + (last - first) * i / FIT_STEPS);
      across[i] = x.at(size);
      up[i] = y.at(law.tokens(size));
    }
    return Drawing.through(across, up);
  }

  private static String tip(Curve curve) {
    Point first = curve.points().getFirst();
    Point last = curve.points().getLast();
    String from = at(first);
    return curve.language().name() + ": " + (first.equals(last) ? from : from + ", " + at(last));
  }

  private static String at(Point point) {
    return Numbers.fixed(point.tokensPerItem(), 1) + " at " + Numbers.count(point.vocabulary());
  }

  private static String data(Curve curve, Scale x, Scale y) {
    double[] across = curve.points().stream().mapToDouble(p -> x.at(p.vocabulary())).toArray();
    double[] up = curve.points().stream().mapToDouble(p -> y.at(p.tokensPerItem())).toArray();
    return Drawing.through(across, up);
  }
}
