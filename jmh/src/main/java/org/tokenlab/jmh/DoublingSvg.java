package org.tokenlab.jmh;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A plot of nanoseconds a unit over the number of units, both on logarithmic axes: what costs in
/// proportion to its length is a level line.
final class DoublingSvg {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 60;
  private static final int RIGHT = 150;
  private static final int TOP = 36;
  private static final int BOTTOM = 44;
  private static final List<String> COLOURS =
      List.of(
          "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#888888", "#000000",
          "#ee7733");

  private final List<Integer> lengths;
  private final double lowest;
  private final double highest;
  private final StringBuilder svg = new StringBuilder();
  private int drawn;

  private DoublingSvg(List<Integer> lengths, double lowest, double highest) {
    this.lengths = lengths;
    this.lowest = lowest;
    this.highest = highest;
  }

  /// The picture, as the text of an SVG file.
  static String of(String title, List<Integer> lengths, Map<PathologicalInput, double[]> nanos) {
    double lowest = Double.MAX_VALUE;
    double highest = 0;
    for (double[] spent : nanos.values()) {
      for (int i = 0; i < spent.length; i++) {
        lowest = Math.min(lowest, spent[i] / lengths.get(i));
        highest = Math.max(highest, spent[i] / lengths.get(i));
      }
    }
    return new DoublingSvg(
            lengths,
            Math.pow(10, Math.floor(Math.log10(lowest))),
            Math.pow(10, Math.ceil(Math.log10(highest))))
        .draw(title, nanos);
  }

  private String draw(String title, Map<PathologicalInput, double[]> nanos) {
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                + "font-family=\"sans-serif\" font-size=\"12\">",
            WIDTH,
            HEIGHT));
    add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>",
            LEFT,
            escaped(title)));
    for (double level = lowest; level <= highest * 1.001; level *= 10) {
      add(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
              LEFT,
              WIDTH - RIGHT,
              y(level),
              y(level)));
      add(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT - 6,
              y(level) + 4,
              level(level)));
    }
    for (int i = 0; i < lengths.size(); i += 2) {
      add(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
              x(lengths.get(i)),
              HEIGHT - BOTTOM + 18,
              lengths.get(i)));
    }
    add(
        String.format(
            Locale.ROOT, "<text x=\"%d\" y=\"%d\">UTF-16 units</text>", LEFT, HEIGHT - 8));
    nanos.forEach(this::line);
    return svg.append("</svg>\n").toString();
  }

  private void line(PathologicalInput input, double[] spent) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < spent.length; i++) {
      points.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", x(lengths.get(i)), y(spent[i] / lengths.get(i))));
    }
    String colour = COLOURS.get(drawn % COLOURS.size());
    add(
        String.format(
            Locale.ROOT,
            "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>",
            colour,
            points.toString().strip()));
    int row = TOP + 18 * drawn;
    add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>",
            WIDTH - RIGHT + 10,
            row,
            colour));
    add(
        String.format(
            Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>", WIDTH - RIGHT + 28, row + 11, input));
    drawn++;
  }

  private double x(double length) {
    double from = Math.log(lengths.getFirst());
    double to = Math.log(lengths.getLast());
    return LEFT + (WIDTH - LEFT - RIGHT) * (Math.log(length) - from) / (to - from);
  }

  private double y(double nanos) {
    double share = Math.log(nanos / lowest) / Math.log(highest / lowest);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }

  private void add(String line) {
    svg.append(line).append('\n');
  }

  private static String level(double nanos) {
    return String.format(Locale.ROOT, nanos >= 1 ? "%,.0f" : "%.1g", nanos);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
