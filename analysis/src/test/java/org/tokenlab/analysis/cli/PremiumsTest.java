package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PremiumsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeCorpus() throws IOException {
    Files.writeString(folder.resolve("eng_Latn.dev"), "abcd\nab\n");
    Files.writeString(folder.resolve("deu_Latn.dev"), "abcdef\nüb\n");
    Files.writeString(folder.resolve("hin_Deva.dev"), "कि\nक\n");
  }

  @Test
  void theTableTellsPremiumsReferenceLanguagesAndItems() {
    String table = Cli.run("premiums", "-t", "codepoints", "-t", "bytes", folder).quietly();
    assertTrue(table.contains("3 languages, 2 items, reference eng_Latn (English)"), table);
    List<String> rows = table.lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertTrue(rows.contains("language name items codepoints bytes"), table);
    assertTrue(rows.contains("deu_Latn German 2 1.333 1.500"), table);
    assertTrue(rows.contains("eng_Latn English 2 1.000 1.000"), table);
    assertTrue(rows.contains("hin_Deva Hindi 2 0.500 1.500"), table);
    assertTrue(rows.contains("tokens eng_Latn 6 6"), table);
    assertTrue(rows.contains("median 1.000 1.500"), table);
    // Costs 1/2, 1 and 4/3: differences 1/2 + 5/6 + 1/3, twice, over 2 · 3² · 17/18.
    assertTrue(rows.contains("Gini across languages 0.1961 0.0833"), table);
  }

  @Test
  void csvAndJsonHoldCountsAndLengthsInFullPrecision() {
    String csv = Cli.run("premiums", "-t", "bytes", "--csv", folder).quietly();
    assertEquals(
        "language,name,tokenizer,items,tokens,reference_tokens,premium,utf8_bytes,utf16_units,"
            + "code_points,graphemes,utf8_bytes_per_token,utf16_units_per_token,"
            + "code_points_per_token,graphemes_per_token",
        csv.lines().findFirst().orElseThrow());
    assertTrue(
        csv.lines()
            .anyMatch(row ->
                row.equals(
                    "deu_Latn,German,bytes,2,9,6,1.5,9,8,8,8,1.0,0.8888888888888888,"
                        + "0.8888888888888888,0.8888888888888888")),
        csv);
    String json =
        Cli.run("premiums", "-t", "bytes", "--json", "--sha256", folder)
            .quietly()
            .replaceAll("\\s", "");
    assertTrue(json.startsWith("{\"corpus\":"), json);
    assertTrue(json.contains("\"languages\":3,\"items\":2,"), json);
    assertTrue(
        json.contains(
            "{\"language\":\"hin_Deva\",\"name\":\"Hindi\",\"tokenizer\":\"bytes\",\"items\":2,"
                + "\"tokens\":9,\"reference_tokens\":6,\"premium\":1.5,\"utf8_bytes\":9,"
                + "\"utf16_units\":3,\"code_points\":3,\"graphemes\":2,"),
        json);
    assertTrue(
        json.contains(
            // printf 'abcd\nab\n' | sha256sum
            "\"sha256\":\"aeb094b8057e1bd7f5b054af96f2ba3087ef85afc5a4116c55abeba8115d91f7\""),
        json);
  }

  @Test
  void anyLanguageCanBeTheReferenceAndTheOrderIsChosen() {
    String csv =
        Cli.run(
                "premiums",
                "-t",
                "codepoints",
                "-t",
                "bytes",
                "--reference",
                "deu_Latn",
                "--sort",
                "premium",
                "--by",
                "codepoints",
                "--csv",
                folder)
            .quietly();
    List<String> rows = csv.lines().skip(1).map(row -> row.substring(0, 8)).distinct().toList();
    assertEquals(List.of("deu_Latn", "eng_Latn", "hin_Deva"), rows);
    assertTrue(csv.contains("eng_Latn,English,bytes,2,6,9,0.6666666666666666,"), csv);
  }

  @Test
  void theResultDoesNotDependOnThreads() {
    String one =
        Cli.run("premiums", "-t", "cl100k_base", "--json", "--threads", 1, folder).quietly();
    assertEquals(
        one, Cli.run("premiums", "-t", "cl100k_base", "--json", "--threads", 4, folder).quietly());
  }

  @Test
  void misalignedFilesAreNamedWithTheirLines() throws IOException {
    Path longer = Files.writeString(folder.resolve("fra_Latn.dev"), "a\nb\nc\n");
    Cli.run("premiums", "-t", "bytes", folder)
        .failed(ExitCode.FAILED, longer.getFileName().toString(), "3", "2");
  }

  @Test
  void aReferenceThatIsNotThereIsWrongUsage() {
    Cli.run("premiums", "-t", "bytes", "--reference", "eng_Latm", folder)
        .failed(ExitCode.WRONG_USAGE, "eng_Latm", "eng_Latn");
    Cli.run("premiums", "-t", "bytes", "--by", "utf16", "--sort", "premium", folder)
        .failed(ExitCode.WRONG_USAGE, "--by", "utf16");
    Cli.run("premiums", "-t", "bytes", "--csv", "--json", folder)
        .failed(ExitCode.WRONG_USAGE, "--csv");
    Cli.run("premiums", "-t", "bytes", "-").failed(ExitCode.WRONG_USAGE, "standard input");
  }

  @Test
  void theEmbeddedCorpusHasMoreThanAHundredLanguages() {
    String csv = Cli.run("premiums", "-t", "codepoints", "--csv", "embedded").quietly();
    assertTrue(csv.lines().count() > 100);
    assertTrue(csv.contains("\neng_Latn,English,codepoints,"));
  }
}
