package org.tokenlab.analysis.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Lines of separated values, for programs to read.
final class Separated {
  private Separated() {}

  /// A line of comma-separated values by RFC 4180, ended by `\n`: a cell is quoted where it holds a
  /// comma, a quotation mark or a line end.
  static String csv(Object... cells) {
    return Arrays.stream(cells)
        .map(String::valueOf)
        .map(cell ->
            cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
        .collect(Collectors.joining(",", "", "\n"));
  }

  /// A line of tab-separated values, ended by `\n`. The format has no quoting: a tab or line end
  /// inside a cell (a file may be named so) becomes a space.
  static String tsv(Object... cells) {
    return Arrays.stream(cells)
        .map(cell -> String.valueOf(cell).replaceAll("[\t\r\n]", " "))
        .collect(Collectors.joining("\t", "", "\n"));
  }
}
