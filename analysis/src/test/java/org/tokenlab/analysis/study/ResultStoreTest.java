package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.measure.Measure;
import org.tokenlab.analysis.measure.Segmentation;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.analysis.study.CellMeasures.CellFigures;

class ResultStoreTest {
  private static final String KEY = Sha256.of("a group");

  @TempDir private Path folder;

  private static Manifest manifest(String sizes) throws ManifestException {
    return ManifestReader.parse(
        "name: x\nalgorithms: [bpe]\nvocabulary_sizes: " + sizes + "\n", "m.yaml", Path.of("."));
  }

  private static Results results() {
    return new Results(
        List.of(
            new Measurement(
                "bpe-x",
                "bpe",
                "deu_Latn",
                "cl100k",
                "1000B-scaled",
                512,
                5000,
                400,
                12,
                "c d",
                "deu_Latn",
                new CellFigures(
                    ItemCounts.of(3, -1, 0, 17),
                    List.of(
                        Measure.of(
                            "deu_Latn", "bpe-x", "m", "tokens/word", OptionalDouble.of(1.25)),
                        Measure.of("deu_Latn", "bpe-x", "n", "share", OptionalDouble.empty())),
                    Optional.of(new Segmentation(3, List.of(0, 2, 2, 9))))),
            new Measurement(
                "bytes",
                "baseline",
                "",
                "",
                "",
                0,
                0,
                256,
                0,
                "é",
                "x",
                CellFigures.of(ItemCounts.of()))),
        List.of());
  }

  private static void assertSame(Results wanted, Optional<Results> got) {
    assertEquals(
        new String(GroupFile.write(KEY, wanted), java.nio.charset.StandardCharsets.UTF_8),
        new String(
            GroupFile.write(KEY, got.orElseThrow()), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void whatWasWrittenIsReadBack() throws Exception {
    try (ResultStore store = ResultStore.open(folder, manifest("[512]"))) {
      assertTrue(store.read(KEY).isEmpty());
      store.write(KEY, results());
      Results read = store.read(KEY).orElseThrow();
      assertSame(results(), Optional.of(read));
      Measurement first = read.measurements().getFirst();
      assertEquals("c d", first.corpus());
      assertEquals(400, first.vocabulary());
      assertEquals(17, first.counts().get(3));
      assertFalse(first.counts().has(1));
      assertEquals(
          results().measurements().getFirst().figures().measures(), first.figures().measures());
      assertEquals(
          results().measurements().getFirst().figures().example(), first.figures().example());
      assertTrue(read.measurements().getLast().figures().example().isEmpty());
      assertEquals(0, read.measurements().getLast().counts().size());
      assertEquals(List.of(), List.copyOf(store.damaged()));
    }
  }

  @Test
  void aFileCutShortAnywhereOrChangedAnywhereCountsAsAbsentAndIsTold() throws Exception {
    Random random = Seed.random();
    try (ResultStore store = ResultStore.open(folder, manifest("[512]"))) {
      store.write(KEY, results());
      Path file = folder.resolve("cells").resolve(KEY + ".cells");
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, java.util.Arrays.copyOf(whole, length));
        assertTrue(store.read(KEY).isEmpty(), "cut to " + length);
      }
      for (int i = 0; i < whole.length; i++) {
        byte[] changed = whole.clone();
        changed[i] ^= (byte) (1 + random.nextInt(255));
        Files.write(file, changed);
        assertTrue(store.read(KEY).isEmpty(), "changed at " + i);
      }
      assertFalse(store.damaged().isEmpty());
      Files.write(file, whole);
      assertSame(results(), store.read(KEY));
    }
  }

  @Test
  void theFileOfAnotherGroupIsRefused() throws Exception {
    String other = Sha256.of("another group");
    try (ResultStore store = ResultStore.open(folder, manifest("[512]"))) {
      store.write(KEY, results());
      Files.move(
          folder.resolve("cells").resolve(KEY + ".cells"),
          folder.resolve("cells").resolve(other + ".cells"));
      assertTrue(store.read(other).isEmpty());
    }
  }

  @Test
  void aSecondStudyInTheSameFolderIsRefusedUntilTheFirstIsDone() throws Exception {
    ResultStore first = ResultStore.open(folder, manifest("[512]"));
    StudyException refused =
        assertThrows(StudyException.class, () -> ResultStore.open(folder, manifest("[512]")));
    assertTrue(refused.getMessage().contains("another study is running"), refused.getMessage());
    first.close();
    ResultStore.open(folder, manifest("[512]")).close();
  }

  @Test
  void aFolderOfAnotherManifestIsRefusedWithWhatDiffers() throws Exception {
    ResultStore.open(folder, manifest("[512]")).close();
    ManifestException refused =
        assertThrows(ManifestException.class, () -> ResultStore.open(folder, manifest("[1024]")));
    assertTrue(
        refused.getMessage().contains("vocabulary_sizes: [512] there, [1024] here"),
        refused.getMessage());
    ResultStore.open(folder, manifest("[512]")).close(); // the lock was given back
  }

  @Test
  void leftoversOfAProcessThatDiedAreRemoved() throws Exception {
    ResultStore.open(folder, manifest("[512]")).close();
    Path part = folder.resolve("cells").resolve(".x.cells123.part");
    Files.writeString(part, "half");
    ResultStore.open(folder, manifest("[512]")).close();
    assertFalse(Files.exists(part));
  }

  @Test
  void aFolderThatCannotBeMadeIsAClearError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    StudyException refused =
        assertThrows(
            StudyException.class, () -> ResultStore.open(file.resolve("sub"), manifest("[512]")));
    assertTrue(
        refused.getMessage().startsWith(file.resolve("sub") + ": can't write: "),
        refused.getMessage());
  }
}
