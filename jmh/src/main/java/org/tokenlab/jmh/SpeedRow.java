package org.tokenlab.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one process measured of one engine, as it crosses from that process to the table.
///
/// @param cell what was encoded, and how
/// @param bytes of UTF-8 that one pass encodes
/// @param seconds of each pass
/// @param hash of what the last pass gave, see [IdsHash]
/// @param loadSeconds to make one instance, not part of `seconds`
/// @param call what was called
record SpeedRow(
    String engine,
    Cell cell,
    long bytes,
    List<Double> seconds,
    String hash,
    double loadSeconds,
    String call) {

  /// Rows of one cell can be compared with each other.
  record Cell(String vocabulary, String text, Regime regime, int threads) {}

  /// The line that [#parse] reads.
  String line() {
    String passes = seconds.stream().map(String::valueOf).collect(Collectors.joining(","));
    return String.join(
        "\t",
        "ROW",
        engine,
        cell.vocabulary,
        cell.text,
        cell.regime.toString(),
        Integer.toString(cell.threads),
        Long.toString(bytes),
        passes,
        hash,
        Double.toString(loadSeconds),
        call);
  }

  /// The row in a line of a process's output, or nothing if the line is something else.
  static Optional<SpeedRow> parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 11 || !fields[0].equals("ROW")) {
      return Optional.empty();
    }
    List<Double> seconds = Arrays.stream(fields[7].split(",", -1)).map(Double::valueOf).toList();
    Cell cell =
        new Cell(fields[2], fields[3], Regime.named(fields[4]), Integer.parseInt(fields[5]));
    return Optional.of(
        new SpeedRow(
            fields[1],
            cell,
            Long.parseLong(fields[6]),
            seconds,
            fields[8],
            Double.parseDouble(fields[9]),
            fields[10]));
  }
}
