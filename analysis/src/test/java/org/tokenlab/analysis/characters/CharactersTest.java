package org.tokenlab.analysis.characters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenlab.analysis.records.DataRecord;
import org.tokenlab.analysis.stats.Correlation;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizers;

final class CharactersTest {
  @ParameterizedTest
  @CsvSource({
    "o200k_base, strawberry, r, FIND_FIRST_OCCURRENCE, 2, 3, 3",
    "o200k_base, strawberry, r, FIND_LAST_OCCURRENCE, 8, 3, 5",
    "o200k_base, mississippi, s, FIND_LAST_OCCURRENCE, 6, 2, 7",
    "o200k_base, cinnamon, n, FIND_FIRST_OCCURRENCE, 2, 2, 7",
    "cl100k_base, strawberry, r, FIND_FIRST_OCCURRENCE, 2, 3, 3",
    "cl100k_base, balloon, o, FIND_FIRST_OCCURRENCE, 4, 2, 4",
    "o200k_base, balloon, o, FIND_FIRST_OCCURRENCE, 4, 2, 3",
    "gpt2, mississippi, s, FIND_LAST_OCCURRENCE, 6, 3, 3"
  })
  void tokensThatHoldAPlaceAreCharBenchs(
      String tokenizer,
      String word,
      String character,
      CharBenchTask task,
      int answer,
      int tokens,
      int targetLength) {
    CharBenchFeatures features =
        CharBenchFeatures.of(Tokenizers.named(tokenizer), task, word, character);
    assertEquals(answer, features.answer());
    assertEquals(tokens, features.tokens());
    assertEquals(targetLength, features.targetTokenLength().orElseThrow());
  }

  @Test
  void featuresOfStrawberry() {
    CharBenchFeatures features =
        CharBenchFeatures.of(
            Tokenizers.named("o200k_base"),
            CharBenchTask.COUNT_CHARACTER_FREQUENCY,
            "strawberry",
            "r");
    assertEquals(3, features.answer());
    assertEquals(10, features.wordLength());
    assertEquals(3.3333, features.compressionRatio().orElseThrow(), 5e-5);
    assertEquals(0.3, features.relativeAnswer());
    assertEquals(8, features.uniqueCharacters());
    assertTrue(features.targetTokenLength().isEmpty());
    assertEquals(0, CharBenchTask.COUNT_CHARACTER_FREQUENCY.answer("abc", "B"));
    assertThrows(
        IllegalArgumentException.class,
        () -> CharBenchTask.FIND_FIRST_OCCURRENCE.answer("abc", "B"));
    assertThrows(
        IllegalArgumentException.class,
        () -> CharBenchTask.FIND_FIRST_OCCURRENCE.answer("abc", "ab"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CharBenchFeatures.of(
                Tokenizers.named("bytes"), CharBenchTask.COUNT_UNIQUE_CHARS, "", ""));
  }

  @Test
  void correlationsAreOfTheAnswersOfOneTask() throws IOException {
    List<DataRecord> records =
        List.of(
            entry("count_unique_chars", "aa", "true"),
            entry("count_unique_chars", "abcd", "false"),
            entry("count_unique_chars", "abc", "true"),
            entry("count_unique_chars", "abcdef", "false"));
    var results =
        CharBenchCorrelations.of(
            CharBenchCorrelations.read(records, Tokenizers.named("codepoints")));
    CharBenchCorrelations.Result result = results.get(CharBenchTask.COUNT_UNIQUE_CHARS);
    assertEquals(1, results.size());
    assertEquals(4, result.questions());
    assertEquals(0.5, result.accuracy());
    double wanted =
        Correlation.pearson(new double[] {2, 4, 3, 6}, new double[] {1, 0, 1, 0}).orElseThrow();
    assertEquals(wanted, result.correlations().get("WL").orElseThrow(), 1e-12);
    assertEquals(wanted, result.correlations().get("NT").orElseThrow(), 1e-12);
    assertTrue(result.correlations().get("CR").isEmpty());
    assertFalse(result.correlations().containsKey("TTL"));
    assertThrows(
        IOException.class,
        () ->
            CharBenchCorrelations.read(
                List.of(entry("spell", "aa", "true")), Tokenizers.named("bytes")));
  }

  private static DataRecord entry(String task, String word, String correct) {
    return new DataRecord("f: line 1", Map.of("task", task, "word", word, "is_correct", correct));
  }

  @Test
  void correlationIsPearsonsAndTotal() {
    // numpy.corrcoef([1,2,3,4],[0,0,1,1])[0,1]
    assertEquals(
        0.8944271909999159,
        Correlation.pearson(new double[] {1, 2, 3, 4}, new double[] {0, 0, 1, 1}).orElseThrow(),
        1e-12);
    assertTrue(Correlation.pearson(new double[] {.1, .1, .1}, new double[] {1, 2, 3}).isEmpty());
    assertTrue(Correlation.pearson(new double[] {1}, new double[] {1}).isEmpty());
    assertThrows(
        IllegalArgumentException.class, () -> Correlation.pearson(new double[1], new double[2]));
  }

  @Test
  void errorsOverlapByUnion() {
    BitSet a = BitSet.valueOf(new long[] {0b0111});
    BitSet b = BitSet.valueOf(new long[] {0b1110});
    assertEquals(0.5, CharBenchCorrelations.errorOverlap(a, b).orElseThrow());
    assertTrue(CharBenchCorrelations.errorOverlap(new BitSet(), new BitSet()).isEmpty());
  }

  @Test
  void cuteTakesWhatIsQuotedAfterAnswer() {
    assertEquals("c a t", CuteScore.answer("Answer: \"x\" … Answer: \"c a t\", hope it helps"));
    assertEquals("cat", CuteScore.answer("Answer: \"cat</s> \"no\""));
    assertEquals("", CuteScore.answer("Answer: cat"));
    assertEquals(
        0.5,
        CuteScore.accuracy("spell", List.of("a b", "A b"), List.of("a b", "a b")).orElseThrow());
    assertEquals(
        1,
        CuteScore.accuracy("ins_word", List.of("a b", "A b"), List.of("A b", "a b")).orElseThrow());
    assertTrue(CuteScore.accuracy("spell", List.of(), List.of()).isEmpty());
    assertThrows(
        IllegalArgumentException.class, () -> CuteScore.accuracy("spell", List.of("a"), List.of()));
  }

  @Test
  void yapIndexWeighsCategoriesAlike() {
    List<YapScore.Response> responses =
        List.of(
            new YapScore.Response("A", "ok", "okay then"),
            new YapScore.Response("A", "yes", "no"),
            new YapScore.Response("A", "é", "ééé"),
            new YapScore.Response("B", "7", "It is 7."));
    assertEquals(Map.of("A", 2.0, "B", 7.0), YapScore.medians(responses, TextUnit.CODE_POINTS));
    assertEquals(4.5, YapScore.index(responses, TextUnit.CODE_POINTS).orElseThrow());
    assertEquals(5.5, YapScore.index(responses, TextUnit.UTF8_BYTES).orElseThrow());
    assertTrue(YapScore.index(List.of(), TextUnit.GRAPHEMES).isEmpty());
    assertEquals(Map.of("A", 3.5), YapScore.medians(responses.subList(0, 2), TextUnit.CODE_POINTS));
  }

  @Test
  void rulersRangesAreOpenBelowAndClosedAbove() {
    RulerMatch eighty = RulerMatch.byTarget("80").orElseThrow();
    assertFalse(eighty.isPrecise(70));
    assertTrue(eighty.isPrecise(71));
    assertTrue(eighty.isPrecise(90));
    assertFalse(eighty.isPrecise(91));
    assertTrue(eighty.isFlexible(100));
    assertFalse(eighty.isFlexible(60));
    assertFalse(RulerMatch.W10.isPrecise(0));
    assertFalse(RulerMatch.W800.isFlexible(800));
    assertTrue(RulerMatch.W800.isPrecise(1_000_000));
    assertEquals(50, eighty.precisePercent(80, 99).orElseThrow());
    assertEquals(100, eighty.flexiblePercent(80, 99).orElseThrow());
    assertTrue(eighty.precisePercent().isEmpty());
    assertEquals(5, RulerMatch.words("Don't stop: 1,5"));
    assertEquals(0, RulerMatch.words(" … "));
    assertTrue(RulerMatch.byTarget("12").isEmpty());
  }
}
