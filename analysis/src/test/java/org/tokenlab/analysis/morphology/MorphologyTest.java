package org.tokenlab.analysis.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenlab.analysis.ReferenceFolder;
import org.tokenlab.analysis.records.DataRecord;
import org.tokenlab.analysis.records.RecordFile;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

final class MorphologyTest {
  private static OptionalInt score(String pt1, String rest, String... tokens) {
    SegmentedWord word = new SegmentedWord(pt1 + rest, List.of(pt1, rest));
    return MorphScore.of(word, cuts(tokens));
  }

  private static TokenBoundaries cuts(String... tokens) {
    BitSet inside = new BitSet();
    int at = 0;
    for (int i = 0; i + 1 < tokens.length; i++) {
      at += tokens[i].getBytes(StandardCharsets.UTF_8).length;
      inside.set(at);
    }
    return new TokenBoundaries(tokens.length, inside);
  }

  @Test
  void scoresEqualMorphScoresExamples() {
    assertEquals(OptionalInt.of(0), score("aldi", "z", "al", "diz"));
    assertEquals(OptionalInt.of(1), score("aldi", "z", "aldi", "z"));
    assertEquals(OptionalInt.of(0), score("suučesnik", "a", "su", "uče", "s", "nika"));
    assertEquals(OptionalInt.of(1), score("samráð", "s", "samráð", "s"));
    assertEquals(OptionalInt.empty(), score("samráð", "s", "samráðs"));
    assertEquals(OptionalInt.of(0), score("Αδριανή", "ς", "Α", "δ", "ριανής"));
    assertEquals(OptionalInt.of(1), score("Αδριανή", "ς", "Α", "δρ", "ιανή", "ς"));
    SegmentedWord notItsParts = new SegmentedWord("ab", List.of("a", "c"));
    assertEquals(OptionalInt.of(0), MorphScore.of(notItsParts, cuts("a", "b")));
    assertTrue(MorphScore.mean(Tokenizers.named("bytes"), List.of()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "armenian, 2000, 0",
    "bulgarian, 2000, 1067",
    "cebuano, 130, 36",
    "english, 1586, 345",
    "georgian, 200, 0",
    "greek, 112, 78",
    "gujarati, 547, 0",
    "indonesian, 1547, 667",
    "japanese, 2000, 699",
    "kurdish, 318, 133",
    "persian, 2000, 1544",
    "slovenian, 1996, 844",
    "spanish, 1991, 194",
    "turkish, 1998, 1186"
  })
  void scoresOfCl100kEqualTheAuthorsCodes(String language, int scored, int hits)
      throws IOException {
    // By their function on tiktoken's tokens, which never finds a boundary in a word one of whose
    // characters is split: that is followed here, not in the measure.
    Path file = ReferenceFolder.require("morphology/morphscore/" + language + "_morph_data.csv");
    Tokenizer cl100k = Tokenizers.named("cl100k_base");
    int counted = 0;
    int found = 0;
    for (SegmentedWord word : SegmentedWords.morphScore(RecordFile.read(file))) {
      TokenBoundaries cuts = TokenBoundaries.of(cl100k, word.word());
      OptionalInt score = MorphScore.of(word, cuts);
      byte[] utf8 = word.word().getBytes(StandardCharsets.UTF_8);
      counted += score.isPresent() ? 1 : 0;
      boolean whole = cuts.inside().stream().noneMatch(at -> (utf8[at] & 0xC0) == 0x80);
      found += whole ? score.orElse(0) : 0;
    }
    assertEquals(scored, counted);
    assertEquals(hits, found);
  }

  @Test
  void weightedScoreCountsBoundariesAndCuts() {
    Tokenizer characters = Tokenizers.named("codepoints");
    List<SegmentedWord> words =
        List.of(
            new SegmentedWord("abc", List.of("a", "bc"), 3),
            new SegmentedWord("ab", List.of("a", "b"), 1),
            new SegmentedWord("x", List.of("x"), 5),
            new SegmentedWord("ran", List.of("run", "ed"), 5));
    WeightedMorphScore score = WeightedMorphScore.of(characters, words, false);
    assertEquals(2, score.words());
    assertEquals(1, score.recall().orElseThrow());
    assertEquals((3 * 0.5 + 1) / 4, score.precision().orElseThrow(), 1e-12);
    Tokenizer whole = Tokenizers.named("cl100k_base"); // one token each
    words = words.subList(0, 2);
    assertEquals(1, WeightedMorphScore.of(whole, words, false).recall().orElseThrow());
    assertTrue(WeightedMorphScore.of(whole, words, true).recall().isEmpty());
    assertTrue(WeightedMorphScore.of(whole, List.of(), false).precision().isEmpty());
  }

  @Test
  void boundaryCountsGivePrecisionRecallAndF1() {
    List<SegmentedWord> words =
        List.of(
            new SegmentedWord("éabc", List.of("éa", "bc")),
            new SegmentedWord("retiring", List.of("re", "tire", "ing")));
    BoundaryScore score = BoundaryScore.of(Tokenizers.named("codepoints"), words);
    assertEquals(new BoundaryScore(1, 1, 3, 1, 1), score);
    assertEquals(1.0 / 3, score.precision().orElseThrow(), 1e-12);
    assertEquals(1, score.recall().orElseThrow());
    assertEquals(0.5, score.f1().orElseThrow(), 1e-12);
    BoundaryScore whole =
        BoundaryScore.of(
            Tokenizers.named("cl100k_base"), List.of(new SegmentedWord("abc", List.of("a", "bc"))));
    assertTrue(whole.precision().isEmpty());
    assertEquals(0, whole.f1().orElseThrow());
    assertTrue(BoundaryScore.of(Tokenizers.named("bytes"), List.of()).f1().isEmpty());
  }

  @Test
  void segmentationsAreReadInTheirFormats() throws IOException {
    assertEquals(
        List.of(
            new SegmentedWord("lighted", List.of("light", "ed")),
            new SegmentedWord("run", List.of("run"), 2.5)),
        SegmentedWords.morphScore(
            List.of(
                new DataRecord("p", Map.of("full_word", "lighted", "pt1", "light", "rest", "ed")),
                new DataRecord(
                    "p", Map.of("full_word", "run", "pt1", "run", "rest", "", "freq", "2.5")))));
    assertEquals(
        List.of(
            new SegmentedWord("enthrallments", List.of("en", "thrall", "ment", "s")),
            new SegmentedWord("@@", List.of("@@"))),
        SegmentedWords.sigmorphon(
            reader("enthrallments\ten @@thrall @@ment @@s\t110\n@@\t@@\n"), "s"));
    assertEquals(
        List.of(new SegmentedWord("abandoned", List.of("abandon", "ed"))),
        SegmentedWords.uniMorph(
            reader("abandon\tabandoned\tV;PST\tabandon|ed\nbe\twas\tV;PST\t-\n"), "u"));
    assertThrows(IOException.class, () -> SegmentedWords.sigmorphon(reader("x\n"), "s"));
    assertThrows(IOException.class, () -> SegmentedWords.uniMorph(reader("a\tb\n"), "u"));
    SegmentedWord canonical = new SegmentedWord("ran", List.of("run", "ed"));
    assertFalse(canonical.isSurface());
    assertThrows(IllegalStateException.class, canonical::boundaries);
    assertThrows(IllegalArgumentException.class, () -> new SegmentedWord("a", List.of("")));
  }

  private static BufferedReader reader(String text) {
    return new BufferedReader(new StringReader(text));
  }

  @Test
  void sigmorphonsEnglishWordsAreRead() throws IOException {
    try (BufferedReader tsv =
        Files.newBufferedReader(
            ReferenceFolder.require("morphology/sigmorphon2022/eng.word.dev.tsv"))) {
      List<SegmentedWord> words = SegmentedWords.sigmorphon(tsv, "eng.word.dev.tsv");
      BoundaryScore score = BoundaryScore.of(Tokenizers.named("cl100k_base"), words);
      assertEquals(words.size(), score.words() + score.skipped());
      assertTrue(score.f1().orElseThrow() > 0.1);
    }
  }
}
