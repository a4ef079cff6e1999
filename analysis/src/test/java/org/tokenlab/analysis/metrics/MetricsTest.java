package org.tokenlab.analysis.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Metrics against published values, and against the definition written out.
final class MetricsTest {
  private static final double EXACT = 1e-12;

  @Test
  void giniEqualsTokEvalsOwnTests() {
    assertEquals(0.25, Gini.of(1, 3).orElseThrow(), EXACT);
    assertEquals(2.0 / 9, Gini.of(2, 4, 6).orElseThrow(), EXACT);
    assertEquals(198.0 / 404, Gini.of(1, 100).orElseThrow(), EXACT);
  }

  @Test
  void giniEqualsItsDefinitionOnRandomCosts() {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      double[] costs = random.doubles(1 + random.nextInt(40), 0, 1000).toArray();
      double differences = 0;
      double sum = 0;
      for (double a : costs) {
        sum += a;
        for (double b : costs) {
          differences += Math.abs(a - b);
        }
      }
      double wanted = differences / (2 * costs.length * sum);
      assertEquals(wanted, Gini.of(costs).orElseThrow(), 1e-9, "seed " + seed);
      assertEquals(wanted, fromCurve(LorenzCurve.of(costs)), 1e-9, "seed " + seed);
    }
  }

  /// One minus twice the area below the curve.
  private static double fromCurve(List<LorenzCurve.Point> curve) {
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      LorenzCurve.Point a = curve.get(i - 1);
      LorenzCurve.Point b = curve.get(i);
      area += (b.languages() - a.languages()) * (a.cost() + b.cost()) / 2;
    }
    return 1 - 2 * area;
  }

  @Test
  void giniOfEqualOrNoCostsIsDefined() {
    assertTrue(Gini.of().isEmpty());
    assertEquals(0, Gini.of(0, 0, 0).orElseThrow());
    assertEquals(0, Gini.of(7).orElseThrow());
    assertEquals(0, Gini.of(0.1, 0.1, 0.1).orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> Gini.of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Gini.of(-1));
    assertThrows(IllegalArgumentException.class, () -> Gini.of(Double.POSITIVE_INFINITY));
  }

  @Test
  void lorenzCurveRunsFromNothingToEverything() {
    assertEquals(List.of(), LorenzCurve.of());
    assertEquals(
        List.of(
            new LorenzCurve.Point(0, 0),
            new LorenzCurve.Point(0.5, 0.25),
            new LorenzCurve.Point(1, 1)),
        LorenzCurve.of(3, 1));
    assertEquals(0.5, LorenzCurve.of(0, 0).get(1).cost(), EXACT);
  }

  @Test
  void premiumsEqualPetrovsTable() {
    // tokenization_lengths.csv, FLORES-200 joined: English, Burmese and Shan, in cl100k_base and
    // r50k_base.
    assertEquals(11.7019, TokenPremium.ofCounts(618268, 52835).orElseThrow(), 5e-5);
    assertEquals(15.0482, TokenPremium.ofCounts(795074, 52835).orElseThrow(), 5e-5);
    assertEquals(16.8914, TokenPremium.ofCounts(887930, 52567).orElseThrow(), 5e-5);
    assertEquals(18.7587, TokenPremium.ofCounts(986091, 52567).orElseThrow(), 5e-5);
  }

  @Test
  void premiumRestsOnTheItemsThatBothHave() {
    ItemCounts german = ItemCounts.of(6, ItemCounts.MISSING, 4, 100);
    ItemCounts english = ItemCounts.of(3, 50, 2, ItemCounts.MISSING);
    assertEquals(new ItemCounts.Shared(10, 5, 2), german.sharedWith(english));
    assertEquals(2, TokenPremium.overShared(german, english).orElseThrow(), EXACT);
    assertEquals(110, CorpusTokenCount.of(german));
    assertEquals(3, german.present());
    assertTrue(
        TokenPremium.overShared(
                ItemCounts.of(ItemCounts.MISSING, 1), ItemCounts.of(1, ItemCounts.MISSING))
            .isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> TokenPremium.overShared(ItemCounts.of(1), ItemCounts.of(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> ItemCounts.of(-2));
  }

  @Test
  void meanOfRatiosAndRatioOfSumsDiffer() {
    ItemCounts a = ItemCounts.of(1, 30, 5);
    ItemCounts b = ItemCounts.of(1, 10, 0);
    assertEquals(2, TokenPremium.meanOverItems(a, b).orElseThrow(), EXACT);
    assertEquals(36.0 / 11, TokenPremium.overShared(a, b).orElseThrow(), EXACT);
    assertTrue(TokenPremium.meanOverItems(ItemCounts.of(1), ItemCounts.of(0)).isEmpty());
    assertTrue(TokenPremium.ofCounts(5, 0).isEmpty());
    assertEquals(0, TokenPremium.ofCounts(0, 5).orElseThrow());
  }

  @Test
  void compressionEqualsTokEvalsExample() {
    // Its README: 209 bytes in 55 GPT-2 tokens.
    assertEquals(3.8, Compression.unitsPerToken(209, 55).orElseThrow(), EXACT);
    assertTrue(Compression.unitsPerToken(209, 0).isEmpty());
    assertEquals(0, Compression.unitsPerToken(0, 3).orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> Compression.unitsPerToken(-1, 3));
  }

  @Test
  void parityHasNoReference() {
    assertEquals(0.5, Parity.of(10, 20));
    assertEquals(Parity.of(20, 10), Parity.of(10, 20));
    assertEquals(1, Parity.of(0, 0));
    assertEquals(0, Parity.of(0, 5));
    assertEquals(0.25, Parity.worst(8, 2, 4).orElseThrow());
    assertTrue(Parity.worst().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Parity.of(-1, 5));
  }
}
