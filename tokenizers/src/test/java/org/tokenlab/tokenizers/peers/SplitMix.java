package org.tokenlab.tokenizers.peers;

import java.util.List;

/// SplitMix64: random numbers that are the same in every Java version, for texts whose ids are in
/// golden files. Not thread-safe.
final class SplitMix {
  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  long nextLong() {
    state += 0x9E37_79B9_7F4A_7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }

  /// A number from 0 to less than `bound`.
  int nextInt(int bound) {
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /// True once in `times` calls.
  boolean oneIn(int times) {
    return nextInt(times) == 0;
  }

  <T> T of(List<T> list) {
    return list.get(nextInt(list.size()));
  }
}
