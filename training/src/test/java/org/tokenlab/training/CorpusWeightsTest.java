package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.function.Executable;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class CorpusWeightsTest {
  private static final double CHANCE = 1e-12; // that a test fails for bad luck

  @Test
  void wholeFactorsMultiplyExactly() {
    Random random = TestSeed.random("wholeFactorsMultiplyExactly");
    for (int round = 0; round < 200; round++) {
      long factor = 1 + random.nextLong(1L << random.nextInt(1, 40));
      Map<String, Long> expected = new HashMap<>();
      WordTable table = new WordTable();
      long most = Long.MAX_VALUE / factor / 400; // bytes of all together fit
      for (int w = 0; w < 20; w++) {
        String word = "w" + w;
        long count = 1 + random.nextLong(Math.max(1, random.nextBoolean() ? most : 9));
        table.add(latin1(word), 0, word.length(), count);
        expected.put(word, count * factor);
      }
      assertEquals(expected, map(table.sorted().scaled((double) factor, random.nextLong())));
    }
    WordTable table = new WordTable();
    table.add(latin1("a"), 0, 1, Long.MAX_VALUE);
    assertEquals(table.sorted(), table.sorted().scaled(1, 5));
    WordTable odd = new WordTable();
    odd.add(latin1("a"), 0, 1, (1L << 61) - 1); // more digits than a double has
    assertEquals(3 * ((1L << 61) - 1), odd.sorted().scaled(3, 5).count(0));
  }

  @Test
  void countsAreOneOfTheTwoNextToTheProduct() {
    Random random = TestSeed.random("countsAreOneOfTheTwoNextToTheProduct");
    for (int round = 0; round < 20_000; round++) {
      long count = 1 + random.nextLong(1L << random.nextInt(1, 62));
      double factor =
          switch (random.nextInt(4)) {
            case 0 -> random.nextDouble();
            case 1 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-140, 20));
            case 2 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 0));
            default -> Math.ulp(1.0) + random.nextInt(3);
          };
      BigDecimal product = new BigDecimal(factor).multiply(BigDecimal.valueOf(count));
      BigDecimal floor = product.setScale(0, RoundingMode.FLOOR);
      byte[] word = latin1("word" + round);
      CountScale scale = new CountScale(factor, random.nextLong());
      if (floor.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
        assertThrows(ArithmeticException.class, () -> scale.scaled(word, 0, word.length, count));
        continue;
      }
      long scaled = scale.scaled(word, 0, word.length, count);
      boolean whole = floor.compareTo(product) == 0;
      assertTrue(
          scaled == floor.longValueExact() || (!whole && scaled == floor.longValueExact() + 1),
          () -> count + " times " + factor + " became " + scaled);
    }
  }

  /// By Hoeffding's inequality: each count is off by a number of mean 0 that is one of two at a
  /// distance of 1.
  @Test
  void sumsAreWhatTheFactorSaysOnAverage() {
    Random random = TestSeed.random("sumsAreWhatTheFactorSaysOnAverage");
    int words = 40_000;
    double bound = Math.sqrt(words * Math.log(2 / CHANCE) / 2);
    for (double factor : new double[] {0.001, 0.3, 0.5, 0.999, 1.25, 2.7}) {
      WordTable table = new WordTable();
      for (int w = 0; w < words; w++) {
        byte[] word = latin1(Integer.toString(w, 36));
        table.add(word, 0, word.length, 1 + (long) (100 * Math.pow(random.nextDouble(), 9)));
      }
      WordCounts counts = table.sorted();
      WordCounts scaled = counts.scaled(factor, random.nextLong());
      double off = (double) scaled.total() - factor * (double) counts.total();
      assertTrue(Math.abs(off) <= bound, off + " off, at " + factor);
      for (int w = 0; w < scaled.size(); w++) {
        assertTrue(scaled.count(w) > 0);
      }
    }
  }

  @Test
  void seedsRoundOneWordEachInItsOwnWay() {
    int seeds = 20_000;
    double bound = Math.sqrt(seeds * Math.log(2 / CHANCE) / 2);
    for (String word : new String[] {"a", "the", " whole word of several parts"}) {
      for (double factor : new double[] {0.1, 0.5, 0.9}) {
        int up = 0;
        int both = 0; // this seed and the next
        boolean before = false;
        for (int seed = 0; seed < seeds; seed++) {
          byte[] bytes = latin1(word);
          boolean now = new CountScale(factor, seed).scaled(bytes, 0, bytes.length, 1) == 1;
          up += now ? 1 : 0;
          both += now && before ? 1 : 0;
          before = now;
        }
        assertTrue(Math.abs(up - seeds * factor) <= bound, word + " " + up);
        assertTrue(Math.abs(both - seeds * factor * factor) <= 2 * bound, word + " " + both);
      }
    }
  }

  @Test
  void howAWordIsRoundedIsFixed() {
    // Computed by a few lines of Python from the definition: FNV-1a from a mixed seed, mixed.
    byte[] text = latin1("xthe lampx");
    List<Long> found = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      found.add(new CountScale(10.5, seed).scaled(text, 1, 4, 1));
    }
    assertEquals(List.of(11L, 11L, 10L, 11L, 10L, 10L, 11L, 11L), found);
  }

  @Test
  void aWordIsRoundedAlikeInEveryCorpus() {
    Random random = TestSeed.random("aWordIsRoundedAlikeInEveryCorpus");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      texts.add(Integer.toString(random.nextInt(3000), 36) + " and " + random.nextInt(100_000));
    }
    long seed = random.nextLong();
    WordCounts counts = count(texts);
    Map<String, Long> alone = new HashMap<>();
    counts.forEach((utf8, from, to, count) -> {
      WordTable one = new WordTable();
      one.add(utf8, from, to, count);
      alone.putAll(map(one.sorted().scaled(0.37, seed)));
    });
    WordCounts scaled = counts.scaled(0.37, seed);
    assertEquals(alone, map(scaled));
    assertEquals(WordCounts.merge(List.of(scaled)), scaled); // in the order of words
    assertTrue(scaled.size() < counts.size());
    assertNotEquals(counts.scaled(0.37, seed + 1), scaled);
  }

  @Test
  void weightedPartsAddUp() {
    Random random = TestSeed.random("weightedPartsAddUp");
    for (int round = 0; round < 100; round++) {
      List<WordCounts> parts = new ArrayList<>();
      double[] weights = new double[random.nextInt(5)];
      long seed = random.nextLong();
      Map<String, Long> expected = new TreeMap<>();
      for (int p = 0; p < weights.length; p++) {
        parts.add(RandomWords.next(random));
        weights[p] = random.nextBoolean() ? 1 + random.nextInt(3) : 3 * random.nextDouble();
        map(parts.get(p).scaled(weights[p], seed + p))
            .forEach((word, count) -> expected.merge(word, count, Long::sum));
      }
      assertEquals(expected, new TreeMap<>(map(CorpusWeights.weighted(parts, weights, seed))));
      double[] ones = new double[weights.length];
      Arrays.fill(ones, 1);
      assertEquals(WordCounts.merge(parts), CorpusWeights.weighted(parts, ones, seed));
    }
  }

  @Test
  void balancedPartsHaveTheSharesAskedFor() {
    Random random = TestSeed.random("balancedPartsHaveTheSharesAskedFor");
    for (int round = 0; round < 50; round++) {
      List<WordCounts> parts = new ArrayList<>();
      double[] shares = new double[1 + random.nextInt(4)];
      double all = 0;
      double allShares = 0;
      for (int p = 0; p < shares.length; p++) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(400); i++) {
          texts.add(" word" + random.nextInt(1 + random.nextInt(500)));
        }
        parts.add(count(texts));
        shares[p] = 0.1 + 5 * random.nextDouble();
        all += (double) parts.get(p).totalBytes();
        allShares += shares[p];
      }
      double[] weights = CorpusWeights.balanced(parts, shares);
      for (int p = 0; p < shares.length; p++) {
        double wanted = all * shares[p] / allShares;
        assertEquals(wanted, weights[p] * (double) parts.get(p).totalBytes(), 1e-9 * all);
        // Each word is off by less than one of its kind.
        long bound = 0;
        for (int w = 0; w < parts.get(p).size(); w++) {
          bound += parts.get(p).length(w);
        }
        double got = (double) parts.get(p).scaled(weights[p], round).totalBytes();
        assertTrue(Math.abs(got - wanted) < (double) bound + 1e-6, got + " for " + wanted);
      }
    }
  }

  @Test
  void theSameShareOfEachLeavesEqualPartsAlone() {
    WordCounts part = count(List.of("a lamp", "a lamp"));
    WordCounts other = count(List.of("une lampe ?"));
    assertEquals(12, part.totalBytes());
    assertEquals(11, other.totalBytes());
    assertEquals(1, CorpusWeights.balanced(List.of(part, part), new double[] {3, 3})[1]);
    double[] weights = CorpusWeights.balanced(List.of(part, other), new double[] {1, 1});
    assertEquals(11.5 / 12, weights[0], 1e-15);
    assertEquals(11.5 / 11, weights[1], 1e-15);
  }

  @Test
  void whatCantBeWeightedIsSaid() {
    WordCounts part = count(List.of("a lamp"));
    for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("finite number above 0; got " + factor, () -> part.scaled(factor, 1));
      refused("share", () -> CorpusWeights.balanced(List.of(part, part), new double[] {1, factor}));
    }
    refused(
        "2; got 1: [1.0]", () -> CorpusWeights.weighted(List.of(part, part), new double[] {1}, 1));
    refused("1; got 0: []", () -> CorpusWeights.balanced(List.of(part), new double[0]));
    WordCounts none = count(List.of());
    refused("part 1", () -> CorpusWeights.balanced(List.of(part, none), new double[] {1, 1}));
    assertEquals(part, CorpusWeights.weighted(List.of(part, none), new double[] {1, 7}, 1));
    assertEquals(0, CorpusWeights.balanced(List.of(), new double[0]).length);
    assertNotEquals(part, part.scaled(2, 1));

    WordTable table = new WordTable();
    table.add(latin1("ab"), 0, 2, Long.MAX_VALUE / 2);
    WordCounts large = table.sorted();
    overflows("times 2.5", () -> large.scaled(2.5, 1));
    overflows("times 1.0E300", () -> large.scaled(1e300, 1));
    overflows("more than 2^63 - 1 bytes", () -> large.scaled(2, 1));
    overflows(
        "more than 2^63 - 1 bytes",
        () -> CorpusWeights.weighted(List.of(large, large), new double[] {1, 1}, 1));
    assertThrows(ArithmeticException.class, () -> large.merge(large));
  }

  private static void refused(String why, Executable call) {
    String message =
        Objects.requireNonNull(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(why), message);
  }

  private static void overflows(String why, Executable call) {
    String message =
        Objects.requireNonNull(assertThrows(ArithmeticException.class, call).getMessage());
    assertTrue(message.contains(why), message);
  }

  private static WordCounts count(List<String> texts) {
    return WordCounts.of(texts.iterator(), SplitPattern.GPT2.preTokenizer(), 1);
  }

  private static Map<String, Long> map(WordCounts counts) {
    Map<String, Long> map = new HashMap<>();
    counts.forEach((utf8, from, to, count) ->
        map.put(new String(utf8, from, to - from, StandardCharsets.ISO_8859_1), count));
    return map;
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
