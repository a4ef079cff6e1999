package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Counts of FLORES-200 dev equal tiktoken's, for 204 languages and 4 vocabularies, line by line
/// and joined by the recipe of Petrov et al. 2023.
///
/// The golden file holds numbers only; `src/test/python/flores_counts.py` makes it with tiktoken.
final class FloresCountsTest {
  private static final List<String> COLUMNS =
      List.of(
          "r50k_base",
          "p50k_base",
          "cl100k_base",
          "o200k_base",
          "utf8_bytes",
          "utf16_units",
          "code_points");
  private static final List<String> TOKENIZERS = COLUMNS.subList(0, 4);

  private static final Path DEV = dataFolder().resolve("flores200").resolve("dev");

  private static Path dataFolder() {
    return Path.of(
        Optional.ofNullable(System.getProperty("tokenlab.data"))
            .or(() -> Optional.ofNullable(System.getenv("TOKENLAB_DATA")))
            .orElse(System.getProperty("user.home") + "/.cache/tokenlab/data"));
  }

  @BeforeAll
  static void needsData() {
    if (!Files.isDirectory(DEV)) {
      String line = "skipped: no FLORES-200 at " + DEV + " (set -Dtokenlab.data or TOKENLAB_DATA)";
      System.out.println(line); // Maven counts what is skipped, but does not say why
      abort(line);
    }
  }

  /// Counts by language, as `COLUMNS` orders them.
  private static Map<String, List<Long>> golden(String recipe) throws IOException {
    Map<String, List<Long>> rows = new TreeMap<>();
    try (InputStream in = FloresCountsTest.class.getResourceAsStream("flores200-dev-counts.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .filter(row -> row[3].equals(recipe))
          .forEach(row -> rows.put(row[0], Stream.of(row).skip(4).map(Long::valueOf).toList()));
    }
    assertEquals(204, rows.size());
    return rows;
  }

  /// The output of `count`, by file name without ending.
  private static Map<String, List<Long>> counted(String tsv) {
    Map<String, List<Long>> rows = new TreeMap<>();
    tsv.lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .forEach(row -> {
          String file = row[0].substring(row[0].lastIndexOf('/') + 1);
          List<Long> figures =
              rows.computeIfAbsent(file.substring(0, file.indexOf('.')), f -> new ArrayList<>());
          figures.add(Long.valueOf(row[3]));
          if (figures.size() == TOKENIZERS.size()) {
            Stream.of(row[4], row[5], row[6]).map(Long::valueOf).forEach(figures::add);
          }
        });
    return rows;
  }

  private static List<Object> command(String name) {
    List<Object> command = new ArrayList<>(List.of(name));
    TOKENIZERS.forEach(t -> command.addAll(List.of("-t", t)));
    return command;
  }

  @Test
  void premiumsRestOnTiktokensCountsInAllLanguages() throws IOException {
    List<Object> command = command("premiums");
    command.addAll(List.of("--csv", DEV));
    Map<String, List<Long>> counts = new TreeMap<>();
    Map<String, List<Long>> golden = golden("lines");
    for (String line : Cli.run(command.toArray()).quietly().lines().skip(1).toList()) {
      // A name may hold a comma and is quoted then; all that follows it are numbers.
      String[] row = line.replaceAll("\"[^\"]*\"", "name").split(",", -1);
      counts.computeIfAbsent(row[0], l -> new ArrayList<>()).add(Long.valueOf(row[4]));
      if (counts.get(row[0]).size() == TOKENIZERS.size()) {
        Stream.of(row[7], row[8], row[9]).map(Long::valueOf).forEach(counts.get(row[0])::add);
      }
      long english = golden.get("eng_Latn").get(TOKENIZERS.indexOf(row[2]));
      assertEquals(english, Long.parseLong(row[5]), line);
      assertEquals(Long.parseLong(row[4]) / (double) english, Double.parseDouble(row[6]), line);
    }
    assertEquals(golden, counts);
  }

  @Test
  void countsLineByLineEqualTiktokens() throws IOException {
    Map<String, List<Long>> golden = golden("lines");
    golden.keySet().removeIf(language -> !language.startsWith("s"));
    List<Object> command = command("count");
    golden.keySet().forEach(language -> command.add(DEV.resolve(language + ".dev")));
    assertEquals(golden, counted(Cli.run(command.toArray()).quietly()));
  }

  @Test
  void countsOfJoinedLinesEqualTiktokens() throws IOException {
    Map<String, List<Long>> all = new TreeMap<>();
    for (String language : golden("joined").keySet()) {
      List<Object> command = command("count");
      command.addAll(List.of("--join", " ", DEV.resolve(language + ".dev")));
      all.putAll(counted(Cli.run(command.toArray()).quietly()));
    }
    assertEquals(golden("joined"), all);
  }
}
