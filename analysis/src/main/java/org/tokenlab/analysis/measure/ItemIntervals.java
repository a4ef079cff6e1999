package org.tokenlab.analysis.measure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.analysis.stats.Resamples;

/// Bootstrap intervals of figures that are sums over items, or nearly so. Immutable.
final class ItemIntervals {
  /// Where no intervals are wanted.
  static final ItemIntervals NONE = new ItemIntervals(null, Interval.USUAL_LEVEL);

  private final @Nullable Resamples resamples;
  private final double level;

  private ItemIntervals(@Nullable Resamples resamples, double level) {
    this.resamples = resamples;
    this.level = level;
  }

  static ItemIntervals of(MeasureSettings settings) {
    return new ItemIntervals(settings.resamples(), settings.level());
  }

  /// Whether there are any.
  boolean wanted() {
    return resamples != null;
  }

  /// What values by item sum up to on each resample; several ratios may share it. Of nothing where
  /// no intervals are wanted.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Sums(long[] byResample) {}

  /// Sums values by item.
  Sums sums(int[] values) {
    return new Sums(resamples == null ? new long[0] : resamples.sumsOf(values));
  }

  /// Of a ratio of two sums over items.
  Optional<Interval> ofRatio(Sums numerators, Sums denominators) {
    return resamples == null
        ? Optional.empty()
        : Interval.ofRatio(numerators.byResample, denominators.byResample, level);
  }

  /// Of a mean: a sum of values over the sum of how many each item has.
  Optional<Interval> ofMean(double[] values, int[] counts) {
    if (resamples == null) {
      return Optional.empty();
    }
    long[] sums = resamples.sumsOf(counts);
    double[] means = resamples.sumsOf(values);
    for (int r = 0; r < means.length; r++) {
      if (sums[r] == 0) {
        return Optional.empty();
      }
      means[r] /= sums[r];
    }
    return Interval.percentile(means, level);
  }

  /// Of a smooth function of the tokens' frequencies: the function is taken for linear near them,
  /// as the infinitesimal jackknife takes it (Efron and Tibshirani 1993, ch. 22). A resample itself
  /// would not do: it holds about two thirds of the items and so fewer types than the text, and its
  /// entropy lies below the text's.
  ///
  /// @param influences what one more occurrence of an item would add to the figure
  Optional<Interval> ofLinear(double figure, double[] influences) {
    if (resamples == null) {
      return Optional.empty();
    }
    double[] replicates = resamples.sumsOf(influences);
    double all = 0;
    for (double influence : influences) {
      all += influence; // 0 but for rounding
    }
    for (int r = 0; r < replicates.length; r++) {
      replicates[r] += figure - all;
    }
    return Interval.percentile(replicates, level);
  }
}
