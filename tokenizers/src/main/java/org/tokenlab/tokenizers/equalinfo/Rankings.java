package org.tokenlab.tokenizers.equalinfo;

import org.jspecify.annotations.Nullable;

/// Rankings of one walk. The likely bytes of late places are kept: text comes back to the same
/// contexts, and most bytes are among the likely ones.
///
/// A place has one slot that others may take. Ranking a new place costs about 1 µs, finding a kept
/// one a tenth. Not thread-safe.
final class Rankings {
  private static final int LIKELY = 24;

  private final BytePredictor.Context context;
  private final int precision;
  private final int[] frequencies = new int[256];
  private final int[] sortKeys = new int[256];
  private final long[] keys;
  private final @Nullable Ranking[] kept;
  private final Ranking spare = new Ranking(LIKELY);
  private final Ranking all = new Ranking(256);

  /// @param slots how many to keep at most, a power of two; each takes 150 bytes once it is used
  Rankings(BytePredictor predictor, int slots) {
    context = predictor.newContext();
    precision = predictor.precision();
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

  /// The likeliest bytes that come next; good until the next call.
  Ranking likely() {
    long key = context.key();
    if (key < 0) {
      return rank(spare);
    }
    int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 40) & (keys.length - 1);
    Ranking there = kept[slot];
    if (there != null && keys[slot] == key) {
      return there;
    }
    if (there == null) {
      there = new Ranking(LIKELY);
      kept[slot] = there;
    }
    keys[slot] = BytePredictor.Context.NO_KEY; // should the predictor throw
    rank(there);
    keys[slot] = key;
    return there;
  }

  /// All bytes that may come next; good until the next call.
  Ranking all() {
    return rank(all);
  }

  private Ranking rank(Ranking ranking) {
    context.frequencies(frequencies);
    long sum = 0;
    int least = Integer.MAX_VALUE;
    for (int frequency : frequencies) {
      least = Math.min(least, frequency);
      sum += frequency;
    }
    if (least < 1) {
      throw new IllegalStateException("a predictor's frequencies are at least 1; got " + least);
    }
    if (sum != 1L << precision) {
      throw new IllegalStateException(
          "a predictor's frequencies add up to " + (1 << precision) + "; got " + sum);
    }
    ranking.set(frequencies, precision, sortKeys);
    return ranking;
  }
}
