package org.tokenlab.analysis.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TokenEconomicsTest {
  private static final double EXACT = 1e-12;

  @Test
  void sequenceLengthIsRelativeToANamedReference() {
    assertEquals(1, NormalizedSequenceLength.of(7, 7).orElseThrow());
    assertEquals(0.75, NormalizedSequenceLength.of(3, 4).orElseThrow());
    assertTrue(NormalizedSequenceLength.of(3, 0).isEmpty());
    // Published FLORES-200 joined, English: cl100k_base against r50k_base.
    assertEquals(1.005098, NormalizedSequenceLength.of(52835, 52567).orElseThrow(), 5e-7);
    ItemCounts some = ItemCounts.of(1, ItemCounts.MISSING, 3);
    assertEquals(0.5, NormalizedSequenceLength.of(some, ItemCounts.of(2, -1, 6)).orElseThrow());
    assertThrows(
        IllegalArgumentException.class,
        () -> NormalizedSequenceLength.of(some, ItemCounts.of(2, 5, 6)));
  }

  @Test
  void fertilityAndContinuedWordsSkipWordsWithoutTokens() {
    int[] words = {1, 1, 3, 0, 2};
    assertEquals(7.0 / 4, Fertility.of(words).orElseThrow(), EXACT);
    assertEquals(0.5, ContinuedWords.proportion(words).orElseThrow(), EXACT);
    assertEquals(3.0 / 7, ContinuedWords.tokenShare(words).orElseThrow(), EXACT);
    assertEquals(40, SingleTokenRetention.percent(words).orElseThrow(), EXACT);
  }

  @Test
  void retentionIsTheComplementOfContinuedWords() {
    int[] words = {1, 4, 2, 1, 1, 1};
    assertEquals(
        100 * (1 - ContinuedWords.proportion(words).orElseThrow()),
        SingleTokenRetention.percent(words).orElseThrow(),
        EXACT);
  }

  @Test
  void figuresOfNoWordsDoNotExist() {
    assertTrue(Fertility.of().isEmpty());
    assertTrue(Fertility.of(0, 0).isEmpty());
    assertTrue(ContinuedWords.proportion(0).isEmpty());
    assertTrue(ContinuedWords.tokenShare().isEmpty());
    assertTrue(SingleTokenRetention.percent().isEmpty());
    assertEquals(0, SingleTokenRetention.percent(0).orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> Fertility.of(1, -1));
    assertThrows(IllegalArgumentException.class, () -> ContinuedWords.proportion(-1));
    assertThrows(IllegalArgumentException.class, () -> SingleTokenRetention.percent(-1));
  }

  @Test
  void costIsLinearInTokens() {
    assertEquals(2.5, TokenCost.of(1_000_000, 2.5), EXACT);
    assertEquals(0, TokenCost.of(0, 2.5));
    assertEquals(5, TokenCost.perMillionUnits(50, 25, 2.5).orElseThrow(), EXACT);
    assertTrue(TokenCost.perMillionUnits(0, 0, 2.5).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> TokenCost.of(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> TokenCost.of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> TokenCost.of(1, -1));
  }

  @Test
  void aWindowHoldsLessOfADearLanguage() {
    assertEquals(2000, ContextWindow.holds(1000, 50, 25).orElseThrow(), EXACT);
    assertTrue(ContextWindow.holds(1000, 50, 0).isEmpty());
    // Burmese in cl100k_base, whose premium is published as 11.7019.
    assertEquals(
        8192 * 11.7019, ContextWindow.equivalent(8192, 618268, 52835).orElseThrow(), 8192 * 5e-5);
    assertThrows(IllegalArgumentException.class, () -> ContextWindow.holds(-1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> ContextWindow.equivalent(-1, 1, 1));
  }
}
