package org.tokenlab.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.study.ResultRow;

class ChapterReaderTest {
  private static Chapter read(List<ResultRow> rows) {
    return ChapterReader.read(StudyRows.CONTEXT, rows).getFirst();
  }

  private static List<String> labels(List<TokenizerColumn> columns) {
    return columns.stream().map(TokenizerColumn::label).toList();
  }

  @Test
  void monolingualTokenizersOfOneSizeMakeOneColumn() {
    List<ResultRow> rows =
        StudyRows.trained(StudyRows.languages(9), List.of(9000, 1000, 32_768), StudyRows.seed());
    rows.addAll(StudyRows.existing(StudyRows.languages(9), List.of("given"), 1));
    Chapter chapter = read(rows);
    assertEquals(
        List.of("given", "own bpe-cl100k 1,000", "own bpe-cl100k 9,000", "own bpe-cl100k 32,768"),
        labels(chapter.columns()));
    assertEquals(9, chapter.columns().getLast().premiums().size());
    assertEquals(1, chapter.series().size());
    assertEquals(9, chapter.series().getFirst().curves().size());
  }

  @Test
  void aTokenizerOfOneLanguageMeasuredOnManyAlsoStandsAlone() {
    List<ResultRow> rows = new ArrayList<>();
    for (String language : StudyRows.languages(5)) {
      StudyRows.measure(rows, "bpe-eng_Latn-500", "bpe", "eng_Latn", 500, 500, language, 2);
    }
    Chapter chapter = read(rows);
    assertEquals(List.of("bpe-eng_Latn-500", "own bpe 500"), labels(chapter.columns()));
    assertEquals(5, chapter.columns().getFirst().premiums().size());
    assertEquals(1, chapter.columns().getLast().premiums().size());
  }

  @Test
  void aTokenizerOfAMixtureStandsAlone() {
    List<ResultRow> rows = new ArrayList<>();
    for (String language : StudyRows.languages(2)) {
      StudyRows.measure(rows, "bpe-mix-500", "bpe", "mix", 500, 500, language, 2);
    }
    assertEquals(List.of("bpe-mix-500"), labels(read(rows).columns()));
  }

  @Test
  void manyFamiliesArePicturedAtTheirLargestSize() {
    List<Integer> sizes =
        java.util.stream.IntStream.rangeClosed(1, 13).map(i -> i * 100).boxed().toList();
    List<ResultRow> rows = StudyRows.trained(StudyRows.languages(4), sizes, 1);
    rows.addAll(StudyRows.existing(StudyRows.languages(4), List.of("given"), 1));
    Chapter chapter = read(rows);
    assertEquals(14, chapter.columns().size());
    assertEquals(List.of("given", "own bpe-cl100k 1,300"), labels(chapter.pictured()));
  }

  @Test
  void premiumsAreWorkedOutFromTokensOnlyWhereItemsAreTheSame() {
    List<ResultRow> rows = new ArrayList<>();
    StudyRows.add(rows, "a", "existing", "", 0, 0, "eng_Latn", "tokens", 100, 10);
    StudyRows.add(rows, "a", "existing", "", 0, 0, "deu_Latn", "tokens", 150, 10);
    StudyRows.add(rows, "a", "existing", "", 0, 0, "mya_Mymr", "tokens", 900, 9);
    TokenizerColumn column = read(rows).columns().getFirst();
    assertEquals(1.5, column.premium("deu_Latn"));
    assertTrue(Double.isNaN(column.premium("mya_Mymr")));
  }

  @Test
  void curvesRunOverTheVocabulariesThatWereReached() {
    List<ResultRow> rows = new ArrayList<>();
    StudyRows.add(
        rows, "bpe-deu_Latn-900", "bpe", "deu_Latn", 900, 700, "deu_Latn", "tokens", 50, 10);
    StudyRows.add(
        rows, "bpe-deu_Latn-500", "bpe", "deu_Latn", 500, 500, "deu_Latn", "tokens", 80, 10);
    assertEquals(
        List.of(new VocabularySeries.Point(500, 8), new VocabularySeries.Point(700, 5)),
        read(rows).series().getFirst().curves().getFirst().points());
  }
}
