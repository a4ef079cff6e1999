package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `count --join " "` gives every integer of the table of Petrov et al. 2023 ("Language Model
/// Tokenizers Introduce Unfairness Between Languages") whose tokenizers are built in: 204
/// languages, eight columns.
///
/// Needs a checkout of their repository, AleksandarPetrov/tokenization-fairness, which holds both
/// splits of FLORES-200 and the table: `-Dtokenlab.fairness=DIR`; else it is skipped.
final class PetrovTableTest {
  /// Columns of the table, and what we call their tokenizers.
  private static final Map<String, String> COLUMNS =
      Map.of(
          "cl100k_base", "cl100k_base",
          "r50k_base", "r50k_base",
          "p50k_base", "p50k_base",
          "p50k_edit", "p50k_base", // the same ranks
          "GPT-2", "gpt2",
          "UTF-32", "codepoints",
          "CANINE", "codepoints",
          "ByT5", "bytes");

  private static Path checkout() {
    String folder = System.getProperty("tokenlab.fairness");
    if (folder == null) {
      String line = "skipped: no checkout of tokenization-fairness (set -Dtokenlab.fairness)";
      System.out.println(line);
      return abort(line);
    }
    return Path.of(folder);
  }

  /// A line's name, which may hold commas within quotes, and what follows it.
  private static List<String> fields(String line) {
    int end = line.startsWith("\"") ? line.indexOf('"', 1) + 1 : line.indexOf(',');
    List<String> fields = new ArrayList<>(List.of(line.substring(0, end).replace("\"", "")));
    fields.addAll(List.of(line.substring(end + 1).strip().split(",", -1)));
    return fields;
  }

  @Test
  void everyIntegerOfTheTableComesOut() throws IOException {
    Path folder = checkout();
    Map<String, String> codes = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("compute/flores_language_map.csv"))) {
      List<String> fields = fields(line);
      codes.put(fields.getFirst(), fields.getLast());
    }
    List<String> lines = Files.readAllLines(folder.resolve("assets/tokenization_lengths.csv"));
    List<String> head = fields(lines.getFirst());
    int integers = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = fields(line);
      String code = Optional.ofNullable(codes.get(row.getFirst())).orElseThrow();
      Map<String, String> counts = counts(folder.resolve("flores200_dataset"), code);
      for (Map.Entry<String, String> column : COLUMNS.entrySet()) {
        assertEquals(
            row.get(head.indexOf(column.getKey())),
            counts.get(column.getValue()),
            row.getFirst() + ", " + column.getKey());
        integers++;
      }
    }
    assertEquals(204 * COLUMNS.size(), integers);
  }

  private static Map<String, String> counts(Path corpus, String code) {
    List<Object> command = new ArrayList<>(List.of("count", "--join", " "));
    for (String tokenizer : COLUMNS.values().stream().distinct().toList()) {
      command.addAll(List.of("-t", tokenizer));
    }
    command.add(corpus.resolve("dev").resolve(code + ".dev"));
    command.add(corpus.resolve("devtest").resolve(code + ".devtest"));
    Map<String, String> counts = new HashMap<>();
    Cli.run(command.toArray())
        .quietly()
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .forEach(row -> counts.put(row[1], row[3]));
    return counts;
  }
}
