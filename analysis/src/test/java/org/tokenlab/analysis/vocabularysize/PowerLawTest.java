package org.tokenlab.analysis.vocabularysize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PowerLawTest {
  private static final double[] SIZES = {
    8192, 16384, 32768, 49152, 65536, 81920, 98304, 114688, 131072, 262144
  };

  private static double[] counts(PowerLaw law) {
    return Arrays.stream(SIZES).map(law::tokens).toArray();
  }

  @Test
  void exactLawsAreFoundAgain() {
    for (PowerLaw law :
        List.of(
            new PowerLaw(5e5, 0.2, 0),
            new PowerLaw(3e6, 0.45, 40_000),
            new PowerLaw(2e5, 0.05, -3000),
            new PowerLaw(4e8, 1.1, 52_000))) {
      PowerLawFit three = PowerLawFit.threeParameters(SIZES, counts(law));
      assertEquals(law.b(), three.law().b(), 1e-5 * law.b());
      assertEquals(law.a(), three.law().a(), 1e-3 * law.a());
      assertEquals(law.c(), three.law().c(), 1e-3 * law.a());
      assertTrue(three.rootMeanSquaredError() < 1e-3);
      if (law.c() == 0) {
        PowerLawFit two = PowerLawFit.twoParameters(SIZES, counts(law));
        assertEquals(law.b(), two.law().b(), 1e-8);
        assertEquals(0, two.law().c());
      }
    }
  }

  @Test
  void noFitNearbyIsBetter() {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    double[] counts = counts(new PowerLaw(3e6, 0.45, 40_000));
    for (int i = 0; i < counts.length; i++) {
      counts[i] += 500 * random.nextGaussian();
    }
    PowerLawFit fit = PowerLawFit.threeParameters(SIZES, counts);
    double least = squares(fit.law(), counts);
    assertEquals(Math.sqrt(least / SIZES.length), fit.rootMeanSquaredError(), 1e-6, "seed " + seed);
    for (int i = 0; i < 200; i++) {
      PowerLaw near =
          new PowerLaw(
              fit.law().a() * (1 + 1e-3 * random.nextGaussian()),
              fit.law().b() * (1 + 1e-3 * random.nextGaussian()),
              fit.law().c() + 10 * random.nextGaussian());
      assertTrue(squares(near, counts) >= least, "seed " + seed);
    }
    assertTrue(
        PowerLawFit.twoParameters(SIZES, counts).rootMeanSquaredError()
            >= fit.rootMeanSquaredError(),
        "seed " + seed);
  }

  private static double squares(PowerLaw law, double[] counts) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += Math.pow(counts[i] - law.tokens(SIZES[i]), 2);
    }
    return sum;
  }

  @Test
  void inversionGivesTheTargetBackOrNothing() {
    PowerLaw law = new PowerLaw(3e6, 0.45, 40_000);
    double size = law.vocabularySize(60_000).orElseThrow();
    assertEquals(60_000, law.tokens(size), 1e-6);
    assertTrue(law.vocabularySize(40_000).isEmpty());
    assertTrue(law.vocabularySize(Double.NaN).isEmpty());
    assertTrue(new PowerLaw(-1, 0.5, 100).vocabularySize(200).isEmpty());
    assertTrue(new PowerLaw(1, 0, 100).vocabularySize(101).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new PowerLaw(1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> law.tokens(0));
  }

  @Test
  void countsThatDoNotFallGiveAConstant() {
    PowerLawFit fit = PowerLawFit.twoParameters(new double[] {10, 100}, new double[] {5, 50});
    assertEquals(0, fit.law().b(), 1e-6);
    assertTrue(Double.isFinite(fit.rootMeanSquaredError()));
    PowerLawFit flat =
        PowerLawFit.threeParameters(new double[] {10, 100, 1000}, new double[] {7, 7, 7});
    assertEquals(7, flat.law().tokens(500), 1e-9);
  }

  @Test
  void tooFewSizesAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PowerLawFit.twoParameters(new double[] {5, 5}, new double[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> PowerLawFit.threeParameters(new double[] {5, 6}, new double[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> PowerLawFit.twoParameters(new double[] {5, 6}, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> PowerLawFit.twoParameters(new double[] {0, 6}, new double[] {1, 2}));
  }

  @Test
  void targetsOutOfReachTakeTheEnds() {
    PowerLaw law = new PowerLaw(3e6, 0.45, 40_000);
    var smallest = new TargetedVocabulary.Observed(8192, law.tokens(8192));
    var largest = new TargetedVocabulary.Observed(262144, law.tokens(262144) + 12);
    TargetedVocabulary within = TargetedVocabulary.of(law, 60_000, smallest, largest);
    assertEquals(TargetedVocabulary.Limit.WITHIN, within.limit());
    assertEquals(60_000, within.tokens(), 1);
    TargetedVocabulary low = TargetedVocabulary.of(law, 41_000, smallest, largest);
    assertEquals(new TargetedVocabulary(262144, largest.tokens(), low.limit()), low);
    assertEquals(TargetedVocabulary.Limit.LARGEST, low.limit());
    TargetedVocabulary high = TargetedVocabulary.of(law, 1e6, smallest, largest);
    assertEquals(new TargetedVocabulary(8192, smallest.tokens(), high.limit()), high);
    assertEquals(TargetedVocabulary.Limit.SMALLEST, high.limit());
    assertThrows(
        IllegalArgumentException.class,
        () -> TargetedVocabulary.of(law, 60_000, largest, smallest));
    assertThrows(
        IllegalArgumentException.class, () -> TargetedVocabulary.of(law, 0, smallest, largest));
  }

  @Test
  void theTargetOfLeastSpreadIsWhereMostLanguagesReachIt() {
    List<TargetSpread.Curve> curves =
        List.of(
            curve(new PowerLaw(3e6, 0.45, 40_000)),
            curve(new PowerLaw(3e6, 0.45, 50_000)),
            curve(new PowerLaw(3e6, 0.45, 55_000)));
    List<Double> targets = List.of(50_000.0, 60_000.0, 66_000.0, 70_000.0, 120_000.0);
    TargetSpread least = TargetSpread.least(targets, curves).orElseThrow();
    assertEquals(3, least.within());
    assertTrue(least.variance() < 1);
    assertEquals(0, TargetSpread.of(60_000, curves.subList(0, 1)).variance());
    assertTrue(TargetSpread.least(List.of(), curves).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> TargetSpread.of(1, List.of()));
  }

  private static TargetSpread.Curve curve(PowerLaw law) {
    return new TargetSpread.Curve(
        law,
        new TargetedVocabulary.Observed(8192, law.tokens(8192)),
        new TargetedVocabulary.Observed(262144, law.tokens(262144)));
  }
}
