package org.tokenlab.training.internal;

/// Slots of an open-addressing table whose entries keep their hash in the upper 32 bits: 0 is free.
public final class HashSlots {
  private HashSlots() {}

  /// The same entries in twice as many slots.
  ///
  /// @param slots a power of two of them
  /// @throws ArithmeticException if an array can't be that long
  public static long[] doubled(long[] slots) {
    long[] more = new long[Math.multiplyExact(slots.length, 2)];
    int mask = more.length - 1;
    for (long entry : slots) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (more[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        more[slot] = entry;
      }
    }
    return more;
  }
}
