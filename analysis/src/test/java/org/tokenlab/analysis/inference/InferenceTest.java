package org.tokenlab.analysis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.inference.Finding.Question;
import org.tokenlab.analysis.statistics.Correlation;

class InferenceTest {
  private static final List<String> SCRIPTS = List.of("Latn", "Cyrl", "Arab", "Thai");

  private static String language(int i) {
    return "l" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + "_" + SCRIPTS.get(i % 4);
  }

  private static Map<String, Map<String, LanguageFeatures>> features(
      SplittableRandom random, int languages) {
    Map<String, LanguageFeatures> features = new TreeMap<>();
    for (int i = 0; i < languages; i++) {
      LanguageFeatures.Counter counter = new LanguageFeatures.Counter();
      for (int k = 0; k < 50; k++) {
        counter.add(random.nextInt(3) == 0 ? "a b" : "word" + random.nextInt(9));
      }
      features.put(
          language(i),
          counter.features(language(i), 0.5 + random.nextDouble(), 1 + random.nextDouble()));
    }
    return Map.of("set", features);
  }

  private static Family family(
      SplittableRandom random, String kind, String data, int size, int languages, double spread) {
    TreeMap<String, Family.Figures> figures = new TreeMap<>();
    for (int i = 0; i < languages; i++) {
      long tokens = Math.round(1000 + spread * random.nextGaussian() + 50 * i % 7);
      figures.put(
          language(i),
          new Family.Figures(
              tokens, 40, tokens / 1000.0, 2 + random.nextDouble(), random.nextDouble()));
    }
    return new Family("set", kind + "-" + data + "-mono-" + size, kind, "", data, size, 0, figures);
  }

  private static List<Finding> of(Inference inference, Question question, String test) {
    return inference.findings().stream()
        .filter(f -> f.question() == question && f.test().equals(test))
        .toList();
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  @Test
  void largerSizesAreComparedWithTheSmallestOnTheLanguagesThatBothHave() {
    SplittableRandom random = new SplittableRandom(1);
    Family small = family(random, "bpe", "all", 512, 20, 100);
    Family middle = family(random, "bpe", "all", 1024, 15, 50);
    Family large = family(random, "bpe", "all", 2048, 20, 30);
    Inference inference =
        Inference.of(List.of(large, small, middle), features(new SplittableRandom(2), 20));
    List<Finding> spread = of(inference, Question.SIZE, "variance_ratio");
    assertEquals(
        List.of(middle.name(), large.name()), spread.stream().map(Finding::family).toList());
    assertTrue(spread.stream().allMatch(f -> f.against().equals(small.name())));
    assertEquals(15, spread.get(0).languages().size());
    assertEquals("tokens", spread.get(0).response());
    List<String> all = List.copyOf(small.figures().keySet());
    assertEquals(
        variance(large.values(Response.TOKENS, all)) / variance(small.values(Response.TOKENS, all)),
        spread.get(1).value(),
        1e-12);
    assertEquals(19, spread.get(1).df());
    List<Finding> level = of(inference, Question.SIZE, "paired_t");
    double mean = 0;
    for (String language : all) {
      mean +=
          (large.figures().get(language).tokens() - small.figures().get(language).tokens()) / 20.0;
    }
    assertEquals(mean, level.get(1).effect(), 1e-9);
  }

  @Test
  void aSinglePredictorExplainsTheSquareOfItsCorrelation() {
    SplittableRandom random = new SplittableRandom(3);
    var features = features(random, 24);
    Family family = family(random, "unigram", "all", 300, 24, 100);
    Inference inference = Inference.of(List.of(family), features);
    List<Finding> models = of(inference, Question.PREDICTOR, "ols");
    assertEquals(Predictor.ALL.size() + 1, models.size(), inference.notes().toString());
    for (Finding model : models) {
      if (model.predictor().equals("script")) {
        assertEquals("F", model.statistic());
        assertEquals(3, model.df());
        continue;
      }
      Predictor predictor =
          Predictor.ALL.stream()
              .filter(p -> p.name().equals(model.predictor()))
              .findFirst()
              .orElseThrow();
      double[] x =
          family.figures().entrySet().stream()
              .mapToDouble(e ->
                  predictor
                      .value()
                      .applyAsDouble(features.get("set").get(e.getKey()), e.getValue()))
              .toArray();
      double[] y = family.values(Response.TOKENS, family.figures().keySet());
      double r = Correlation.pearson(x, y).r();
      assertEquals(r * r, model.rSquared(), 1e-12, model.predictor());
      assertEquals(Correlation.pearson(x, y).p(), model.p(), 1e-9, model.predictor());
      assertTrue(model.pHolm() >= model.p() && model.pBonferroni() >= model.pHolm());
    }
  }

  @Test
  void algorithmsAreComparedWithBpeOnEqualDataAndSizeOnly() {
    SplittableRandom random = new SplittableRandom(4);
    List<Family> families = new ArrayList<>();
    for (String kind : List.of("bpe", "unigram")) {
      for (int size : new int[] {300, 600}) {
        families.add(family(random, kind, "all", size, 12, 80));
      }
    }
    families.add(family(random, "bpe", "1000B", 300, 12, 80));
    Inference inference = Inference.of(families, features(random, 12));
    assertEquals(
        List.of("unigram-all-mono-300 bpe-all-mono-300", "unigram-all-mono-600 bpe-all-mono-600"),
        of(inference, Question.ALGORITHM, "paired_t").stream()
            .map(f -> f.family() + " " + f.against())
            .toList());
  }

  @Test
  void scalingIsComparedPairByPairAndOverAllPairs() {
    SplittableRandom random = new SplittableRandom(5);
    List<Family> families = new ArrayList<>();
    for (int size : new int[] {300, 600, 900}) {
      for (String data : List.of("1000B", "1000B-scaled")) {
        families.add(family(random, "bpe", data, size, 12, 80));
      }
    }
    Inference inference = Inference.of(families, features(random, 12));
    assertEquals(3, of(inference, Question.DATA_SCALING, "paired_t").size());
    List<Finding> mixed = of(inference, Question.DATA_SCALING, "mixed_model");
    assertEquals(1, mixed.size(), inference.notes().toString());
    assertEquals("log_tokens", mixed.getFirst().response());
    assertEquals(12, mixed.getFirst().languages().size());
  }

  @Test
  void languagesWithOtherItemsAreComparedByPremium() {
    SplittableRandom random = new SplittableRandom(6);
    Family family = family(random, "bpe", "all", 300, 12, 80);
    TreeMap<String, Family.Figures> figures = new TreeMap<>(family.figures());
    figures.put(language(0), new Family.Figures(77, 3, 1.5, 2, Double.NaN));
    Family uneven = new Family("set", "x", "bpe", "", "all", 300, 0, figures);
    Inference inference = Inference.of(List.of(uneven), features(random, 12));
    assertTrue(
        of(inference, Question.PREDICTOR, "ols").stream()
            .allMatch(f -> f.response().equals("premium")));
  }

  @Test
  void whatCantBeTestedIsNotedAndNothingIsNotANumber() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      List<Family> families = new ArrayList<>();
      for (int f = random.nextInt(5); f >= 0; f--) {
        TreeMap<String, Family.Figures> figures = new TreeMap<>();
        for (int l = random.nextInt(14); l > 0; l--) {
          int tokens = random.nextInt(3);
          figures.put(
              language(random.nextInt(14)),
              new Family.Figures(
                  tokens,
                  random.nextInt(2) + 1,
                  tokens == 0 ? Double.NaN : tokens,
                  Double.NaN,
                  Double.NaN));
        }
        families.add(
            new Family(
                "set",
                "f" + f,
                random.nextBoolean() ? "bpe" : "unigram",
                "",
                random.nextBoolean() ? "9B" : "9B-scaled",
                random.nextInt(3),
                random.nextInt(2),
                figures));
      }
      Inference inference = Inference.of(families, features(random, random.nextInt(14)));
      for (Finding finding : inference.findings()) {
        assertTrue(
            finding.p() >= 0 && finding.p() <= 1 && finding.pBonferroni() <= 1, finding.toString());
        assertTrue(Double.isFinite(finding.value()), finding.toString());
      }
    }
    Inference two =
        Inference.of(
            List.of(
                family(random, "bpe", "all", 300, 2, 10), family(random, "bpe", "all", 400, 2, 10)),
            features(random, 2));
    assertTrue(two.findings().isEmpty());
    assertFalse(two.notes().isEmpty());
    assertTrue(
        two.notes().getFirst().endsWith("they share 2 languages; at least 3 needed"),
        two.notes().getFirst());
  }
}
