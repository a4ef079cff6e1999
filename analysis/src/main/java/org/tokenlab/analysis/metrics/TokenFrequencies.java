package org.tokenlab.analysis.metrics;

import java.util.Arrays;

/// How often each token id occurs in a text.
///
/// The *types* are the ids that occur; ids that don't are held too, so that what is not used can be
/// told. Immutable and thread-safe; 8 bytes an id.
public final class TokenFrequencies {
  private final long[] counts;
  private final long total;
  private final int types;

  private TokenFrequencies(long[] counts) {
    this.counts = counts;
    long sum = 0;
    int used = 0;
    for (long count : counts) {
      sum = Math.addExact(sum, count);
      used += count > 0 ? 1 : 0;
    }
    total = sum;
    types = used;
  }

  /// Counts by id; copied.
  ///
  /// @throws IllegalArgumentException for a negative count
  /// @throws ArithmeticException if the counts' sum exceeds a `long`
  public static TokenFrequencies of(long... counts) {
    for (int id = 0; id < counts.length; id++) {
      if (counts[id] < 0) {
        throw new IllegalArgumentException(
            "a token's count is >= 0; id " + id + " has " + counts[id]);
      }
    }
    return new TokenFrequencies(counts.clone());
  }

  /// Counts the ids of texts. One count an id from 0 to the largest.
  ///
  /// @param texts the ids of each text
  /// @throws IllegalArgumentException for a negative id
  public static TokenFrequencies ofIds(Iterable<int[]> texts) {
    long[] counts = new long[1024];
    int limit = 0;
    for (int[] ids : texts) {
      for (int id : ids) {
        if (id < 0) {
          throw new IllegalArgumentException("a token's id is >= 0; got: " + id);
        }
        if (id >= counts.length) {
          counts =
              Arrays.copyOf(counts, Math.max(id + 1, (int) Math.min(2L * counts.length, MOST)));
        }
        counts[id]++;
        limit = Math.max(limit, id + 1);
      }
    }
    return new TokenFrequencies(Arrays.copyOf(counts, limit));
  }

  private static final int MOST = Integer.MAX_VALUE - 8;

  /// One more than the largest id that has a place here.
  public int idLimit() {
    return counts.length;
  }

  /// How often token `id` occurs; 0 for an id without a place here.
  ///
  /// @throws IllegalArgumentException for a negative id
  public long count(int id) {
    if (id < 0) {
      throw new IllegalArgumentException("a token's id is >= 0; got: " + id);
    }
    return id < counts.length ? counts[id] : 0;
  }

  /// Number of tokens.
  public long total() {
    return total;
  }

  /// Number of distinct tokens that occur.
  public int types() {
    return types;
  }

  /// The counts of the types, largest first: a new array, in O(n log n).
  public long[] descending() {
    long[] used = Arrays.stream(counts).filter(c -> c > 0).sorted().toArray();
    for (int i = 0, j = used.length - 1; i < j; i++, j--) {
      long swapped = used[i];
      used[i] = used[j];
      used[j] = swapped;
    }
    return used;
  }

  /// The two texts' counts together.
  public TokenFrequencies plus(TokenFrequencies other) {
    long[] sums = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
    for (int id = 0; id < other.counts.length; id++) {
      sums[id] = Math.addExact(sums[id], other.counts[id]);
    }
    return new TokenFrequencies(sums);
  }
}
