package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.analysis.stats.Resamples;
import org.tokenlab.analysis.study.CellMeasures.CellFigures;
import org.tokenlab.analysis.study.RowBuilder.IntervalSettings;

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
        CellFigures.of(ItemCounts.of(counts)));
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
        CellFigures.of(ItemCounts.of(counts)));
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
              CellFigures.of(ItemCounts.of(counts))));
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
    List<ResultRow> rows =
        RowBuilder.table(measurements(), "eng_Latn", IntervalSettings.NONE).rows();
    ResultRow german = find(rows, "t", "deu_Latn", "premium");
    assertEquals(12.0 / 8, german.value());
    assertEquals(2, german.items());
    assertEquals(3.0, find(rows, "t", "tha_Thai", "premium").value());
    assertEquals(1.0, find(rows, "t", "eng_Latn", "premium").value());
    assertEquals(12.0, find(rows, "t", "deu_Latn", "tokens").value());
    assertEquals(48.0 / 12, find(rows, "t", "deu_Latn", "graphemes_per_token").value());
  }

  @Test
  void anIntervalIsThatOfTheRatiosOnResamplesOfTheItems() {
    IntervalSettings settings = new IntervalSettings(500, 7);
    List<ResultRow> rows = RowBuilder.table(measurements(), "eng_Latn", settings).rows();
    Resamples resamples = Resamples.of(3, 500, 7);
    ItemCounts german = ItemCounts.of(3, -1, 9);
    ItemCounts english = ItemCounts.of(2, 4, 6);
    Interval wanted =
        Interval.ofRatio(
                resamples.sumsShared(german, english), resamples.sumsShared(english, german), 0.95)
            .orElse(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    ResultRow premium = find(rows, "t", "deu_Latn", "premium");
    // Some resample of three items holds none of the two that both have: no interval.
    assertTrue(Double.isInfinite(wanted.low()) && Double.isNaN(premium.low()));
    ResultRow own = find(rows, "bpe-gpt2-eng_Latn-512", "eng_Latn", "premium");
    assertEquals(List.of(1.0, 1.0), List.of(own.low(), own.high()));
    Interval perToken =
        Interval.ofRatio(resamples.sums(ItemCounts.of(10, 20, 30)), resamples.sums(english), 0.95)
            .orElseThrow();
    ResultRow compression = find(rows, "t", "eng_Latn", "graphemes_per_token");
    assertEquals(perToken.low(), compression.low());
    assertEquals(perToken.high(), compression.high());
    assertTrue(Double.isNaN(find(rows, "t", "eng_Latn", "tokens").low()));
  }

  @Test
  void aGiniCoefficientHasItsInterval() {
    List<Measurement> all = new ArrayList<>();
    int[] english = new int[60];
    int[] german = new int[60];
    Random random = Seed.random();
    for (int i = 0; i < english.length; i++) {
      english[i] = 5 + random.nextInt(20);
      german[i] = english[i] + random.nextInt(10);
    }
    all.add(existing("t", "eng_Latn", english));
    all.add(existing("t", "deu_Latn", german));
    List<ResultRow> rows = RowBuilder.table(all, "eng_Latn", new IntervalSettings(1000, 1)).rows();
    ResultRow gini = find(rows, "t", "", "gini");
    assertTrue(gini.low() < gini.value() && gini.value() < gini.high(), gini.toString());
    ResultRow premium = find(rows, "t", "deu_Latn", "premium");
    assertTrue(premium.low() < premium.value() && premium.value() < premium.high());
  }

  @Test
  void aMonolingualTokenizerIsComparedWithTheReferencesOwnOfTheSameSize() {
    List<ResultRow> rows =
        RowBuilder.table(measurements(), "eng_Latn", IntervalSettings.NONE).rows();
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
    List<ResultRow> wanted =
        RowBuilder.table(measurements(), "eng_Latn", IntervalSettings.NONE).rows();
    Random random = Seed.random();
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(shuffled, random);
      assertEquals(wanted, RowBuilder.table(shuffled, "eng_Latn", IntervalSettings.NONE).rows());
    }
  }

  @Test
  void aFigureThatDoesNotExistIsNotedAndNotInvented() {
    List<Measurement> all = measurements();
    all.add(existing("t", "xyz_Latn", -1, -1, -1));
    RowBuilder.Table table = RowBuilder.table(all, "eng_Latn", IntervalSettings.NONE);
    assertTrue(
        table.rows().stream()
            .noneMatch(r -> r.language().equals("xyz_Latn") && r.metric().equals("premium")));
    assertTrue(
        table
            .notes()
            .contains(
                "t on c xyz_Latn: no premium: it shares no items with the reference language"),
        table.notes().toString());
    RowBuilder.Table without =
        RowBuilder.table(List.of(existing("t", "deu_Latn", 1)), "eng_Latn", IntervalSettings.NONE);
    assertTrue(
        without
            .notes()
            .contains("t on c deu_Latn: no premium: the reference language was not measured"));
  }

  @Test
  void theSummaryTellsMedianMeanAndTheDearestLanguage() {
    List<StudySummary> lines =
        StudySummary.of(
            RowBuilder.table(measurements(), "eng_Latn", IntervalSettings.NONE).rows(), "eng_Latn");
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
