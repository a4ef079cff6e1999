package org.tokenlab.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.study.ResultRow;

/// Sentences against figures small enough to be worked out by hand.
class FindingsTest {
  private static Findings findings(List<ResultRow> rows) {
    return new Findings(ChapterReader.read(StudyRows.CONTEXT, rows).getFirst());
  }

  private static List<ResultRow> twoTokenizers() {
    return new ArrayList<>(
        List.of(
            StudyRows.premium("wide", "eng_Latn", 1),
            StudyRows.premium("wide", "deu_Latn", 2),
            StudyRows.premium("wide", "mya_Mymr", 11),
            StudyRows.premium("narrow", "eng_Latn", 1),
            StudyRows.premium("narrow", "deu_Latn", 1.5),
            StudyRows.premium("narrow", "mya_Mymr", 3)));
  }

  @Test
  void headlineTellsTheWorstOfTheMostEvenTokenizer() {
    assertEquals(
        "Even with narrow, the most even of 2 tokenizers, Burmese takes 3.00 times the tokens of English",
        findings(twoTokenizers()).headline());
  }

  @Test
  void spreadComparesTheNinetiethPercentileWithTheTenth() {
    // wide: 10th percentile 1 + 0.2 × (2 − 1) = 1.2, 90th 2 + 0.8 × (11 − 2) = 9.2; narrow: 1.1 and
    // 2.7.
    assertEquals(
        "Under wide, a language at the 90th percentile needs 7.67× the tokens of one at the 10th, the widest spread of"
            + " 2; under narrow it is 2.45×, the narrowest.",
        findings(twoTokenizers()).sentences().get(0));
  }

  @Test
  void worstOffNamesTheRangeOverTokenizers() {
    assertEquals(
        "Worst off across these tokenizers: Burmese (3.00–11.0×).",
        findings(twoTokenizers()).sentences().get(1));
  }

  @Test
  void ownVocabulariesCloseWhatTheGiniSays() {
    // narrow: Gini of 1, 1.5, 3 is 2 × 4 ÷ (2 × 9 × 5.5 ÷ 3) = 8 ÷ 33; own: of 1, 1, 1.5 is 2 ÷ (18
    // × 3.5 ÷ 3) = 2 ÷ 21.
    List<ResultRow> rows = twoTokenizers();
    own(rows, "eng_Latn", 4000, 1);
    own(rows, "deu_Latn", 4000, 1);
    own(rows, "mya_Mymr", 4000, 1.5);
    assertEquals(
        "Give 3 languages each a vocabulary of its own (bpe-cl100k, 4,000 tokens): against narrow, their median premium"
            + " goes from 1.50× to 1.00× and the Gini coefficient from 0.242 to 0.095, which closes 61 % of the gap.",
        findings(rows).sentences().get(2));
  }

  @Test
  void whatClosesNothingIsSaidToo() {
    List<ResultRow> rows = twoTokenizers();
    own(rows, "eng_Latn", 4000, 1);
    own(rows, "mya_Mymr", 4000, 9);
    own(rows, "eng_Latn", 2000, 1);
    own(rows, "mya_Mymr", 2000, 8);
    assertEquals(
        "Give 2 languages each a vocabulary of its own (bpe-cl100k, 4,000 tokens): against narrow, their median premium"
            + " goes from 2.00× to 5.00× and the Gini coefficient from 0.250 to 0.400, which closes none of the gap. The"
            + " most even size is 2,000 tokens, at 0.389.",
        findings(rows).sentences().get(2));
  }

  @Test
  void aReferenceThatPaysMostIsNotCalledItsOwnMultiple() {
    Findings findings =
        findings(
            List.of(
                StudyRows.premium("a", "eng_Latn", 1), StudyRows.premium("a", "zho_Hans", 0.5)));
    assertEquals("With a, no language takes more tokens than English", findings.headline());
    assertEquals(
        "Worst off across these tokenizers: Chinese (0.50×).", findings.sentences().get(1));
  }

  @Test
  void aStudyWithoutComparisonClaimsNothing() {
    Findings findings = findings(List.of(StudyRows.premium("a", "eng_Latn", 1)));
    assertEquals("", findings.headline());
    assertEquals(List.of(), findings.sentences());
  }

  private static void own(List<ResultRow> rows, String language, int size, double premium) {
    String name = "bpe-cl100k-" + language + "-" + size;
    StudyRows.add(rows, name, "bpe", language, size, size, language, "premium", premium, 10);
  }
}
