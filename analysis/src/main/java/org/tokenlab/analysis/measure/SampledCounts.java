package org.tokenlab.analysis.measure;

import java.util.Arrays;
import java.util.Optional;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.analysis.stats.Resamples;

/// Counts by item with their sums over resamples, which are taken once: a ratio's interval then
/// costs a division a resample. Immutable and thread-safe.
public final class SampledCounts {
  private final ItemCounts counts;
  private final Resamples resamples;
  private final boolean whole;
  private final long[] sums;

  /// Takes the sums.
  public SampledCounts(ItemCounts counts, Resamples resamples) {
    this.counts = counts;
    this.resamples = resamples;
    whole = counts.present() == counts.size();
    sums = resamples.sums(counts);
  }

  /// The counts.
  public ItemCounts counts() {
    return counts;
  }

  /// Sums over each resample, of the items that `other` has, too. Not to be changed.
  long[] sumsShared(SampledCounts other) {
    return other.whole || other == this ? sums : resamples.sumsShared(counts, other.counts);
  }

  /// Interval of the sum of all items.
  public Optional<Interval> total(double level) {
    return Interval.percentile(Arrays.stream(sums).asDoubleStream().toArray(), level);
  }

  /// Interval of the ratio of sums over shared items.
  public Optional<Interval> over(SampledCounts denominator, double level) {
    return Interval.ofRatio(sumsShared(denominator), denominator.sumsShared(this), level);
  }
}
