package org.tokenlab.analysis.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.tokenlab.analysis.metrics.TokenPremium;
import org.tokenlab.analysis.stats.Interval;

/// A language's premium, and what it is on each resample of the items. Immutable and thread-safe.
public final class SampledPremium {
  private final OptionalDouble value;
  private final long[] sums;
  private final long[] referenceSums;

  private SampledPremium(OptionalDouble value, long[] sums, long[] referenceSums) {
    this.value = value;
    this.sums = sums;
    this.referenceSums = referenceSums;
  }

  /// The premium over the items that both languages have.
  public static SampledPremium of(SampledCounts own, SampledCounts reference) {
    return new SampledPremium(
        TokenPremium.overShared(own.counts(), reference.counts()),
        own.sumsShared(reference),
        reference.sumsShared(own));
  }

  /// On all items; empty if they share none, or the reference has no tokens in them.
  public OptionalDouble value() {
    return value;
  }

  /// Its percentile interval.
  public Optional<Interval> interval(double level) {
    return Interval.ofRatio(sums, referenceSums, level);
  }

  /// The interval of a figure over languages: each resample, the same for all of them, has one.
  /// Empty if one of its premiums, or the figure, has no value in some resample.
  ///
  /// @param figure of premiums, which it may not keep or change
  public static Optional<Interval> interval(
      List<SampledPremium> languages, Function<double[], OptionalDouble> figure, double level) {
    List<SampledPremium> valued =
        languages.stream().filter(language -> language.value.isPresent()).toList();
    int resamples = valued.isEmpty() ? 0 : valued.getFirst().sums.length;
    double[] replicates = new double[resamples];
    double[] premiums = new double[valued.size()];
    for (int r = 0; r < resamples; r++) {
      for (int l = 0; l < premiums.length; l++) {
        SampledPremium language = valued.get(l);
        if (language.referenceSums[r] == 0) {
          return Optional.empty();
        }
        premiums[l] = (double) language.sums[r] / language.referenceSums[r];
      }
      OptionalDouble replicate = figure.apply(premiums);
      if (replicate.isEmpty()) {
        return Optional.empty();
      }
      replicates[r] = replicate.getAsDouble();
    }
    return Interval.percentile(replicates, level);
  }
}
