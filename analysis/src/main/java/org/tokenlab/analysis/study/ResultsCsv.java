package org.tokenlab.analysis.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The table of a study as CSV: RFC 4180 but with bare line feeds, UTF-8, a header line, no
/// rounding (a double is the shortest decimal that reads back as the same double; NaN is an empty
/// field), the same in every locale.
public final class ResultsCsv {
  private ResultsCsv() {}

  /// The file's bytes.
  public static byte[] write(List<ResultRow> rows) {
    StringBuilder csv = new StringBuilder(128 * (rows.size() + 1));
    line(csv, RowColumns.ALL.stream().map(RowColumns.Column::name).toList());
    for (ResultRow row : rows) {
      line(
          csv,
          RowColumns.ALL.stream()
              .map(column -> text(column.value().apply(row)))
              .collect(Collectors.toList()));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Object value) {
    return value instanceof Double number && number.isNaN() ? "" : value.toString();
  }

  /// Other tables in the same form, the header first.
  static byte[] lines(List<List<String>> lines) {
    StringBuilder csv = new StringBuilder();
    lines.forEach(fields -> line(csv, fields));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder csv, List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      csv.append(i == 0 ? "" : ",").append(quoted(fields.get(i)));
    }
    csv.append('\n');
  }

  /// In quotes if the field holds a comma, a quote or a line end; quotes inside are doubled.
  static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /// The fields of each line of what [#write] wrote.
  static List<List<String>> read(String csv) {
    List<List<String>> lines = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean inQuotes = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (inQuotes) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
          field.append(csv.charAt(++i));
        } else {
          inQuotes = false;
        }
      } else if (c == '"') {
        inQuotes = true;
      } else if (c == ',' || c == '\n') {
        fields.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          lines.add(List.copyOf(fields));
          fields.clear();
        }
      } else {
        field.append(c);
      }
    }
    return lines;
  }
}
