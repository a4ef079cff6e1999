package org.tokenlab.analysis.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.analysis.metrics.RenyiEntropy;
import org.tokenlab.analysis.metrics.TokenFrequencies;

/// Against the entropy itself of a text in which one item weighs a millionth more.
final class EntropyInfluenceTest {
  private static final long COPIES = 1_000_000;

  private static List<int @Nullable []> items(long seed) {
    Random random = new Random(seed);
    List<int @Nullable []> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      items.add(
          i % 7 == 3
              ? null
              : random
                  .ints(random.nextInt(40))
                  .map(x -> ((x & 0xFF) * (x & 0xFF)) >> 10)
                  .toArray());
    }
    items.add(new int[50]); // so that one type is the most frequent by far
    return items;
  }

  private static TokenFrequencies weighted(List<int @Nullable []> items, int heavier) {
    long[] counts = new long[64];
    for (int i = 0; i < items.size(); i++) {
      int[] ids = items.get(i);
      if (ids != null) {
        for (int id : ids) {
          counts[id] += i == heavier ? COPIES + 1 : COPIES;
        }
      }
    }
    return TokenFrequencies.of(counts);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 2, 2.5, 7, Double.POSITIVE_INFINITY})
  void anInfluenceIsTheDerivativeByTheItemsWeight(double alpha) {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    List<int @Nullable []> items = items(seed);
    List<int[]> there = items.stream().filter(ids -> ids != null).map(ids -> ids.clone()).toList();
    double[] influences = EntropyInfluence.renyi(TokenFrequencies.ofIds(there), alpha, items);
    double entropy = RenyiEntropy.bits(weighted(items, -1), alpha).orElseThrow();
    for (int i = 0; i < influences.length; i++) {
      double heavier = RenyiEntropy.bits(weighted(items, i), alpha).orElseThrow();
      assertEquals(
          (heavier - entropy) * COPIES, influences[i], 1e-6, "replay with -Dtests.seed=" + seed);
    }
    assertEquals(0, Arrays.stream(influences).sum(), 1e-12);
    assertTrue(alpha == 0 || Arrays.stream(influences).anyMatch(x -> x != 0));
  }
}
