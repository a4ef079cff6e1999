package org.tokenlab.analysis.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// Figures by row and column, as a table for readers or as JSON. A figure that does not exist is a
/// dash, or null.
final class FigureTable {
  private final String corner;
  private final Map<String, Map<String, OptionalDouble>> rows;

  /// @param corner heading of the rows' names
  /// @param rows figures by row, then by column; the columns in the order of their first row
  FigureTable(String corner, Map<String, Map<String, OptionalDouble>> rows) {
    this.corner = corner;
    this.rows = rows;
  }

  String table() {
    Set<String> columns = new LinkedHashSet<>();
    rows.values().forEach(row -> columns.addAll(row.keySet()));
    TextTable table = new TextTable("l" + "r".repeat(columns.size()));
    List<String> head = new ArrayList<>(List.of(corner));
    head.addAll(columns);
    table.row(head.toArray(String[]::new));
    rows.forEach((name, figures) -> {
      List<String> row = new ArrayList<>(List.of(name));
      for (String column : columns) {
        row.add(shown(figures.getOrDefault(column, OptionalDouble.empty())));
      }
      table.row(row.toArray(String[]::new));
    });
    return table.toString();
  }

  private static String shown(OptionalDouble figure) {
    if (figure.isEmpty()) {
      return "-";
    }
    double value = figure.getAsDouble();
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%.4f", value);
  }

  String json() {
    return Json.text(json -> {
      json.writeStartArray();
      rows.forEach((name, figures) -> {
        json.writeStartObject();
        json.writeStringProperty(corner, name);
        figures.forEach((column, figure) -> Json.figure(json, column, figure));
        json.writeEndObject();
      });
      json.writeEndArray();
    });
  }
}
