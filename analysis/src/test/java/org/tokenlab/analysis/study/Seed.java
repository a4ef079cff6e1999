package org.tokenlab.analysis.study;

import java.util.Random;

/// The randomness of a test, replayed with `-Dtests.seed=…`.
final class Seed {
  private Seed() {}

  /// A random source; prints the line that replays it.
  static Random random() {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    return new Random(seed);
  }
}
