package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.study.StudyStatus.State;
import org.tokenlab.tokenizers.Tokenizers;

class StudyFolderTest {
  @TempDir private Path folder;
  private SmallStudy small;
  private Path out;

  @BeforeEach
  void writeText() throws Exception {
    small = SmallStudy.in(folder);
    out = folder.resolve("out");
  }

  private StudyOutcome run(Manifest manifest) throws Exception {
    return new Study(manifest, 2, StudyListener.NONE).run(out);
  }

  @Test
  void aForecastCountsWhatTheStudyThenDoes() throws Exception {
    Manifest manifest = small.manifest(SmallStudy.everything());
    StudyForecast forecast = StudyForecast.of(manifest);
    assertFalse(Files.exists(out), "a forecast writes nothing");
    StudyOutcome outcome = run(manifest);
    assertEquals(outcome.cells(), forecast.cells());
    assertEquals(outcome.models(), forecast.models());
    long all = 0;
    for (String language : SmallStudy.LANGUAGES) {
      // Without its last line feed, each of two data sizes and two patterns.
      all += 2 * (1000 + text(language));
    }
    assertEquals(all, forecast.trainingBytes());
    assertEquals(outcome.models() / 3 * (280L + 320 + 5000), forecast.modelTokens());
    assertTrue(forecast.time(1).compareTo(forecast.time(2)) > 0);
  }

  private long text(String language) throws Exception {
    return Files.readAllLines(small.set().resolve(language + ".dev")).stream()
        .mapToLong(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .sum();
  }

  @Test
  void aStatusTellsWhatIsDoneAndWhatFailedAndWhy() throws Exception {
    Files.writeString(folder.resolve("broken.json"), "{");
    Manifest manifest = small.manifest("tokenizers: [broken.json]\nbaselines: [bytes]\n");
    StudyOutcome outcome = run(manifest);
    StudyStatus status = StudyStatus.of(out);
    int languages = SmallStudy.LANGUAGES.size();
    assertFalse(status.running());
    assertEquals(outcome.cells(), status.cells());
    assertEquals(2 * languages, status.cells(State.DONE));
    assertEquals(languages, status.cells(State.FAILED));
    assertEquals(0, status.cells(State.PLANNED));
    StudyStatus.Group failed =
        status.groups().stream().filter(g -> g.state() == State.FAILED).findFirst().orElseThrow();
    assertEquals(outcome.failures().getFirst().group(), failed.title());
    assertEquals(outcome.failures().getFirst().reason(), failed.reason());

    try (var cells = Files.list(out.resolve("cells"))) {
      for (Path cell : cells.filter(file -> file.toString().endsWith(".cells")).toList()) {
        Files.delete(cell);
      }
    }
    assertEquals(2 * languages, StudyStatus.of(out).cells(State.PLANNED));
  }

  @Test
  void aStudyGoesOnFromItsFolderAlone() throws Exception {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{");
    run(small.manifest("tokenizers: [broken.json]\nbaselines: [bytes]\n"));
    Tokenizers.save(Tokenizers.named("r50k_base"), broken);
    StudyOutcome again = new Study(ResultStore.manifest(out), 1, StudyListener.NONE).run(out);
    assertEquals(List.of(), again.failures());
    assertEquals(2 * SmallStudy.LANGUAGES.size(), again.resumed());
    assertEquals(again.cells(), StudyStatus.of(out).cells(State.DONE));
    assertTrue(again.rows().stream().anyMatch(row -> row.tokenizer().endsWith("broken.json")));
  }

  @Test
  void aFolderIsSeenToBeInUseAndStaysLocked() throws Exception {
    Manifest manifest = small.manifest("baselines: [bytes]\n");
    run(manifest);
    try (ResultStore store = ResultStore.open(out, manifest)) {
      assertTrue(StudyStatus.of(out).running());
      assertThrows(StudyException.class, () -> ResultStore.open(out, manifest));
      assertTrue(StudyStatus.of(store.folder()).running(), "whoever asked took no lock away");
    }
    assertFalse(StudyStatus.of(out).running());
  }

  @Test
  void everyFileThatChangesIsFound() throws Exception {
    run(small.manifest(SmallStudy.everything()));
    StudyCheck whole = StudyCheck.of(out);
    assertEquals(List.of(), whole.problems());
    List<Path> kept;
    try (var files = Files.walk(out)) {
      List<String> free = List.of("plan.tsv", "study.yaml", "lock", "provenance.json");
      kept =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !free.contains(file.getFileName().toString()))
              .toList();
    }
    assertEquals(kept.size(), whole.files());
    for (Path file : kept) {
      byte[] before = Files.readAllBytes(file);
      byte[] after = before.clone();
      after[after.length / 2] ^= 1;
      Files.write(file, after);
      assertEquals(1, StudyCheck.of(out).problems().size(), file::toString);
      Files.write(file, before);
    }
    Files.delete(out.resolve("models/bpe-gpt2-hin_Deva-280.json"));
    assertTrue(
        StudyCheck.of(out).problems().getFirst().contains("found no file"),
        StudyCheck.of(out).problems()::toString);
  }

  @Test
  void aFolderWithoutAStudySaysSo() {
    for (StudyException e :
        List.of(
            assertThrows(StudyException.class, () -> StudyStatus.of(folder)),
            assertThrows(StudyException.class, () -> StudyCheck.of(folder)),
            assertThrows(StudyException.class, () -> ResultStore.manifest(folder)))) {
      assertTrue(e.getMessage().contains("no study has begun here"), e.getMessage());
    }
  }
}
