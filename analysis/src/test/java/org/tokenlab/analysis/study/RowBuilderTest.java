package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.metrics.ItemCounts;

class RowBuilderTest {
  private static Measurement existing(String tokenizer, String language, int... counts) {
    return new Measurement(
        tokenizer,
        "existing",
        "",
        "gpt2",
        "",
        0,
        0,
        50_256,
        0,
        "c",
        language,
        ItemCounts.of(counts));
  }

  private static Measurement trained(String language, int size, int actual, int... counts) {
    return new Measurement(
        "bpe-gpt2-" + language + "-" + size,
        "bpe",
        language,
        "gpt2",
        "all",
        size,
        0,
        actual,
        99,
        "c",
        language,
        ItemCounts.of(counts));
  }

  private static List<Measurement> lengths(String language, int... counts) {
    List<Measurement> lengths = new ArrayList<>();
    for (String unit : List.of("utf8_bytes", "utf16_units", "code_points", "graphemes")) {
      lengths.add(
          new Measurement(
              unit,
              Measurement.LENGTH,
              "",
              "",
              "",
              0,
              0,
              0,
              0,
              "c",
              language,
              ItemCounts.of(counts)));
    }
    return lengths;
  }

  private static List<Measurement> measurements() {
    List<Measurement> all = new ArrayList<>();
    all.addAll(lengths("eng_Latn", 10, 20, 30));
    all.addAll(lengths("deu_Latn", 12, -1, 36));
    all.addAll(lengths("tha_Thai", -1, 60, -1));
    all.add(existing("t", "eng_Latn", 2, 4, 6));
    all.add(existing("t", "deu_Latn", 3, -1, 9));
    all.add(existing("t", "tha_Thai", -1, 12, -1));
    all.add(trained("eng_Latn", 512, 512, 4, 8, 12));
    all.add(trained("deu_Latn", 512, 400, 4, -1, 12));
    all.add(trained("eng_Latn", 1024, 700, 2, 4, 6));
    all.add(trained("deu_Latn", 1024, 400, 4, -1, 12));
    return all;
  }

  private static ResultRow find(
      List<ResultRow> rows, String tokenizer, String language, String metric) {
    List<ResultRow> found =
        rows.stream()
            .filter(r ->
                r.tokenizer().equals(tokenizer)
                    && r.language().equals(language)
                    && r.metric().equals(metric))
            .toList();
    assertEquals(1, found.size(), tokenizer + " " + language + " " + metric);
    return found.getFirst();
  }

  @Test
  void aPremiumIsOverTheItemsThatBothLanguagesHave() {
    List<ResultRow> rows = RowBuilder.table(measurements(), "eng_Latn").rows();
    ResultRow german = find(rows, "t", "deu_Latn", "premium");
    assertEquals(12.0 / 8, german.value());
    assertEquals(2, german.items());
    assertEquals(3.0, find(rows, "t", "tha_Thai", "premium").value());
    assertEquals(1.0, find(rows, "t", "eng_Latn", "premium").value());
    assertEquals(12.0, find(rows, "t", "deu_Latn", "tokens").value());
    assertEquals(48.0 / 12, find(rows, "t", "deu_Latn", "graphemes_per_token").value());
  }

  @Test
  void aMonolingualTokenizerIsComparedWithTheReferencesOwnOfTheSameSize() {
    List<ResultRow> rows = RowBuilder.table(measurements(), "eng_Latn").rows();
    assertEquals(1.0, find(rows, "bpe-gpt2-deu_Latn-512", "deu_Latn", "premium").value());
    ResultRow larger = find(rows, "bpe-gpt2-deu_Latn-1024", "deu_Latn", "premium");
    assertEquals(2.0, larger.value());
    assertEquals(1024, larger.requestedVocabulary());
    assertEquals(400, larger.vocabulary());
    assertEquals(99, larger.trainingBytes());
    // Premiums 1 and 2: Gini = (|1−2| + |2−1|) / (2 · 2² · 1.5).
    assertEquals(1.0 / 6, find(rows, "bpe-gpt2-mono-1024", "", "gini").value(), 1e-15);
  }

  @Test
  void theOrderOfTheMeasurementsMakesNoDifference() {
    List<Measurement> shuffled = measurements();
    List<ResultRow> wanted = RowBuilder.table(measurements(), "eng_Latn").rows();
    Random random = Seed.random();
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(shuffled, random);
      assertEquals(wanted, RowBuilder.table(shuffled, "eng_Latn").rows());
    }
  }

  @Test
  void aFigureThatDoesNotExistIsNotedAndNotInvented() {
    List<Measurement> all = measurements();
    all.add(existing("t", "xyz_Latn", -1, -1, -1));
    RowBuilder.Table table = RowBuilder.table(all, "eng_Latn");
    assertTrue(
        table.rows().stream()
            .noneMatch(r -> r.language().equals("xyz_Latn") && r.metric().equals("premium")));
    assertTrue(
        table
            .notes()
            .contains(
                "t on c xyz_Latn: no premium: it shares no items with the reference language"),
        table.notes().toString());
    RowBuilder.Table without = RowBuilder.table(List.of(existing("t", "deu_Latn", 1)), "eng_Latn");
    assertTrue(
        without
            .notes()
            .contains("t on c deu_Latn: no premium: the reference language was not measured"));
  }

  @Test
  void theSummaryTellsMedianMeanAndTheDearestLanguage() {
    List<StudySummary> lines =
        StudySummary.of(RowBuilder.table(measurements(), "eng_Latn").rows(), "eng_Latn");
    assertEquals(
        List.of("t", "bpe-gpt2-mono-512", "bpe-gpt2-mono-1024"),
        lines.stream().map(StudySummary::tokenizer).toList());
    StudySummary t = lines.getFirst();
    assertEquals(3, t.languages());
    assertEquals(1.5, t.median().orElseThrow());
    assertEquals((1 + 1.5 + 3) / 3, t.mean().orElseThrow(), 1e-15);
    assertEquals("tha_Thai", t.dearest());
    assertEquals(12 + 12 + 12, t.tokens());
    assertEquals(12, t.referenceTokens());
    assertEquals(1, lines.get(1).shortOf());
    assertEquals(2, lines.get(2).shortOf());
    assertEquals(1.5, lines.get(2).median().orElseThrow());
  }
}
