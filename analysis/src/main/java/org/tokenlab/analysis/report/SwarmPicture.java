package org.tokenlab.analysis.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One dot a language along the premium axis, for one tokenizer.
final class SwarmPicture {
  private static final double TOP = 26;
  private static final double AXIS = 42;
  private static final double GAP = 1;
  private static final double LEAST_RADIUS = 1.5;

  private final Chapter chapter;
  private final Map<String, Language> languages;
  private final PremiumAxis axis;
  private final Map<Frame, Double> halfHeights;

  SwarmPicture(Chapter chapter) {
    this.chapter = chapter;
    languages = chapter.byCode();
    axis = PremiumAxis.of(chapter);
    halfHeights =
        Frame.BOTH.stream().collect(Collectors.toUnmodifiableMap(frame -> frame, this::halfHeight));
  }

  void draw(Markup page, TokenizerColumn column, String id) {
    for (Frame frame : Frame.BOTH) {
      draw(page, column, id, frame);
    }
  }

  private void draw(Markup page, TokenizerColumn column, String id, Frame frame) {
    Scale x = scale(frame);
    List<String> ranked = column.byPremium();
    double[] places = places(column, x);
    double radius = radius(places, frame);
    double[] offsets = Swarm.offsets(places, 2 * radius + GAP);
    double half = halfHeights.get(frame);
    double middle = TOP + half;
    double bottom = middle + half;
    frame.openSvg(
        page,
        id,
        bottom + AXIS,
        "Token premium of each language under " + column.label(),
        "One dot for each of "
            + ranked.size()
            + " languages on a logarithmic axis of tokens relative to "
            + chapter.reference().name()
            + ". The table at the end holds the same figures.");
    Drawing drawing = new Drawing(page);
    axis.draw(drawing, x, TOP, bottom);
    drawing.label(x.at(1), TOP - 9, "middle", "note", chapter.reference().name() + " = 1×");
    drawing.label(
        frame.width() / 2.0,
        bottom + 37,
        "middle",
        "axis",
        "tokens relative to " + chapter.reference().name() + " (ratio, log scale)");
    LabelSpace space = new LabelSpace(0, TOP, frame.width(), bottom);
    for (int i = 0; i < places.length; i++) {
      Language language = languages.get(ranked.get(i));
      double y = middle + offsets[i];
      space.take(places[i] - radius, y - radius, places[i] + radius, y + radius);
      drawing.dot(
          places[i],
          y,
          radius,
          "dot " + language.group().cssClass(),
          language.name() + ": " + Numbers.times(column.premium(language.code())));
    }
    names(drawing, ranked, places, offsets, middle, radius + 3, frame, space);
    page.closeLine();
  }

  /// Names the languages farthest from the middle of the field, while there is room.
  private void names(
      Drawing drawing,
      List<String> ranked,
      double[] places,
      double[] offsets,
      double middle,
      double gap,
      Frame frame,
      LabelSpace space) {
    if (places.length == 0) {
      return;
    }
    double centre = places[places.length / 2];
    int left = frame.isPhone() ? 6 : 14;
    double size = frame.isPhone() ? 10.5 : 12;
    List<Integer> outermost =
        IntStream.range(0, places.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -Math.abs(places[i] - centre)))
            .toList();
    for (int i : outermost) {
      if (left == 0) {
        break;
      }
      if (ranked.get(i).equals(chapter.reference().code())) {
        continue; // The rule at 1× names it.
      }
      String name = languages.get(ranked.get(i)).name();
      double wide = LabelSpace.widthOf(name, size);
      double x = places[i];
      double y = middle + offsets[i];
      if (space.tryTake(x + gap, y - 6, x + gap + wide, y + 6)) {
        drawing.label(x + gap, y + 4, "start", "name", name);
        left--;
      } else if (space.tryTake(x - wide / 2, y - gap - 12, x + wide / 2, y - gap)) {
        drawing.label(x, y - gap - 2, "middle", "name", name);
        left--;
      } else if (space.tryTake(x - wide / 2, y + gap, x + wide / 2, y + gap + 12)) {
        drawing.label(x, y + gap + 10, "middle", "name", name);
        left--;
      } else if (space.tryTake(x - gap - wide, y - 6, x - gap, y + 6)) {
        drawing.label(x - gap, y + 4, "end", "name", name);
        left--;
      }
    }
  }

  /// The largest dots with which the swarm fits the picture.
  private double radius(double[] places, Frame frame) {
    double radius = wantedRadius(frame);
    double half = halfHeights.get(frame);
    while (radius > LEAST_RADIUS && reach(places, radius) > half) {
      radius *= 0.94;
    }
    return radius;
  }

  private static double wantedRadius(Frame frame) {
    return frame.isPhone() ? 3.4 : 5.2;
  }

  private static double[] places(TokenizerColumn column, Scale x) {
    return column.byPremium().stream().mapToDouble(code -> x.at(column.premium(code))).toArray();
  }

  private static double reach(double[] places, double radius) {
    double reach = 0;
    for (double offset : Swarm.offsets(places, 2 * radius + GAP)) {
      reach = Math.max(reach, Math.abs(offset) + radius);
    }
    return reach;
  }

  /// The same for every tokenizer, so that the page doesn't jump when one switches between them.
  private double halfHeight(Frame frame) {
    double half = 48;
    for (TokenizerColumn column : chapter.pictured()) {
      half = Math.max(half, reach(places(column, scale(frame)), wantedRadius(frame)) + 4);
    }
    return Math.min(half, frame.isPhone() ? 140 : 150);
  }

  private Scale scale(Frame frame) {
    return axis.scale(14, frame.width() - 14.0);
  }
}
