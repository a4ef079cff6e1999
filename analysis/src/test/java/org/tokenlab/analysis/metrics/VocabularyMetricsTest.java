package org.tokenlab.analysis.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VocabularyMetricsTest {
  private static final double EXACT = 1e-12;

  /// The two texts of tokenization-scorer's own tests.
  private static final TokenFrequencies COARSE = of("pick @@ed pick @@l @@ed pick @@les");

  private static final TokenFrequencies FINE = of("pick @@e @@d pick @@l @@e @@d pick @@l @@e @@s");

  private static TokenFrequencies of(String text) {
    Map<String, Long> counts = new HashMap<>();
    for (String token : text.split(" ", -1)) {
      counts.merge(token, 1L, Long::sum);
    }
    return TokenFrequencies.of(counts.values().stream().mapToLong(Long::longValue).toArray());
  }

  @Test
  void entropiesEqualTokenizationScorer() {
    assertEquals(0.8265064834, RenyiEntropy.efficiency(COARSE, 2.5).orElseThrow(), 5e-11);
    assertEquals(0.9204840242, RenyiEntropy.efficiency(FINE, 2.5).orElseThrow(), 5e-11);
    assertEquals(1.6530129668, RenyiEntropy.bits(COARSE, 2.5).orElseThrow(), 5e-11);
    assertEquals(2.1372977167, RenyiEntropy.bits(FINE, 2.5).orElseThrow(), 5e-11);
    assertEquals(1.8423709932, ShannonEntropy.bits(COARSE).orElseThrow(), 5e-11);
    assertEquals(2.2312702546, ShannonEntropy.bits(FINE).orElseThrow(), 5e-11);
    assertEquals(0.9211854966, ShannonEntropy.efficiency(COARSE).orElseThrow(), 5e-11);
    assertEquals(0.9609557934, ShannonEntropy.efficiency(FINE).orElseThrow(), 5e-11);
    // Its README gives these for 2.5; they are for 3.
    assertEquals(0.80315, RenyiEntropy.efficiency(COARSE, 3).orElseThrow(), 5e-6);
    assertEquals(0.91057, RenyiEntropy.efficiency(FINE, 3).orElseThrow(), 5e-6);
  }

  @Test
  void dataSimilarityIsTheShareOfTheVocabularyThatBothTextsHave() {
    BitSet training = BitSet.valueOf(new long[] {0b1101});
    BitSet evaluation = BitSet.valueOf(new long[] {0b10110});
    assertEquals(1 / 8.0, DataSimilarity.of(training, evaluation, 8).orElseThrow());
    assertEquals(0, DataSimilarity.of(new BitSet(), evaluation, 8).orElseThrow());
    assertTrue(DataSimilarity.of(new BitSet(), new BitSet(), 0).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> DataSimilarity.of(training, training, 2));
  }

  @Test
  void percentileFrequencyAndLengthsEqualTokenizationScorer() {
    assertEquals(0.8571428571, PercentileFrequency.of(COARSE, .03, .83).orElseThrow(), 5e-11);
    assertEquals(0.9090909091, PercentileFrequency.of(FINE, .03, .83).orElseThrow(), 5e-11);
    assertEquals(0.2857142857, PercentileFrequency.of(COARSE, .3, .6).orElseThrow(), 5e-11);
    assertEquals(0.4545454545, PercentileFrequency.of(FINE, .3, .6).orElseThrow(), 5e-11);
    assertEquals(14, ShannonEntropy.fixedLengthBits(COARSE), EXACT);
    assertEquals(25.5412090438, ShannonEntropy.fixedLengthBits(FINE), 5e-11);
    assertEquals(7, COARSE.total());
    assertEquals(11, FINE.total());
  }

  @Test
  void renyiEntropyFallsAsTheOrderGrowsAndMeetsItsLimits() {
    double previous = Double.POSITIVE_INFINITY;
    for (double alpha : new double[] {0, 0.5, 1 - 1e-9, 1, 1 + 1e-9, 2, 20, 2000, 1e9}) {
      double bits = RenyiEntropy.bits(COARSE, alpha).orElseThrow();
      assertTrue(bits <= previous + 1e-6, "alpha " + alpha);
      previous = bits;
    }
    assertEquals(2, RenyiEntropy.bits(COARSE, 0).orElseThrow(), EXACT);
    double least = Math.log(7.0 / 3) / Math.log(2);
    assertEquals(least, RenyiEntropy.bits(COARSE, Double.POSITIVE_INFINITY).orElseThrow(), EXACT);
    assertEquals(least, previous, 1e-8);
    assertEquals(
        ShannonEntropy.bits(FINE).orElseThrow(),
        RenyiEntropy.bits(FINE, 1 + 1e-7).orElseThrow(),
        1e-6);
  }

  @Test
  void entropyOfNothingOrOneTypeIsDefined() {
    TokenFrequencies none = TokenFrequencies.of(0, 0);
    TokenFrequencies one = TokenFrequencies.of(0, 5);
    assertTrue(RenyiEntropy.bits(none, 1).isEmpty());
    assertTrue(PercentileFrequency.of(none, 0, 1).isEmpty());
    assertEquals(0, ShannonEntropy.fixedLengthBits(none));
    for (double alpha : new double[] {0, 1, 2.5, Double.POSITIVE_INFINITY}) {
      assertEquals(0, RenyiEntropy.bits(one, alpha).orElseThrow());
      assertTrue(RenyiEntropy.efficiency(one, alpha).isEmpty());
      assertEquals(0, RenyiEntropy.efficiency(one, alpha, 100).orElseThrow());
    }
    assertEquals(0, PercentileFrequency.of(one, .03, .83).orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> RenyiEntropy.bits(one, -1));
    assertThrows(IllegalArgumentException.class, () -> RenyiEntropy.bits(one, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> RenyiEntropy.efficiency(FINE, 1, 3));
    assertThrows(IllegalArgumentException.class, () -> PercentileFrequency.of(one, .6, .5));
    assertThrows(IllegalArgumentException.class, () -> TokenFrequencies.of(-1));
    assertThrows(
        IllegalArgumentException.class, () -> TokenFrequencies.ofIds(List.of(new int[] {-1})));
  }

  @Test
  void frequenciesCountIdsOfAllTexts() {
    TokenFrequencies counted =
        TokenFrequencies.ofIds(List.of(new int[] {5, 2, 5}, new int[] {}, new int[] {3000}));
    assertEquals(3001, counted.idLimit());
    assertEquals(4, counted.total());
    assertEquals(3, counted.types());
    assertEquals(2, counted.count(5));
    assertEquals(0, counted.count(100_000));
    assertArrayEquals(new long[] {2, 1, 1}, counted.descending());
    assertEquals(6, counted.plus(TokenFrequencies.of(1, 1)).total());
    assertArrayEquals(new int[] {2, 5, 3000}, VocabularyUse.used(counted).toArray());
  }

  @Test
  void useAndOverlapAreSharesOfVocabularies() {
    TokenFrequencies a = TokenFrequencies.of(3, 1, 0, 0);
    TokenFrequencies b = TokenFrequencies.of(0, 2, 2);
    assertEquals(0.5, VocabularyUse.share(a, 4).orElseThrow());
    assertTrue(VocabularyUse.share(TokenFrequencies.of(), 0).isEmpty());
    assertEquals(1.0 / 3, VocabularyOverlap.jaccard(a, b).orElseThrow(), EXACT);
    assertEquals(0.25, VocabularyOverlap.coverage(a, b).orElseThrow());
    assertEquals(0.25, VocabularyOverlap.dataSimilarity(a, b, 4).orElseThrow());
    assertTrue(VocabularyOverlap.jaccard(0, 0, 0).isEmpty());
    assertTrue(VocabularyOverlap.coverage(TokenFrequencies.of(), b).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> VocabularyOverlap.jaccard(1, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> VocabularyUse.share(a, 1));
    assertEquals(0, VocabularyUse.variation(.5, .5).orElseThrow());
    assertEquals(0.5, VocabularyUse.variation(.25, .75).orElseThrow(), EXACT);
    assertTrue(VocabularyUse.variation().isEmpty());
    assertTrue(VocabularyUse.variation(0, 0).isEmpty());
  }

  @Test
  void successorEfficiencyIsOneForEvenFollowersAndNoneForASingleOne() {
    List<int[]> even = List.of(new int[] {1, 2}, new int[] {1, 3}, new int[] {1, 4});
    assertEquals(1, SuccessorEfficiency.bigrams(3, even).efficiency().orElseThrow(), EXACT);
    List<int[]> single = List.of(new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 2});
    assertEquals(0, SuccessorEfficiency.bigrams(3, single).efficiency().orElseThrow());
    SuccessorEfficiency.Result rare = SuccessorEfficiency.bigrams(4, even);
    assertTrue(rare.efficiency().isEmpty());
    assertEquals(3, rare.followers());
    assertEquals(1, rare.rareContexts());
    assertTrue(SuccessorEfficiency.trigrams(3, List.of()).efficiency().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> SuccessorEfficiency.bigrams(0, even));
  }

  @Test
  void successorEfficiencyEqualsItsDefinitionOnRandomText() {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      List<int[]> texts = new ArrayList<>();
      for (int t = random.nextInt(6); t >= 0; t--) {
        texts.add(random.ints(random.nextInt(60), 0, 2 + random.nextInt(5)).toArray());
      }
      for (int context = 1; context <= 2; context++) {
        SuccessorEfficiency.Result result =
            context == 1
                ? SuccessorEfficiency.bigrams(3, texts)
                : SuccessorEfficiency.trigrams(3, texts);
        assertEquals(
            byDefinition(texts, context), result.efficiency().orElse(-1), 1e-9, "seed " + seed);
      }
    }
  }

  private static double byDefinition(List<int[]> texts, int context) {
    Map<String, Map<Integer, Integer>> followers = new HashMap<>();
    for (int[] ids : texts) {
      for (int i = context; i < ids.length; i++) {
        String before = context == 1 ? "" + ids[i - 1] : ids[i - 2] + " " + ids[i - 1];
        followers.computeIfAbsent(before, b -> new HashMap<>()).merge(ids[i], 1, Integer::sum);
      }
    }
    double sum = 0;
    double weight = 0;
    for (Map<Integer, Integer> counts : followers.values()) {
      double n = counts.values().stream().mapToInt(Integer::intValue).sum();
      if (n >= 3) {
        weight += n;
        if (counts.size() > 1) {
          double entropy =
              counts.values().stream().mapToDouble(c -> -c / n * Math.log(c / n)).sum();
          sum += n * entropy / Math.log(Math.min(counts.size(), n));
        }
      }
    }
    return weight == 0 ? -1 : sum / weight;
  }

  @Test
  void bytePremiumIsARatioOfParallelText() {
    assertEquals(3.5, BytePremium.ofParallel(7, 2).orElseThrow());
    assertTrue(BytePremium.ofParallel(7, 0).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> BytePremium.ofParallel(-1, 2));
  }
}
