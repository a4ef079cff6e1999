package org.tokenlab.training;

import java.util.Random;

/// The seed of this run's random tests, printed once; `-Dtests.seed=…` replays it.
public final class TestSeed {
  private static final long SEED = Long.getLong("tests.seed", System.nanoTime());

  static {
    System.out.println("replay with -Dtests.seed=" + SEED);
  }

  private TestSeed() {}

  /// Numbers of their own for each test that asks with a name of its own.
  public static Random random(String test) {
    return new Random(SEED ^ test.hashCode() * 0x9E37_79B9L);
  }
}
