package org.tokenlab.tokenizers.equalinfo;

import org.jspecify.annotations.Nullable;

/// Rankings of one walk, with those of late places kept: text comes back to the same contexts.
///
/// A place has one slot that others may take. Ranking a new place costs about 2 µs, finding a kept
/// one 50 ns. Not thread-safe.
final class Rankings {
  private final BytePredictor.Context context;
  private final int total;
  private final int[] frequencies = new int[256];
  private final long[] keys;
  private final @Nullable Ranking[] kept;
  private final Ranking spare = new Ranking();

  /// @param slots how many to keep at most, a power of two; each takes 2 KiB once it is used
  Rankings(BytePredictor predictor, int slots) {
    context = predictor.newContext();
    total = 1 << predictor.precision();
    keys = new long[slots];
    kept = new Ranking[slots];
  }

  /// Begins a window.
  void reset() {
    context.reset();
  }

  /// Goes on by a byte.
  void append(byte value) {
    context.append(value & 0xFF);
  }

  /// The ranking of what comes next; good until the next call.
  Ranking next() {
    long key = context.key();
    if (key < 0) {
      return rank(spare);
    }
    long mixed = key * 0x9E37_79B9_7F4A_7C15L;
    int slot = (int) (mixed >>> 40) & (keys.length - 1);
    Ranking there = kept[slot];
    if (there != null && keys[slot] == key) {
      return there;
    }
    if (there == null) {
      there = new Ranking();
      kept[slot] = there;
    }
    keys[slot] = -1; // should the predictor throw
    rank(there);
    keys[slot] = key;
    return there;
  }

  private Ranking rank(Ranking ranking) {
    context.frequencies(frequencies);
    long sum = 0;
    for (int symbol = 0; symbol < 256; symbol++) {
      if (frequencies[symbol] < 1) {
        throw new IllegalStateException(
            "a predictor's frequencies are at least 1; byte "
                + symbol
                + " has "
                + frequencies[symbol]);
      }
      sum += frequencies[symbol];
    }
    if (sum != total) {
      throw new IllegalStateException(
          "a predictor's frequencies add up to " + total + "; got " + sum);
    }
    ranking.set(frequencies);
    return ranking;
  }
}
