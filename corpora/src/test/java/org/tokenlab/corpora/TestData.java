package org.tokenlab.corpora;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// The reference data, where it is unpacked, and seeds that can be replayed.
public final class TestData {
  private TestData() {}

  /// A folder of the reference data; skips the test if there is none.
  static Path folder(String name) {
    String set = System.getProperty("tokenlab.data", System.getenv("TOKENLAB_DATA"));
    Path root =
        set != null
            ? Path.of(set)
            : Path.of(System.getProperty("user.home"), ".cache", "tokenlab", "data");
    Path folder = root.resolve(name);
    if (!Files.exists(folder)) {
      String line =
          "skipped: no reference data at " + folder + "; set -Dtokenlab.data or TOKENLAB_DATA";
      System.out.println(line); // Maven counts what is skipped, but does not say why
      abort(line);
    }
    return folder;
  }

  /// A generator whose seed is printed, and can be given again.
  public static Random random() {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println("replay with -Dtests.seed=" + seed);
    return new Random(seed);
  }
}
