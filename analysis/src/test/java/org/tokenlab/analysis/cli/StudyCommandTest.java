package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCommandTest {
  @TempDir private Path folder;
  private Path manifest;

  @BeforeEach
  void writeText() throws IOException {
    Path set = Files.createDirectory(folder.resolve("set"));
    Files.writeString(set.resolve("eng_Latn.dev"), "one\ntwo three\n");
    Files.writeString(set.resolve("rus_Cyrl.dev"), "один\nдва три\n");
    manifest = folder.resolve("study.yaml");
    write("");
  }

  private void write(String more) throws IOException {
    Files.writeString(
        manifest, "name: t\nevaluation: [set]\nleast_items: 2\nbaselines: [bytes]\n" + more);
  }

  @Test
  void aStudyEndsWithATableAndThePathsOfItsFiles() {
    Path out = folder.resolve("out");
    Cli.Result result = Cli.run("study", manifest, "--out", out);
    assertEquals(ExitCode.DONE, result.code(), result.err());
    // 21 bytes of Russian letters and a space over 12 of English.
    assertTrue(
        result.out().lines().anyMatch(line -> line.matches("bytes +256 +2 .* 1\\.75  rus_Cyrl .*")),
        result.out());
    for (String file :
        new String[] {
          "report.html", "results.csv", "results.parquet", "summary.tex", "provenance.json"
        }) {
      assertTrue(Files.exists(out.resolve(file)), file);
      assertTrue(result.out().lines().anyMatch(out.resolve(file).toString()::equals), file);
    }
    assertTrue(result.err().contains("study: 4 cells"), result.err());
  }

  @Test
  void theSummaryComesAsJson() {
    Cli.Result result = Cli.run("study", manifest, "--out", folder.resolve("out"), "--json");
    assertTrue(result.out().startsWith("{"), result.out());
    assertTrue(result.out().contains("\"max_premium\" : 1.75"), result.out());
  }

  @Test
  void aMisspeltKeyIsWrongUsageAndLeavesNothingBehind() throws IOException {
    write("vocabularie_sizes: [512]\n");
    Path out = folder.resolve("out");
    Cli.run("study", manifest, "--out", out)
        .failed(
            ExitCode.WRONG_USAGE,
            manifest + ": line 5: unknown key \"vocabularie_sizes\"; nearest: vocabulary_sizes");
    assertFalse(Files.exists(out));
  }

  @Test
  void textThatIsMisalignedFailsWithTheFile() throws IOException {
    Files.writeString(folder.resolve("set/rus_Cyrl.dev"), "один\n");
    Cli.run("study", manifest, "--out", folder.resolve("out"))
        .failed(ExitCode.FAILED, "rus_Cyrl.dev");
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void theFolderOfAnotherStudyIsRefusedAndKept() throws IOException {
    Path out = folder.resolve("out");
    Cli.run("study", manifest, "--out", out);
    byte[] before = Files.readAllBytes(out.resolve("results.csv"));
    write("seed: 5\n");
    Cli.run("study", manifest, "--out", out)
        .failed(ExitCode.WRONG_USAGE, "belongs to another study", "seed: 0 there, 5 here");
    assertEquals(
        -1, java.util.Arrays.mismatch(before, Files.readAllBytes(out.resolve("results.csv"))));
  }

  @Test
  void aTokenizerThatCannotBeReadMakesTheStudyFailWithoutLosingTheRest() throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{");
    write("tokenizers: [broken.json]\n");
    Cli.Result result = Cli.run("study", manifest, "--out", folder.resolve("out"));
    assertEquals(ExitCode.FAILED, result.code());
    assertTrue(result.out().contains("Failed: measure "), result.out());
    assertTrue(result.out().contains("1.75  rus_Cyrl"), result.out());
  }

  @Test
  void theDefaultManifestIsPrintedAsItIs() {
    assertTrue(Cli.run("study", "--print-manifest").quietly().contains("\nname: default\n"));
    Cli.run("study", "--print-manifest=paper")
        .failed(ExitCode.WRONG_USAGE, "default or inequities", "paper");
  }

  @Test
  void aStudyIsPlannedWatchedRetriedAndVerified() throws IOException {
    Path out = folder.resolve("out");
    String plan = Cli.run("plan", manifest, "--threads", "1").quietly();
    assertTrue(plan.lines().anyMatch(line -> line.matches("cells +4 .*")), plan);
    assertFalse(Files.exists(out));
    assertTrue(Cli.run("plan", manifest, "--json").quietly().contains("\"cells\" : 4"));
    Cli.run("status", out).failed(ExitCode.FAILED, "no study has begun here");
    Cli.run("verify", out).failed(ExitCode.FAILED, "no study has begun here");
    Cli.run("retry", out).failed(ExitCode.FAILED, "no study has begun here");
    Cli.run("study", manifest, "--out", out);
    String status = Cli.run("status", out).quietly();
    assertEquals(out + ": 4 of 4 cells done, 0 failed, 0 to do; not running\n", status);
    assertTrue(Cli.run("status", out, "--json").quietly().contains("\"state\" : \"done\""), status);
    assertEquals(ExitCode.DONE, Cli.run("retry", out).code());
    assertEquals(out + ": 9 files checked, 0 problems\n", Cli.run("verify", out).quietly());
    Files.writeString(out.resolve("results.csv"), "nothing\n");
    Cli.Result damaged = Cli.run("verify", out);
    assertEquals(ExitCode.CHECK_FAILED, damaged.code());
    assertTrue(damaged.out().startsWith("results.csv: expected SHA-256 "), damaged.out());
  }

  @Test
  void aChangeSinceAnEarlierRunIsFound() throws IOException {
    Path before = folder.resolve("before");
    Cli.run("study", manifest, "--out", before);
    Path same = folder.resolve("same");
    Cli.Result unchanged = Cli.run("study", manifest, "--out", same, "--check", before);
    assertEquals(ExitCode.DONE, unchanged.code(), unchanged.err());
    assertTrue(unchanged.err().contains("figures, all as before"), unchanged.err());
    Files.writeString(folder.resolve("set/rus_Cyrl.dev"), "один\nдва\n");
    write("tokenizers: [r50k_base]\n");
    Cli.Result changed =
        Cli.run(
            "study",
            manifest,
            "--out",
            folder.resolve("after"),
            "--check",
            before.resolve("results.csv"));
    assertEquals(ExitCode.CHECK_FAILED, changed.code(), changed.err());
    assertTrue(
        changed
            .err()
            .contains(
                "changed: bytes baseline set rus_Cyrl tokens tokens: vocabulary 256,"
                    + " training_bytes 0, 21.0, items 2 before, vocabulary 256, training_bytes 0,"
                    + " 14.0, items 2 now"),
        changed.err());
    assertTrue(changed.err().contains("new: r50k_base existing "), changed.err());
    assertTrue(changed.err().contains("differences"), changed.err());
    Cli.Result absent =
        Cli.run("study", manifest, "--out", folder.resolve("after"), "--check", folder);
    assertEquals(ExitCode.FAILED, absent.code());
    assertTrue(absent.err().contains("results.csv: no such file"), absent.err());
  }
}
