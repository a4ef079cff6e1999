package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.cli.Main;

/// Kills studies in another JVM, as `kill -9` does, and lets the next one go on.
class StudyKillTest {
  private static final int KILLS = 4;
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  @Test
  void aStudyKilledAtRandomMomentsEndsWithTheBytesOfAnUndisturbedOne() throws Exception {
    SmallStudy small = SmallStudy.in(folder);
    Path manifest = folder.resolve("small.yaml");
    Files.writeString(manifest, SmallStudy.yaml(SmallStudy.everything()));
    new Study(ManifestReader.read(manifest), 2, StudyListener.NONE).run(folder.resolve("calm"));
    Map<String, String> wanted = SmallStudy.hashes(folder.resolve("calm"));
    int groups = count(folder.resolve("calm/cells"));
    assertTrue(Files.isDirectory(small.set()) && groups > 20);

    Random random = Seed.random();
    Path out = folder.resolve("killed");
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      int left = groups - count(out.resolve("cells"));
      int target = groups - left + random.nextInt(Math.max(1, left / 2));
      Process study = start(manifest, out);
      awaitCells(study, out.resolve("cells"), target);
      spin(random.nextInt(30_000_000));
      killed += study.isAlive() ? 1 : 0;
      study.destroyForcibly().waitFor();
    }
    assertTrue(killed > 0, "no study lived long enough to be killed");
    Process last = start(manifest, out);
    assertTrue(last.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the last run did not end");
    assertEquals(0, last.exitValue(), Files.readString(folder.resolve("log")));
    assertEquals(wanted, SmallStudy.hashes(out));
  }

  private Process start(Path manifest, Path out) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.tokenlab.progress=false",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "study",
                manifest.toString(),
                "--out",
                out.toString(),
                "--threads",
                "2"))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static int count(Path cells) throws IOException {
    if (!Files.isDirectory(cells)) {
      return 0;
    }
    try (var files = Files.list(cells)) {
      return (int) files.filter(file -> file.toString().endsWith(".cells")).count();
    }
  }

  private static void awaitCells(Process study, Path cells, int wanted) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (study.isAlive() && count(cells) < wanted && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
