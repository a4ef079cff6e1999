package org.tokenlab.analysis;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where reference data lies that is not part of the project: `TOKENLAB_DATA`, else
/// `~/.cache/tokenlab/data`. A test that wants what is not there is skipped.
public final class ReferenceFolder {
  private ReferenceFolder() {}

  public static Path require(String name) {
    Path path =
        Path.of(
                Optional.ofNullable(System.getenv("TOKENLAB_DATA"))
                    .orElse(System.getProperty("user.home") + "/.cache/tokenlab/data"))
            .resolve(name);
    return Files.exists(path) ? path : abort("no reference data: " + path);
  }
}
