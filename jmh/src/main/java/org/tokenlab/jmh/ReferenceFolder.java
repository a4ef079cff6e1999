package org.tokenlab.jmh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the reference texts and vocabularies lie: `-Dtokenlab.data`, else the environment variable
/// `TOKENLAB_DATA`, else `~/.cache/tokenlab/data`. Absent on many machines.
final class ReferenceFolder {
  private ReferenceFolder() {}

  /// The file or folder of that name in the reference data, if it is there.
  static Optional<Path> find(String name) {
    Path found = folder().resolve(name);
    return Files.exists(found) ? Optional.of(found) : Optional.empty();
  }

  private static Path folder() {
    String property = System.getProperty("tokenlab.data");
    if (property != null) {
      return Path.of(property);
    }
    String variable = System.getenv("TOKENLAB_DATA");
    return variable != null
        ? Path.of(variable)
        : Path.of(System.getProperty("user.home"), ".cache", "tokenlab", "data");
  }
}
