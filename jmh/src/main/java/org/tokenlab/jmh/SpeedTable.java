package org.tokenlab.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// All rows measured, judged and compared.
///
/// A row has a speed only if its ids are the reference's, in each run of it: a wrong engine can be
/// as fast as it likes. Where nobody tells the right ids, no row has one.
final class SpeedTable {
  private final Function<String, List<String>> references;
  private final Map<SpeedRow.Cell, Map<String, Runs>> cells = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /// An empty table.
  ///
  /// @param references the engines that know a vocabulary's right ids, the best first
  SpeedTable(Function<String, List<String>> references) {
    this.references = references;
  }

  /// What became of a row.
  enum Verdict {
    /// Its ids are the reference's.
    EQUAL("="),
    /// They are not.
    DIFFERS("DIFFERS"),
    /// The reference gave none.
    NO_REFERENCE("NO REFERENCE");

    final String word;

    Verdict(String word) {
      this.word = word;
    }
  }

  /// The runs of one engine in one cell.
  private record Runs(List<SpeedRow> rows) {
    double[] seconds() {
      return rows.stream()
          .flatMap(row -> row.seconds().stream())
          .mapToDouble(Double::doubleValue)
          .sorted()
          .toArray();
    }

    /// MB/s, MB being 10⁶ bytes of UTF-8.
    double best() {
      return rows.getFirst().bytes() / 1e6 / seconds()[0];
    }

    double median() {
      double[] sorted = seconds();
      int middle = sorted.length / 2;
      double seconds =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return rows.getFirst().bytes() / 1e6 / seconds;
    }

    double loadMilliseconds() {
      return 1e3 * rows.stream().mapToDouble(SpeedRow::loadSeconds).min().orElse(0);
    }
  }

  /// Adds a row; one of the same engine and cell is another run of it.
  void add(SpeedRow row) {
    cells
        .computeIfAbsent(row.cell(), cell -> new LinkedHashMap<>())
        .computeIfAbsent(row.engine(), engine -> new Runs(new ArrayList<>()))
        .rows()
        .add(row);
  }

  /// Notes that an engine gave no row, and why.
  void fail(String engine, String vocabulary, String text, String reason) {
    failures.putIfAbsent(engine + ", " + vocabulary + ", " + text, reason);
  }

  /// What became of an engine's row.
  Verdict verdict(SpeedRow.Cell cell, String engine) {
    Optional<String> wanted = wanted(cell);
    if (wanted.isEmpty()) {
      return Verdict.NO_REFERENCE;
    }
    boolean same =
        cells.get(cell).get(engine).rows().stream()
            .allMatch(row -> IdsHash.same(wanted.get(), row.hash()));
    return same ? Verdict.EQUAL : Verdict.DIFFERS;
  }

  /// The right hash: what the first reference that has rows for this part of the text always gave.
  private Optional<String> wanted(SpeedRow.Cell cell) {
    for (String reference : references.apply(cell.vocabulary())) {
      List<String> hashes = new ArrayList<>();
      cells.forEach((other, rows) -> {
        boolean samePart =
            other.vocabulary().equals(cell.vocabulary())
                && other.text().equals(cell.text())
                && other.regime().part.equals(cell.regime().part)
                && other.regime() != Regime.COUNT;
        if (samePart && rows.containsKey(reference)) {
          rows.get(reference).rows().forEach(row -> hashes.add(row.hash()));
        }
      });
      if (!hashes.isEmpty()) {
        return hashes.stream().distinct().count() == 1
            ? Optional.of(hashes.getFirst())
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// The table in Markdown: in each cell the fastest first, with how many times as fast we are.
  /// Below it, what gave no row.
  String markdown() {
    StringBuilder all = new StringBuilder();
    all.append("| vocabulary | text | regime | threads | engine | scalar ÷ it | vector ÷ it ")
        .append("| MB/s median | MB/s best | load ms | what was called |\n")
        .append("|---|---|---|---:|---|---:|---:|---:|---:|---:|---|\n");
    cells.forEach((cell, rows) -> {
      for (String engine : fastestFirst(cell, rows)) {
        Runs runs = rows.get(engine);
        Verdict verdict = verdict(cell, engine);
        boolean equal = verdict == Verdict.EQUAL;
        List<String> fields =
            List.of(
                cell.vocabulary(),
                cell.text(),
                cell.regime().toString(),
                Integer.toString(cell.threads()),
                engine.startsWith("tokenlab") ? "**" + engine + "**" : engine,
                ratio(cell, rows, "tokenlab-scalar", engine),
                ratio(cell, rows, "tokenlab-vector", engine),
                equal ? number("%.1f", runs.median()) : verdict.word,
                equal ? number("%.1f", runs.best()) : "–",
                number("%.0f", runs.loadMilliseconds()),
                runs.rows().getFirst().call());
        all.append("| ").append(String.join(" | ", fields)).append(" |\n");
      }
    });
    if (!failures.isEmpty()) {
      all.append("\nNot run:\n\n");
      failures.forEach(
          (what, why) -> all.append("- ").append(what).append(": ").append(why).append('\n'));
    }
    return all.toString();
  }

  /// The same numbers, unrounded, for programs.
  String csv() {
    StringBuilder all =
        new StringBuilder(
            "vocabulary,text,regime,threads,engine,verdict,bytes,seconds,median_mb_s,best_mb_s,"
                + "load_ms,call\n");
    cells.forEach((cell, rows) ->
        rows.forEach((engine, runs) -> {
          boolean equal = verdict(cell, engine) == Verdict.EQUAL;
          List<String> fields =
              List.of(
                  cell.vocabulary(),
                  cell.text(),
                  cell.regime().toString(),
                  Integer.toString(cell.threads()),
                  engine,
                  verdict(cell, engine).word,
                  Long.toString(runs.rows().getFirst().bytes()),
                  // One field: several passes apart by blanks.
                  String.join(
                      " ", Arrays.stream(runs.seconds()).mapToObj(Double::toString).toList()),
                  equal ? number("%.3f", runs.median()) : "",
                  equal ? number("%.3f", runs.best()) : "",
                  number("%.1f", runs.loadMilliseconds()),
                  '"' + runs.rows().getFirst().call().replace("\"", "\"\"") + '"');
          all.append(String.join(",", fields)).append('\n');
        }));
    return all.toString();
  }

  private List<String> fastestFirst(SpeedRow.Cell cell, Map<String, Runs> rows) {
    return rows.keySet().stream()
        .sorted(
            Comparator.comparing((String engine) -> verdict(cell, engine))
                .thenComparingDouble(engine -> -rows.get(engine).median()))
        .toList();
  }

  private String ratio(SpeedRow.Cell cell, Map<String, Runs> rows, String ours, String theirs) {
    OptionalDouble us = speed(cell, rows, ours);
    OptionalDouble it = speed(cell, rows, theirs);
    return us.isPresent() && it.isPresent()
        ? number("%.2f", us.getAsDouble() / it.getAsDouble())
        : "–";
  }

  private OptionalDouble speed(SpeedRow.Cell cell, Map<String, Runs> rows, String engine) {
    return rows.containsKey(engine) && verdict(cell, engine) == Verdict.EQUAL
        ? OptionalDouble.of(rows.get(engine).median())
        : OptionalDouble.empty();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
