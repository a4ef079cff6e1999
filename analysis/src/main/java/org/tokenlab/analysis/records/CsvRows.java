package org.tokenlab.analysis.records;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Rows of a CSV file by RFC 4180. Lines end in LF or CRLF. Not thread-safe.
final class CsvRows {
  private final BufferedReader reader;
  private final String name;
  private int line = 1; // at which the next row starts
  private int rowLine;

  /// @param name of the file, for messages
  CsvRows(BufferedReader reader, String name) {
    this.reader = reader;
    this.name = name;
  }

  /// The line at which the last row began, from 1.
  int line() {
    return rowLine;
  }

  /// The cells of the next row, at least one; none at the end. Empty lines are passed over.
  List<String> next() throws IOException {
    int c = reader.read();
    while (c == '\n' || c == '\r') {
      line += c == '\n' ? 1 : 0;
      c = reader.read();
    }
    rowLine = line;
    if (c < 0) {
      return List.of();
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    while (true) {
      c = c == '"' && cell.isEmpty() ? quoted(cell) : plain(c, cell);
      cells.add(cell.toString());
      cell.setLength(0);
      if (c != ',') {
        break;
      }
      c = reader.read();
    }
    line++;
    return cells;
  }

  /// Reads a cell up to the comma or line end that follows it, and returns that.
  private int plain(int first, StringBuilder cell) throws IOException {
    int c = first;
    while (c >= 0 && c != ',' && c != '\n' && c != '\r') {
      cell.append((char) c);
      c = reader.read();
    }
    return c == '\r' ? reader.read() : c;
  }

  private int quoted(StringBuilder cell) throws IOException {
    while (true) {
      int c = reader.read();
      if (c < 0) {
        throw new IOException(
            name + ": line " + rowLine + ": a cell's closing quotation mark wanted; the file ends");
      }
      if (c == '"') {
        c = reader.read();
        if (c != '"') {
          if (c >= 0 && c != ',' && c != '\n' && c != '\r') {
            throw new IOException(
                name + ": line " + line + ": a comma wanted after a quoted cell; got: " + (char) c);
          }
          return c == '\r' ? reader.read() : c;
        }
      }
      line += c == '\n' ? 1 : 0;
      cell.append((char) c);
    }
  }
}
