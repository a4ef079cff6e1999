package org.tokenlab.analysis.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table of text with aligned columns, two spaces apart. Widths are counted in code points.
final class TextTable {
  private final boolean[] right;
  private final List<String[]> rows = new ArrayList<>();

  /// @param alignment one letter a column: `l` or `r`
  TextTable(String alignment) {
    right = new boolean[alignment.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = alignment.charAt(i) == 'r';
    }
  }

  /// Adds a row with a cell for each column.
  void row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(
          "a row of " + right.length + " cells wanted; got: " + Arrays.toString(cells));
    }
    rows.add(cells.clone());
  }

  /// Adds an empty line.
  void gap() {
    rows.add(new String[0]);
  }

  /// The lines, each ended by `\n`, without trailing spaces.
  @Override
  public String toString() {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].codePointCount(0, row[i].length()));
        line.append(i == 0 ? "" : "  ").append(right[i] ? padding + row[i] : row[i] + padding);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
