package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.vocabularysize.PowerLawFit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// Studies of more than BPE.
class AlgorithmsTest {
  private static final String ALGORITHMS =
      "algorithms: [unigram, bpe, superbpe-0.95, superbpe, boundlessbpe]\nvocabulary_sizes: [300, 330]\ndata_sizes: [1kB, all]\n";
  @TempDir private Path folder;
  private SmallStudy small;

  @BeforeEach
  void writeText() throws Exception {
    small = SmallStudy.in(folder);
  }

  private StudyOutcome run(String manifest, String out, int threads) throws Exception {
    return new Study(small.manifest(manifest), threads, StudyListener.NONE)
        .run(folder.resolve(out));
  }

  @Test
  void everyAlgorithmIsInTheTableWithAFamilyForEachSize() throws Exception {
    StudyOutcome outcome = run(ALGORITHMS, "out", 2);
    assertEquals(List.of(), outcome.failures());
    assertEquals(SmallStudy.LANGUAGES.size() * 5 * 2 * 2, outcome.models());
    List<String> families =
        outcome.rows().stream()
            .filter(row -> row.metric().equals("gini"))
            .map(ResultRow::tokenizer)
            .toList();
    assertEquals(
        List.of(
            "boundlessbpe-cl100k-mono-300",
            "boundlessbpe-cl100k-mono-330",
            "boundlessbpe-cl100k-mono-1000B-300",
            "boundlessbpe-cl100k-mono-1000B-330",
            "bpe-cl100k-mono-300",
            "bpe-cl100k-mono-330",
            "bpe-cl100k-mono-1000B-300",
            "bpe-cl100k-mono-1000B-330",
            "superbpe-0.9-cl100k-mono-300",
            "superbpe-0.9-cl100k-mono-330",
            "superbpe-0.9-cl100k-mono-1000B-300",
            "superbpe-0.9-cl100k-mono-1000B-330",
            "superbpe-0.95-cl100k-mono-300",
            "superbpe-0.95-cl100k-mono-330",
            "superbpe-0.95-cl100k-mono-1000B-300",
            "superbpe-0.95-cl100k-mono-1000B-330",
            "unigram-mono-300",
            "unigram-mono-330",
            "unigram-mono-1000B-300",
            "unigram-mono-1000B-330"),
        families);
  }

  @Test
  void countsAreWhatTheSavedModelGivesOnTheText() throws Exception {
    StudyOutcome outcome = run(ALGORITHMS, "out", 2);
    int checked = 0;
    for (ResultRow row : outcome.rows()) {
      if (row.metric().equals("tokens")) {
        String ending =
            switch (row.kind()) {
              case "unigram" -> ".model";
              case "boundlessbpe" -> ".boundless.json";
              default -> ".json";
            };
        Tokenizer model = Tokenizers.load(folder.resolve("out/models/" + row.tokenizer() + ending));
        int tokens = 0;
        for (String line : Files.readAllLines(small.set().resolve(row.language() + ".dev"))) {
          tokens += model.encodeOrdinary(line).length;
        }
        assertEquals(tokens, row.value(), row.tokenizer());
        assertEquals(row.vocabulary(), model.vocabulary().size(), row.tokenizer());
        checked++;
      }
    }
    assertEquals(SmallStudy.LANGUAGES.size() * 5 * 2 * 2, checked);
  }

  @Test
  void oneThreadAndSeveralGiveTheSameBytes() throws Exception {
    run(ALGORITHMS, "one", 1);
    run(ALGORITHMS, "many", 5);
    assertEquals(
        SmallStudy.hashes(folder.resolve("one")), SmallStudy.hashes(folder.resolve("many")));
  }

  @Test
  void aSizeThatCantHoldTheAlphabetFailsAloneWithItsReason() throws Exception {
    String head = "algorithms: [unigram]\nvocabulary_sizes: ";
    Files.writeString(small.set().resolve("tha_Thai.dev"), manyCharacters());
    StudyOutcome outcome = run(head + "[300, 600]\n", "out", 2);
    assertEquals(1, outcome.failures().size(), outcome.failures().toString());
    StudyOutcome.Failure failure = outcome.failures().getFirst();
    assertEquals("train tha_Thai unigram 300", failure.group());
    assertTrue(failure.reason().startsWith("a vocabulary of 300 can't hold the"), failure.reason());
    assertEquals(
        2 * SmallStudy.LANGUAGES.size() - 1,
        outcome.rows().stream().filter(row -> row.metric().equals("tokens")).count());
  }

  private static String manyCharacters() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SmallStudy.ITEMS; i++) {
      for (int c = 0; c < 10; c++) {
        text.appendCodePoint(0x4E00 + 10 * i + c).append(c % 4 == 3 ? " " : "");
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void scaledDataIsSoManyTimesTheBytePremium() throws Exception {
    StudyOutcome outcome =
        run(
            """
            algorithms: [bpe]
            vocabulary_sizes: [300]
            data_sizes: [800]
            data_scaling: [none, byte_premium]
            """,
            "out",
            2);
    Map<String, Long> bytes = new HashMap<>();
    for (String language : SmallStudy.LANGUAGES) {
      bytes.put(language, Files.size(small.set().resolve(language + ".dev")) - SmallStudy.ITEMS);
    }
    int scaled = 0;
    for (ResultRow row : outcome.rows()) {
      if (!row.metric().equals("tokens")) {
        continue;
      }
      double premium = (double) bytes.get(row.language()) / bytes.get("eng_Latn");
      boolean isScaled = row.data().equals("800B-scaled");
      long wanted = isScaled ? Math.round(800 * premium) : 800;
      assertTrue(isScaled || row.data().equals("800B"), row.data());
      // A sample ends before the first document that doesn't fit: these have 200 bytes at most.
      assertTrue(
          row.trainingBytes() <= wanted && row.trainingBytes() > wanted - 300, row.toString());
      scaled += isScaled ? 1 : 0;
    }
    assertEquals(SmallStudy.LANGUAGES.size(), scaled);
  }

  @Test
  void everyResampleIsTrainedOnOtherTextAndTheFirstIsThePlainOne() throws Exception {
    String head = "algorithms: [bpe]\nvocabulary_sizes: [300]\ndata_sizes: [1kB]\nseed: 3\n";
    StudyOutcome one = run(head, "one", 2);
    StudyOutcome three = run(head + "resamples: 3\n", "three", 2);
    assertEquals(3 * one.models(), three.models());
    assertEquals(one.rows(), three.rows().stream().filter(r -> r.data().equals("1000B")).toList());
    StudyOutcome next = run(head.replace("seed: 3", "seed: 4"), "next", 2);
    assertEquals(
        next.rows().stream().map(ResultRow::value).toList(),
        three.rows().stream()
            .filter(r -> r.data().equals("1000B-r2"))
            .map(ResultRow::value)
            .toList());
  }

  @Test
  void sizesForATokenCountAreThoseOfThePowerLawThroughTheOthers() throws Exception {
    String manifest =
        "algorithms: [bpe]\nvocabulary_sizes: [270, 290, 310, 330]\ntoken_targets: [1, 900, 1000000]\n";
    StudyOutcome outcome = run(manifest, "out", 2);
    assertEquals(List.of(), outcome.failures());
    assertEquals(SmallStudy.LANGUAGES.size() * 7, outcome.models());
    for (String language : SmallStudy.LANGUAGES) {
      Map<Integer, Double> tokens = new TreeMap<>();
      Map<Integer, ResultRow> targets = new HashMap<>();
      for (ResultRow row : outcome.rows()) {
        if (row.language().equals(language) && row.metric().equals("tokens")) {
          if (row.tokenTarget() > 0) {
            targets.put(row.tokenTarget(), row);
          } else {
            tokens.put(row.vocabulary(), row.value());
          }
        }
      }
      double[] sizes = tokens.keySet().stream().mapToDouble(s -> s).toArray();
      double[] counts = tokens.values().stream().mapToDouble(c -> c).toArray();
      // Out of reach: the largest size, the smallest.
      assertEquals(330, targets.get(1).vocabulary());
      assertEquals(tokens.get(330), targets.get(1).value());
      assertEquals(270, targets.get(1_000_000).vocabulary());
      double law = PowerLawFit.threeParameters(sizes, counts).law().vocabularySize(900).orElse(1e9);
      double wanted = counts[0] <= 900 ? 270 : counts[3] >= 900 ? 330 : law;
      assertEquals(
          Math.max(270, Math.min(330, wanted)), targets.get(900).vocabulary(), 0.5, language);
      assertEquals("bpe-cl100k-" + language + "-target900", targets.get(900).tokenizer());
    }
    List<String> ginis =
        outcome.rows().stream()
            .filter(row -> row.metric().equals("gini"))
            .map(ResultRow::tokenizer)
            .toList();
    assertEquals("bpe-cl100k-mono-target1000000", ginis.getLast());
    assertEquals(7, ginis.size());
    String statistics = Files.readString(folder.resolve("out/statistics.csv"));
    assertTrue(
        statistics.contains(",target,variance_ratio,bpe-cl100k-mono-target900,bpe-cl100k-mono-"),
        statistics);
    String report = Files.readString(folder.resolve("out/report.html"));
    assertTrue(report.contains("own bpe-cl100k-target for 900 tokens"));
  }
}
