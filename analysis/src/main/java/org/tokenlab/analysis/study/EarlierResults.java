package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table of an earlier run, for seeing which figures changed, came or went.
///
/// Two rows are the same figure if tokenizer, kind, training language, pattern, data, requested
/// vocabulary, token target, corpus, language, metric and unit are. Figures are compared as they
/// are written, to the last digit: equal text and equal code give equal figures. Immutable.
public final class EarlierResults {
  private static final List<String> KEY =
      List.of(
          "tokenizer",
          "kind",
          "trained_on",
          "pattern",
          "data",
          "requested_vocabulary",
          "token_target",
          "corpus",
          "language",
          "metric",
          "unit");

  private final Map<String, String> before;

  private EarlierResults(Map<String, String> before) {
    this.before = before;
  }

  /// Reads the table.
  ///
  /// @param place a `results.csv`, or the folder of a study that holds one
  /// @throws StudyException if there is no such table, or it has other columns
  public static EarlierResults read(Path place) throws StudyException {
    Path file = Files.isDirectory(place) ? place.resolve("results.csv") : place;
    try {
      return new EarlierResults(figures(file.toString(), Files.readString(file)));
    } catch (NoSuchFileException e) {
      throw new StudyException(file + ": no such file; expected an earlier run's table", e);
    } catch (IOException e) {
      throw new StudyException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  /// Number of figures.
  public int size() {
    return before.size();
  }

  /// How another table differs: one line a figure, in the order of the earlier table, then those
  /// that came.
  public List<String> differences(List<ResultRow> now) throws StudyException {
    Map<String, String> after =
        figures("this run", new String(ResultsCsv.write(now), StandardCharsets.UTF_8));
    List<String> changes = new ArrayList<>();
    before.forEach((figure, value) -> {
      String found = after.get(figure);
      if (found == null) {
        changes.add("gone: " + figure + ": " + value);
      } else if (!found.equals(value)) {
        changes.add("changed: " + figure + ": " + value + " before, " + found + " now");
      }
    });
    after.forEach((figure, value) -> {
      if (!before.containsKey(figure)) {
        changes.add("new: " + figure + ": " + value);
      }
    });
    return changes;
  }

  /// What is compared, by what it is compared by.
  private static Map<String, String> figures(String file, String csv) throws StudyException {
    List<List<String>> lines = ResultsCsv.read(csv);
    List<String> wanted = RowColumns.ALL.stream().map(RowColumns.Column::name).toList();
    if (lines.isEmpty() || !lines.getFirst().equals(wanted)) {
      throw new StudyException(
          "%s: expected the columns %s; found %s"
              .formatted(file, wanted, lines.isEmpty() ? "nothing" : lines.getFirst()));
    }
    Map<String, String> figures = new LinkedHashMap<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.size() != wanted.size()) {
        throw new StudyException(
            "%s: expected %d fields in each row; found: %s".formatted(file, wanted.size(), line));
      }
      List<String> key = new ArrayList<>();
      StringBuilder value = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        String name = wanted.get(i);
        if (!KEY.contains(name)) {
          if (line.get(i).isEmpty()) {
            continue; // no interval
          }
          value
              .append(value.isEmpty() ? "" : ", ")
              .append(name.equals("value") ? "" : name + " ")
              .append(line.get(i));
        } else if (!line.get(i).isEmpty() && !line.get(i).equals("0")) {
          key.add(line.get(i));
        }
      }
      figures.put(String.join(" ", key), value.toString());
    }
    return figures;
  }
}
