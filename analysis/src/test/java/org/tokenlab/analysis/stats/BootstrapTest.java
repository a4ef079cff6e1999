package org.tokenlab.analysis.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.metrics.ItemCounts;

final class BootstrapTest {
  @Test
  void everyResampleDrawsAsManyItemsAsThereAre() {
    Resamples resamples = Resamples.of(50, 20, 1);
    ItemCounts ones =
        ItemCounts.of(java.util.stream.IntStream.generate(() -> 1).limit(50).toArray());
    for (long sum : resamples.sums(ones)) {
      assertEquals(50, sum);
    }
  }

  @Test
  void sumsEqualTheirDefinitionAndIntegersDoNotOverflow() {
    Resamples resamples = Resamples.of(5, 30, 7);
    for (int scale : new int[] {1, 400_000_000}) {
      ItemCounts counts = ItemCounts.of(scale, 2 * scale, ItemCounts.MISSING, 0, 5 * scale);
      ItemCounts other = ItemCounts.of(1, ItemCounts.MISSING, 1, 1, 1);
      long[] sums = resamples.sums(counts);
      long[] shared = resamples.sumsShared(counts, other);
      for (int r = 0; r < sums.length; r++) {
        long wanted =
            (long) scale
                * (resamples.draws(r, 0) + 2L * resamples.draws(r, 1) + 5L * resamples.draws(r, 4));
        assertEquals(wanted, sums[r]);
        assertEquals(wanted - 2L * scale * resamples.draws(r, 1), shared[r]);
      }
    }
  }

  @Test
  void theSeedDecidesAndResamplesDiffer() {
    ItemCounts counts = ItemCounts.of(1, 20, 300, 4000, 50_000);
    long[] sums = Resamples.of(5, 40, 3).sums(counts);
    assertArrayEquals(sums, Resamples.of(5, 40, 3).sums(counts));
    assertNotEquals(sums[0], Resamples.of(5, 40, 4).sums(counts)[0]);
    assertTrue(java.util.Arrays.stream(sums).distinct().count() > 20);
  }

  @Test
  void quantilesAreNumpys() {
    // numpy.quantile([1, 2, 3, 10], [0.1, 0.9])
    Interval interval = Interval.percentile(new double[] {10, 1, 3, 2}, 0.8).orElseThrow();
    assertEquals(1.3, interval.low(), 1e-12);
    assertEquals(7.9, interval.high(), 1e-12);
    assertEquals(new Interval(5, 5), Interval.percentile(new double[] {5}, 0.95).orElseThrow());
    assertTrue(Interval.percentile(new double[0], 0.95).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Interval.percentile(new double[] {1}, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Interval.percentile(new double[] {Double.NaN}, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new Interval(2, 1));
  }

  @Test
  void aRatioWhoseDenominatorVanishesHasNoInterval() {
    Resamples resamples = Resamples.of(20, 200, 1);
    int[] few = new int[20];
    java.util.Arrays.fill(few, ItemCounts.MISSING);
    few[3] = 5;
    long[] sums = resamples.sums(ItemCounts.of(few));
    assertEquals(Optional.empty(), Interval.ofRatio(sums, sums, 0.95));
    assertThrows(IllegalArgumentException.class, () -> Interval.ofRatio(sums, new long[1], 0.95));
    assertThrows(IllegalArgumentException.class, () -> Resamples.of(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> resamples.sums(ItemCounts.of(1)));
  }

  @Test
  void ninetyFivePerCentOfIntervalsHoldTheTruth() {
    // Items of a language twice as long as the reference's, and noisy: 200 corpora, fixed seed.
    SplittableRandom random = new SplittableRandom(42);
    int held = 0;
    double width = 0;
    double unpaired = 0;
    for (int corpus = 0; corpus < 200; corpus++) {
      int[] reference = new int[120];
      int[] language = new int[120];
      for (int i = 0; i < reference.length; i++) {
        reference[i] = 10 + random.nextInt(60);
        language[i] = (int) Math.round(reference[i] * (1.5 + random.nextDouble()));
      }
      Resamples resamples = Resamples.of(reference.length, 400, corpus);
      long[] own = resamples.sums(ItemCounts.of(language));
      long[] other = resamples.sums(ItemCounts.of(reference));
      Interval interval = Interval.ofRatio(own, other, 0.95).orElseThrow();
      held += interval.low() <= 2 && 2 <= interval.high() ? 1 : 0;
      width += interval.high() - interval.low();
      long[] elsewhere =
          Resamples.of(reference.length, 400, ~corpus).sums(ItemCounts.of(reference));
      Interval loose = Interval.ofRatio(own, elsewhere, 0.95).orElseThrow();
      unpaired += loose.high() - loose.low();
    }
    assertTrue(held >= 180 && held <= 199, "held: " + held);
    assertTrue(2 * width < unpaired, "pairing narrows intervals");
  }
}
