package org.tokenlab.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every statistic beside SciPy's or statsmodels' answer on the same samples, to nine digits, or
/// four where either side searches.
final class StatisticsTest {
  private static final double DIGITS = 1e-9;
  private static final double SEARCHED = 1e-4;

  private static void assertClose(double wanted, double found, double digits, String what) {
    double near = digits * Math.max(Math.abs(wanted), Double.MIN_NORMAL);
    assertEquals(wanted, found, near, what);
  }

  private static void assertClose(double[] wanted, double[] found, double digits, String what) {
    assertEquals(wanted.length, found.length, what);
    for (int i = 0; i < wanted.length; i++) {
      assertClose(wanted[i], found[i], digits, what + " " + i);
    }
  }

  static List<Vectors> varianceRatios() {
    return Vectors.of("variance-ratio");
  }

  @ParameterizedTest
  @MethodSource("varianceRatios")
  void varianceRatioEqualsTheQuantilesOfF(Vectors vectors) {
    VarianceRatio found = VarianceRatio.of(vectors.all("first"), vectors.all("second"));
    assertClose(vectors.one("f"), found.f(), DIGITS, "F");
    assertClose(vectors.one("p"), found.p(), DIGITS, "p");
  }

  /// Arnett et al. 2025: spread of token counts, smallest against largest vocabulary; optimal
  /// against equal vocabularies; SuperBPE against BPE (table 10).
  @Test
  void publishedVarianceRatiosHaveThePublishedSignificance() {
    assertEquals(0.565, VarianceRatio.of(1.125, 96, 96).p(), 0.0005);
    assertEquals(0.119, VarianceRatio.of(1.404, 73, 96).p(), 0.0015);
    assertEquals(0.207, VarianceRatio.of(0.745, 66, 96).p(), 0.01);
    assertTrue(VarianceRatio.of(0.150, 80, 387).p() < 0.001);
  }

  static List<Vectors> pairedTs() {
    return Vectors.of("paired-t");
  }

  @ParameterizedTest
  @MethodSource("pairedTs")
  void pairedTEqualsSciPy(Vectors vectors) {
    PairedT found = PairedT.of(vectors.all("first"), vectors.all("second"));
    assertClose(vectors.one("t"), found.t(), DIGITS, "t");
    assertEquals(vectors.one("df"), found.df());
    assertClose(vectors.one("p"), found.p(), DIGITS, "p");
    assertClose(vectors.one("mean"), found.meanDifference(), DIGITS, "mean");
    assertClose(vectors.one("low"), found.low(), DIGITS, "low");
    assertClose(vectors.one("high"), found.high(), DIGITS, "high");
  }

  static List<Vectors> mannWhitneys() {
    return java.util.stream.Stream.of("mann-whitney", "mann-whitney-ties")
        .flatMap(kind -> Vectors.of(kind).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mannWhitneys")
  void mannWhitneyEqualsSciPy(Vectors vectors) {
    double[] first = vectors.all("first");
    double[] second = vectors.all("second");
    MannWhitney found = MannWhitney.of(first, second);
    assertEquals(vectors.one("u"), found.u());
    assertClose(vectors.one("p"), found.p(), DIGITS, "p");
    MannWhitney swapped = MannWhitney.of(second, first);
    assertEquals((double) first.length * second.length, found.u() + swapped.u());
    assertEquals(found.p(), swapped.p());
  }

  static List<Vectors> pearsons() {
    return Vectors.of("pearson");
  }

  @ParameterizedTest
  @MethodSource("pearsons")
  void pearsonEqualsSciPy(Vectors vectors) {
    Correlation found = Correlation.pearson(vectors.all("x"), vectors.all("y"));
    assertClose(vectors.one("r"), found.r(), DIGITS, "r");
    assertClose(vectors.one("p"), found.p(), DIGITS, "p");
  }

  static List<Vectors> spearmans() {
    return Vectors.of("spearman");
  }

  @ParameterizedTest
  @MethodSource("spearmans")
  void spearmanEqualsSciPy(Vectors vectors) {
    Correlation found = Correlation.spearman(vectors.all("x"), vectors.all("y"));
    assertClose(vectors.one("r"), found.r(), DIGITS, "r");
    assertClose(vectors.one("p"), found.p(), DIGITS, "p");
  }

  @Test
  void adjustmentsEqualStatsmodels() {
    Vectors vectors = Vectors.of("adjustment").getFirst();
    double[] p = vectors.all("p");
    assertClose(vectors.all("bonferroni"), Adjustment.bonferroni(p), DIGITS, "Bonferroni");
    assertClose(vectors.all("holm"), Adjustment.holm(p), DIGITS, "Holm");
    assertEquals(0, Adjustment.holm().length);
  }

  static List<Vectors> densities() {
    return Vectors.of("density");
  }

  @ParameterizedTest
  @MethodSource("densities")
  void densityEqualsSciPy(Vectors vectors) {
    KernelDensity found = KernelDensity.of(vectors.all("sample"));
    assertClose(vectors.one("bandwidth"), found.bandwidth(), DIGITS, "bandwidth");
    double[] density = Arrays.stream(vectors.all("at")).map(found::at).toArray();
    assertClose(vectors.all("density"), density, DIGITS, "density");
    KernelDensity same = KernelDensity.of(vectors.all("sample"), found.bandwidth());
    assertEquals(found.at(1), same.at(1));
  }

  static List<Vectors> linearModels() {
    return Vectors.of("linear");
  }

  @ParameterizedTest
  @MethodSource("linearModels")
  void linearModelEqualsStatsmodels(Vectors vectors) {
    double[][] predictors = vectors.numbered("x").toArray(double[][]::new);
    LinearModel found = LinearModel.fit(vectors.all("y"), predictors);
    assertClose(vectors.all("coefficients"), found.coefficients(), DIGITS, "coefficient");
    assertClose(vectors.all("errors"), found.standardErrors(), DIGITS, "error");
    assertClose(vectors.all("t"), found.t(), DIGITS, "t");
    assertClose(vectors.all("p"), found.p(), 1e-8, "p"); // a tail magnifies t's last digits
    assertClose(vectors.one("rsquared"), found.rSquared(), DIGITS, "R²");
    assertClose(vectors.one("adjusted"), found.adjustedRSquared(), DIGITS, "adjusted R²");
    assertClose(vectors.one("residual"), found.residualSquares(), DIGITS, "residual");
    double[][] fewer = Arrays.copyOf(predictors, predictors.length - 1);
    LinearModel.FTest test = found.against(LinearModel.fit(vectors.all("y"), fewer));
    assertClose(vectors.one("f"), test.f(), 1e-8, "F");
    assertClose(vectors.one("fp"), test.p(), 1e-8, "p of F");
    assertEquals(vectors.one("fdf"), test.numeratorDf());
  }

  static List<Vectors> mixedModels() {
    return java.util.stream.Stream.of("mixed", "crossed")
        .flatMap(kind -> Vectors.of(kind).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mixedModels")
  void mixedModelEqualsStatsmodels(Vectors vectors) {
    MixedModel found = fit(vectors, vectors.numbered("x"));
    assertClose(vectors.all("coefficients"), found.coefficients(), SEARCHED, "coefficient");
    assertClose(vectors.all("errors"), found.standardErrors(), SEARCHED, "error");
    assertClose(vectors.one("residual"), found.residualVariance(), SEARCHED, "residual");
    assertClose(vectors.all("factors"), found.factorVariances(), SEARCHED, "factor");
    assertTrue(
        found.logLikelihood() >= vectors.one("loglikelihood") - 1e-7,
        () -> "a better fit is known: " + vectors.one("loglikelihood"));
    assertClose(vectors.one("loglikelihood"), found.logLikelihood(), 1e-6, "log likelihood");
  }

  private static MixedModel fit(Vectors vectors, List<double[]> predictors) {
    return MixedModel.fit(
        vectors.name().endsWith("reml")
            ? MixedModel.Criterion.RESTRICTED
            : MixedModel.Criterion.MAXIMUM_LIKELIHOOD,
        vectors.all("y"),
        predictors,
        vectors.numbered("g").stream().map(StatisticsTest::ints).toList());
  }

  private static int[] ints(double[] values) {
    return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
  }

  @Test
  void aPredictorIsTestedByTheRatioOfLikelihoods() {
    Vectors vectors = Vectors.of("mixed").get(1);
    MixedModel larger = fit(vectors, vectors.numbered("x"));
    MixedModel smaller = fit(vectors, vectors.numbered("x").subList(1, 2));
    LikelihoodRatio test = LikelihoodRatio.of(smaller, larger);
    assertEquals(1, test.df());
    assertEquals(2 * (larger.logLikelihood() - smaller.logLikelihood()), test.chiSquared());
    assertTrue(test.p() < 1e-10, test::toString);
    assertThrows(IllegalArgumentException.class, () -> LikelihoodRatio.of(larger, smaller));
    MixedModel restricted = fit(Vectors.of("mixed").get(0), vectors.numbered("x"));
    assertThrows(IllegalArgumentException.class, () -> LikelihoodRatio.of(smaller, restricted));
  }

  /// In a balanced design the degrees of freedom are whole numbers that need no approximation: a
  /// predictor of groups has those of the groups, one within groups those within.
  @Test
  void degreesOfFreedomOfBalancedGroupsAreExact() {
    int groups = 12;
    int size = 5;
    double[] y = new double[groups * size];
    double[] between = new double[y.length];
    double[] within = new double[y.length];
    int[] group = new int[y.length];
    java.util.SplittableRandom random = new java.util.SplittableRandom(3);
    for (int g = 0; g < groups; g++) {
      double own = 4 * random.nextGaussian();
      for (int i = 0; i < size; i++) {
        int at = g * size + i;
        group[at] = g;
        between[at] = g % 2;
        within[at] = i - (size - 1) / 2.0;
        y[at] = own + within[at] + random.nextGaussian();
      }
    }
    MixedModel model =
        MixedModel.fit(
            MixedModel.Criterion.RESTRICTED, y, List.of(between, within), List.of(group));
    assertArrayEquals(
        new double[] {groups - 2, groups - 2, groups * (size - 1) - 1}, model.df(), 1e-3);
  }

  @Test
  void aFactorThatExplainsNothingHasVarianceZero() {
    // Deviations cancel within each group: groups differ less than chance would have them.
    double[] y = {1, -1, 2, -2, 1.5, -1.5, 3, -3, 0.5, -0.5};
    double[] x = {0, 1, 1, 0, 0.5, 0.2, 0.1, 0.9, 0.3, 0.6};
    int[] group = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
    MixedModel model =
        MixedModel.fit(MixedModel.Criterion.RESTRICTED, y, List.of(x), List.of(group));
    assertEquals(0, model.factorVariances()[0], 1e-9);
    LinearModel plain = LinearModel.fit(y, x);
    assertArrayEquals(plain.coefficients(), model.coefficients(), 1e-8);
    assertArrayEquals(plain.p(), model.p(), 1e-4);
  }

  @Test
  void whatHasNoAnswerIsRefusedWithTheReason() {
    double[] same = {2, 2, 2, 2};
    double[] rising = {1, 2, 3, 4};
    double[] other = {4, 1, 3, 3};
    double[] bad = {1, Double.NaN, 3, 4};
    refuses("first sample: expected 2 values", () -> VarianceRatio.of(new double[1], rising));
    refuses("the second sample are all 2.0", () -> VarianceRatio.of(rising, same));
    refuses("value 1 is NaN", () -> VarianceRatio.of(bad, rising));
    refuses("no spread", () -> PairedT.of(rising, new double[] {0, 1, 2, 3}));
    refuses("4 values beside 1", () -> PairedT.of(rising, new double[1]));
    refuses("both samples are 2.0", () -> MannWhitney.of(same, same));
    refuses("first sample are all equal", () -> Correlation.pearson(same, rising));
    refuses("is from 0 to 1; got: 1.5", () -> Adjustment.holm(0.2, 1.5));
    refuses("no width fits", () -> KernelDensity.of(same));
    refuses("above 0", () -> KernelDensity.of(rising, 0));
    refuses("without any residual", () -> LinearModel.fit(rising, new double[] {2, 4, 6, 8}));
    refuses("predictor 0 is constant", () -> LinearModel.fit(other, same));
    refuses(
        "predictor 1 is constant, or a sum",
        () -> LinearModel.fit(other, rising, new double[] {2, 3, 4, 5}));
    refuses("predictor 0 has 2 values", () -> LinearModel.fit(other, new double[2]));
    refuses("all responses are 2.0", () -> LinearModel.fit(same, rising));
    refuses(
        "2 to 3 groups",
        () ->
            MixedModel.fit(
                MixedModel.Criterion.RESTRICTED,
                other,
                List.of(rising),
                List.of(new int[] {0, 1, 2, 3})));
    refuses(
        "needs a factor",
        () -> MixedModel.fit(MixedModel.Criterion.RESTRICTED, other, List.of(rising), List.of()));
  }

  private static void refuses(String reason, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
