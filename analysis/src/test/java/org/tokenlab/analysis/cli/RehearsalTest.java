package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RehearsalTest {
  @Test
  void everyCommandIsDone(@TempDir Path folder) throws IOException {
    assertEquals(ExitCode.DONE, Rehearsal.run(folder)); // else the launcher goes without a cache
  }
}
