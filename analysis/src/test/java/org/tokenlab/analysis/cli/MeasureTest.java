package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasureTest {
  @TempDir Path folder;

  @BeforeEach
  void writeCorpus() throws IOException {
    Files.writeString(folder.resolve("eng_Latn.dev"), "The cat sat.\nIt is 1234 now.\nYes.\n");
    Files.writeString(folder.resolve("deu_Latn.dev"), "Die Katze saß.\nJetzt ist 1234.\nJa.\n");
    Files.writeString(folder.resolve("tha_Thai.dev"), "แมวนั่ง\nตอนนี้ 1234\nใช่\n");
  }

  @Test
  void everyFigureIsANumberOrAbsent() {
    String csv = Cli.run("measure", "-t", "cl100k_base", "-t", "words", "--csv", folder).quietly();
    List<String> rows = csv.lines().toList();
    assertEquals("language,tokenizer,metric,unit,value,interval_low,interval_high", rows.get(0));
    assertFalse(csv.contains("NaN"), csv);
    assertFalse(csv.contains("Infinity"), csv);
    assertTrue(rows.contains("eng_Latn,cl100k_base,premium,ratio,1.0,1.0,1.0"), csv);
    assertTrue(rows.contains("deu_Latn,-,items,items,3.0,,"), csv);
    assertTrue(rows.stream().anyMatch(r -> r.startsWith("*,words,gini,ratio,0.")), csv);
    // A baseline without ids has no vocabulary to speak of.
    assertFalse(csv.contains("words,types"), csv);
    assertTrue(csv.contains("tha_Thai,cl100k_base,split_characters,share,0."), csv);
    assertEquals(
        rows.size(),
        rows.stream().map(row -> List.of(row.split(",", -1)).subList(0, 4)).distinct().count());
  }

  /// Texts of nothing, of one character, without words, in letters that the vocabulary lacks.
  @Test
  void figuresOfDegenerateTextsAreNumbersOrAbsent() throws IOException {
    Path wordPiece = folder.resolve("words.txt");
    Files.writeString(wordPiece, "[UNK]\n[CLS]\n[SEP]\n[MASK]\n[PAD]\nthe\ncat\n##s\n");
    List<List<String>> corpora =
        List.of(
            List.of("", "", ""),
            List.of("a", "b", "a"),
            List.of(" ", "\t", "  "),
            List.of("...", "!?", "—"),
            List.of("the cat", "", "the cats"),
            List.of("漢字", "😀", "ก"),
            List.of("1", "12345", "٣٤"));
    for (List<String> first : corpora) {
      for (List<String> second : corpora) {
        Path corpus = Files.createTempDirectory(folder, "corpus");
        Files.writeString(corpus.resolve("eng_Latn.dev"), String.join("\n", first) + "\n");
        Files.writeString(corpus.resolve("deu_Latn.dev"), String.join("\n", second) + "\n");
        if (String.join("", first).isEmpty() && String.join("", second).isEmpty()) {
          continue; // no corpus at all: refused when it is opened
        }
        String csv =
            Cli.run(
                    "measure",
                    "-t",
                    wordPiece,
                    "-t",
                    "bytes",
                    "-t",
                    "words",
                    "--resamples",
                    20,
                    "--price",
                    1,
                    "--csv",
                    "--reference",
                    String.join("", first).isEmpty() ? "deu_Latn" : "eng_Latn",
                    corpus)
                .quietly();
        csv.lines().skip(1).forEach(row -> assertNumbersOrAbsent(row, first + " " + second));
      }
    }
  }

  @Test
  void oneLanguageIsNoParallelText() throws IOException {
    Path corpus = Files.createTempDirectory(folder, "corpus");
    Files.writeString(corpus.resolve("eng_Latn.dev"), "The cat sat.\n");
    Cli.Result result = Cli.run("measure", "-t", "bytes", corpus);
    assertEquals(ExitCode.FAILED, result.code());
    assertTrue(result.err().contains("no parallel set here"), result.err());
  }

  private static void assertNumbersOrAbsent(String row, String corpus) {
    String[] cells = row.split(",", -1);
    assertEquals(7, cells.length, row);
    for (String cell : List.of(cells).subList(4, 7)) {
      assertTrue(
          cell.isEmpty() || Double.isFinite(Double.parseDouble(cell)), row + " of " + corpus);
    }
    assertTrue(!cells[4].isEmpty() || (cells[5].isEmpty() && cells[6].isEmpty()), row);
  }

  @Test
  void intervalsHoldTheFigureAndDependOnTheSeedOnly() {
    Object[] command = {"measure", "-t", "cl100k_base", "--csv", "--threads", 1, folder};
    String csv = Cli.run(command).quietly();
    command[5] = 3;
    assertEquals(csv, Cli.run(command).quietly());
    String row =
        csv.lines()
            .filter(r -> r.startsWith("deu_Latn,cl100k_base,premium,"))
            .findFirst()
            .orElseThrow();
    String[] cells = row.split(",", -1);
    double value = Double.parseDouble(cells[4]);
    assertTrue(Double.parseDouble(cells[5]) <= value, row);
    assertTrue(value <= Double.parseDouble(cells[6]), row);
  }

  /// Counts of types have none, for a reason that the documentation gives.
  @Test
  void everyFigureButCountsOfTypesHasItsInterval() throws IOException {
    StringBuilder english = new StringBuilder();
    StringBuilder german = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      english.append("The cat no. ").append(i * 37).append(" sat – thanks\n");
      german.append("Die Katze Nr. ").append(i * 37).append(" saß längst dort\n");
    }
    Files.writeString(folder.resolve("eng_Latn.dev"), english);
    Files.writeString(folder.resolve("deu_Latn.dev"), german);
    Files.delete(folder.resolve("tha_Thai.dev"));
    String csv = Cli.run("measure", "-t", "cl100k_base", "--price", 1, "--csv", folder).quietly();
    TreeSet<String> without = new TreeSet<>();
    for (String row : csv.lines().skip(1).toList()) {
      String[] cells = row.split(",", -1);
      if (!cells[1].equals("-") && !cells[4].isEmpty()) {
        if (cells[5].isEmpty()) {
          without.add(cells[0].equals("*") ? "* " + cells[2] : cells[2]);
        } else {
          double value = Double.parseDouble(cells[4]);
          assertTrue(Double.parseDouble(cells[5]) <= value + 1e-12, row);
          assertTrue(value <= Double.parseDouble(cells[6]) + 1e-12, row);
        }
      }
    }
    without.removeIf(metric -> metric.startsWith("* ")); // of the vocabulary, over all languages
    assertEquals(
        List.of(
            "bigram_efficiency",
            "covered_by_reference_types",
            "percentile_frequency",
            "single_token_retention",
            "trigram_efficiency",
            "types",
            "types_jaccard",
            "vocabulary_use"),
        List.copyOf(without));
  }

  @Test
  void tableAndJsonNameCorpusAndSettings() {
    String table = Cli.run("measure", "-t", "bytes", "--resamples", 10, folder).quietly();
    assertTrue(table.contains("3 languages, 3 items, reference eng_Latn (English)"), table);
    assertTrue(table.contains("95.00 % by 10 paired resamples"), table);
    assertTrue(table.contains("across languages"), table);
    String json = Cli.run("measure", "-t", "bytes", "--json", folder).quietly();
    assertTrue(json.contains("\"resamples\" : 1000"), json);
    assertTrue(json.contains("\"metric\" : \"window_holds\""), json);
  }

  @Test
  void wrongUsageIsTold() {
    Cli.run("measure", "-t", "bytes", "--level", 1, folder).failed(ExitCode.WRONG_USAGE, "--level");
    Cli.run("measure", "-t", "bytes", "--resamples", 0, folder)
        .failed(ExitCode.WRONG_USAGE, "--resamples");
    Cli.run("measure", "-t", "bytes", "--alpha", "NaN", folder)
        .failed(ExitCode.WRONG_USAGE, "--alpha");
    Cli.run("measure", "-t", "bytes", "--csv", "--json", folder)
        .failed(ExitCode.WRONG_USAGE, "don't go together");
    Cli.run("measure", "-t", "bytes", "--reference", "xxx_Latn", folder)
        .failed(ExitCode.WRONG_USAGE, "xxx_Latn", "eng_Latn");
  }

  @Test
  void computeOptimalSizesArePrinted() {
    String table = Cli.run("vocab-size", "--params", "3e9,7e9").quietly();
    assertTrue(table.replaceAll(" +", " ").contains("39,367 42,538 36,648"), table);
    assertTrue(table.replaceAll(" +", " ").contains("62,280 67,450 59,547"), table);
    String corrected =
        Cli.run("vocab-size", "--params", "3e9", "--constants", "corrected", "--json").quietly();
    assertTrue(corrected.contains("\"parametric_loss_vocabulary\" : 20053"), corrected);
    Cli.run("vocab-size").failed(ExitCode.WRONG_USAGE, "--params", "--fit");
    Cli.run("vocab-size", "--params", "-1").failed(ExitCode.WRONG_USAGE, "-1");
    Cli.run("vocab-size", "--params", "1e9", "--constants", "x")
        .failed(ExitCode.WRONG_USAGE, "published or corrected");
  }

  @Test
  void sizesForATargetAreFitted() throws IOException {
    StringBuilder csv = new StringBuilder("language,vocab_size,tokens\n");
    for (int size = 8192; size <= 262144; size *= 2) {
      csv.append("deu,").append(size).append(',').append(2e6 * Math.pow(size, -.4) + 40000);
      csv.append("\nvie,").append(size).append(',').append(3e6 * Math.pow(size, -.45) + 50000);
      csv.append('\n');
    }
    Path file = Files.writeString(folder.resolve("ctc.csv"), csv);
    String table = Cli.run("vocab-size", "--fit", file, "--target", "60000").quietly();
    assertTrue(table.contains("100,000"), table); // (20,000 / 2e6)^(−1 / 0.4)
    assertTrue(table.contains("262,144+"), table);
    String json = Cli.run("vocab-size", "--fit", file, "--json").quietly();
    assertTrue(json.contains("\"within_reach\" : 2"), json);
    Files.writeString(file, "language,vocab_size,tokens\ndeu,5,5\n");
    Cli.run("vocab-size", "--fit", file).failed(ExitCode.FAILED, "deu", "line 2");
  }

  @Test
  void comparisonShowsExamplesSideBySide() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "strawberry\nstrawberry\n");
    String table = Cli.run("compare", "cl100k_base", "o200k_base", text).quietly();
    assertTrue(table.contains("str|aw"), table);
    assertTrue(table.contains("st|raw"), table);
    assertTrue(table.replaceAll(" +", " ").contains("latin 2 "), table);
    String json = Cli.run("compare", "cl100k_base", "o200k_base", "--json", text).quietly();
    assertTrue(json.contains("\"times\" : 2"), json);
    String same = Cli.run("compare", "bytes", "bytes", text).quietly();
    assertTrue(same.contains("0 of 20 stretches differ (0.00 %)"), same);
    Cli.run("compare", "bytes", "words", text).failed(ExitCode.WRONG_USAGE, "words");
  }
}
