package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Percentile frequency: the share of a text's tokens that falls on types of middling rank (Zouhar
/// et al. 2023, after Gowda and May 2020).
///
/// The types are ranked from the most frequent, and the probabilities summed of the ranks from
/// `⌊start · types⌋` up to, not including, `⌊end · types⌋`, each at most the last rank. Where the
/// two fall on one rank, first the start moves down by one, and if that can't be, the end up, as in
/// tokenization-scorer. Ranks of equal frequency are interchangeable.
public final class PercentileFrequency {
  /// Start of the band in the paper.
  public static final double PAPER_START = 0.03;

  /// End of the band in the paper.
  public static final double PAPER_END = 0.83;

  private PercentileFrequency() {}

  /// Share of the tokens in the band, in [0, 1]; empty without tokens. O(n log n).
  ///
  /// @param start in [0, 1]
  /// @param end in [start, 1]
  /// @throws IllegalArgumentException for a band that is none
  public static OptionalDouble of(TokenFrequencies frequencies, double start, double end) {
    if (!(start >= 0 && start <= end && end <= 1)) {
      throw new IllegalArgumentException(
          "a band 0 <= start <= end <= 1 wanted; got: " + start + " to " + end);
    }
    long[] ranked = frequencies.descending();
    if (ranked.length == 0) {
      return OptionalDouble.empty();
    }
    int last = ranked.length - 1;
    int from = Math.min((int) (ranked.length * start), last);
    int to = Math.min((int) (ranked.length * end), last);
    if (from == to) {
      from = Math.max(0, from - 1);
    }
    if (from == to) {
      to = Math.min(last, to + 1);
    }
    long sum = 0;
    for (int rank = from; rank < to; rank++) {
      sum += ranked[rank];
    }
    return OptionalDouble.of((double) sum / frequencies.total());
  }
}
