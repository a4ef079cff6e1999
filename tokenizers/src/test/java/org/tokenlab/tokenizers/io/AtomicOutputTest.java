package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicOutputTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void withoutACommitNothingIsLeft() throws IOException {
    Path file = folder.resolve("out");
    try (AtomicOutput output = new AtomicOutput(file)) {
      output.write(new byte[200_000]);
      output.force();
      assertTrue(Files.notExists(file));
    }
    assertEquals(List.of(), files());
  }

  @Test
  void aCommitReplacesTheFileAtOnce() throws IOException {
    Path file = folder.resolve("out");
    Files.writeString(file, "old");
    try (AtomicOutput output = new AtomicOutput(file)) {
      output.write('n');
      output.write(("ew, " + "long".repeat(50_000)).getBytes(StandardCharsets.UTF_8));
      output.overwrite(0, "N".getBytes(StandardCharsets.UTF_8));
      assertEquals("old", Files.readString(file));
      output.commit();
    }
    assertEquals("New, " + "long".repeat(50_000), Files.readString(file));
    assertEquals(List.of("out"), files());
  }

  @Test
  void theFileHasThePermissionsOfAnyOther() throws IOException {
    Path file = folder.resolve("out");
    AtomicOutput.write(file, new byte[3]);
    Path ordinary = Files.writeString(folder.resolve("ordinary"), "");
    assumeTrue(
        ordinary.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "skipped: this file system has no POSIX permissions");
    assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(file));
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("none").resolve("out");
    IOException e = assertThrows(IOException.class, () -> AtomicOutput.write(file, new byte[1]));
    assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
