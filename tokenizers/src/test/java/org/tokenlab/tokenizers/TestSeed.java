package org.tokenlab.tokenizers;

import java.util.SplittableRandom;

/// The seed of random tests: new in each run, printed by [#replayLine] when a test fails, set again
/// with `-Dtests.seed=…`.
public final class TestSeed {
  /// This run's seed.
  public static final long SEED =
      Long.getLong("tests.seed", System.nanoTime() ^ 0x5DEE_CE66_D1CE_4E5BL);

  private TestSeed() {}

  /// A generator for one test; `salt` keeps tests independent of each other's order.
  public static SplittableRandom random(String salt) {
    return new SplittableRandom(SEED ^ salt.hashCode());
  }

  /// How to run it again.
  public static String replayLine() {
    return "replay with -Dtests.seed=" + SEED;
  }
}
