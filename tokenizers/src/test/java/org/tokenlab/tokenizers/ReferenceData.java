package org.tokenlab.tokenizers;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Files that are too large, or not ours, to commit: real text and the peers' own vectors.
///
/// The folder is `-Dtokenlab.data`, else the environment variable `TOKENLAB_DATA`, else
/// `~/.cache/tokenlab/data`.
public final class ReferenceData {
  private ReferenceData() {}

  /// The file at `path` in that folder; skips the test with a clear line where there is none.
  public static Path file(String path) {
    String property = System.getProperty("tokenlab.data");
    String variable = System.getenv("TOKENLAB_DATA");
    Path folder =
        property != null
            ? Path.of(property)
            : variable != null
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".cache", "tokenlab", "data");
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      String line = "skipped: there is no reference data " + path + " in " + folder;
      System.out.println(line); // Maven counts what is skipped, but does not say why
      Assumptions.abort(line);
    }
    return file;
  }
}
