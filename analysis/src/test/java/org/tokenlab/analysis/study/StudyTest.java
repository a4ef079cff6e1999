package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.metrics.RenyiEntropy;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.wordpool.ModelCost;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;
import org.tokenlab.training.BpeTrainer;

class StudyTest {
  @TempDir private Path folder;
  private SmallStudy small;

  @BeforeEach
  void writeText() throws Exception {
    small = SmallStudy.in(folder);
  }

  private StudyOutcome run(Manifest manifest, String out, int threads) throws Exception {
    return new Study(manifest, threads, StudyListener.NONE).run(folder.resolve(out));
  }

  @Test
  void oneThreadAndSeveralGiveTheSameBytes() throws Exception {
    Manifest manifest = small.manifest(SmallStudy.everything());
    run(manifest, "one", 1);
    run(manifest, "two", 2);
    run(manifest, "many", 5);
    Map<String, String> one = SmallStudy.hashes(folder.resolve("one"));
    assertEquals(one, SmallStudy.hashes(folder.resolve("two")));
    assertEquals(one, SmallStudy.hashes(folder.resolve("many")));
  }

  @Test
  void everyCellOfTheGridIsInTheTable() throws Exception {
    StudyOutcome outcome = run(small.manifest(SmallStudy.everything()), "out", 2);
    int languages = SmallStudy.LANGUAGES.size();
    int trained = languages * 2 * 2 * 3;
    int existing = languages * 3;
    assertEquals(trained, outcome.models());
    assertEquals(trained + existing + languages, outcome.cells());
    assertEquals(List.of(), outcome.failures());
    assertEquals(0, outcome.resumed());
    assertEquals(
        trained + existing,
        outcome.rows().stream().filter(row -> row.metric().equals("premium")).count());
    assertEquals(
        3 + 2 * 2 * 3, outcome.rows().stream().filter(row -> row.metric().equals("gini")).count());
    assertFalse(outcome.shortfalls().isEmpty(), "so little text carries no 5000 tokens");
    assertTrue(
        outcome.shortfalls().stream().allMatch(s -> s.requested() == 5000 && s.actual() < 5000));
  }

  @Test
  void countsAreWhatTheSavedModelGivesOnTheText() throws Exception {
    StudyOutcome outcome = run(small.manifest(SmallStudy.everything()), "out", 2);
    int checked = 0;
    for (ResultRow row : outcome.rows()) {
      if (row.metric().equals("tokens") && !row.trainedOn().isEmpty()) {
        Tokenizer model =
            Tokenizers.load(folder.resolve("out/models/" + row.tokenizer() + ".json"));
        int tokens = 0;
        for (String line : Files.readAllLines(small.set().resolve(row.language() + ".dev"))) {
          tokens += model.encodeOrdinary(line).length;
        }
        assertEquals(tokens, row.value(), row.tokenizer());
        assertEquals(row.vocabulary(), model.vocabulary().size());
        assertEquals(SmallStudy.ITEMS, row.items());
        checked++;
      }
    }
    assertEquals(SmallStudy.LANGUAGES.size() * 2 * 2 * 3, checked);
  }

  @Test
  void measuresAskedForAreThoseOfTheSavedModel() throws Exception {
    StudyOutcome outcome =
        run(
            small.manifest(
                SmallStudy.everything()
                    + "measures: [words, vocabulary, places, cost, data_similarity]\nbootstrap: 50\n"),
            "out",
            2);
    Tokenizer model = Tokenizers.load(folder.resolve("out/models/bpe-gpt2-hin_Deva-320.json"));
    List<String> lines = Files.readAllLines(small.set().resolve("hin_Deva.dev"));
    BitSet ids = new BitSet();
    List<int[]> encoded = new ArrayList<>();
    for (String line : lines) {
      encoded.add(model.encodeOrdinary(line));
      Arrays.stream(encoded.getLast()).forEach(ids::set);
    }
    Map<String, Double> figures = new HashMap<>();
    for (ResultRow row : outcome.rows()) {
      if (row.tokenizer().equals("bpe-gpt2-hin_Deva-320")) {
        figures.put(row.metric(), row.value());
        assertTrue(!row.metric().equals("premium") || row.low() < row.value(), row.toString());
      }
    }
    assertEquals(ids.cardinality(), figures.get("types"), 0);
    assertEquals(ids.cardinality() / 320.0, figures.get("vocabulary_use"));
    // Trained on the text that it is measured on.
    assertEquals(ids.cardinality() / 320.0, figures.get("data_similarity"));
    assertEquals(
        RenyiEntropy.efficiency(TokenFrequencies.ofIds(encoded), RenyiEntropy.PAPER_ALPHA)
            .orElseThrow(),
        figures.get("renyi_efficiency"));
    assertTrue(figures.get("fertility") >= 1, figures.toString());
    assertTrue(figures.get("complete_tokens") > 0, figures.toString());
    requireCosts(model, lines, figures);
    assertTrue(Files.readString(folder.resolve("out/report.html")).contains("Model cost"));
  }

  /// Multiply-adds of models over the tokens and a line end after each line.
  private static void requireCosts(
      Tokenizer model, List<String> lines, Map<String, Double> figures) {
    WordPoolShape shape = WordPoolShape.PAPER;
    byte[] text =
        String.join("", lines.stream().map(line -> line + "\n").toList())
            .getBytes(StandardCharsets.UTF_8);
    WordBatch batch =
        WordBatch.of(WordRule.byId("o200k"), WordUnits.bytes(), shape.longestRow(), text);
    long tokens = lines.stream().mapToLong(line -> model.count(line) + 1).sum();
    long window = Math.round(shape.window() * (double) tokens / batch.words().count());
    double plain =
        ModelCost.plain("", shape.main(), shape.width(), 320, tokens, (int) window)
            .total()
            .multiplyAdds();
    double pooled = ModelCost.wordPooled(shape, batch, true).total().multiplyAdds();
    assertEquals(plain / text.length, figures.get("model_multiply_adds"), 1e-3);
    assertEquals(plain / pooled, figures.get("cost_over_word_pooled"), 1e-9);
  }

  @Test
  void aVocabularyFromASharedRunIsTheOneThatItsOwnRunGives() throws Exception {
    run(small.manifest(SmallStudy.everything()), "out", 1);
    Tokenizer shared = Tokenizers.load(folder.resolve("out/models/bpe-cl100k-rus_Cyrl-320.json"));
    List<String> text = Files.readAllLines(small.set().resolve("rus_Cyrl.dev"));
    Tokenizer own = BpeTrainer.builder(320).build().train(text.iterator()).tokenizer("own");
    for (String line : text) {
      assertArrayEquals(own.encodeOrdinary(line), shared.encodeOrdinary(line));
    }
  }

  @Test
  void csvAndParquetHoldTheSameTable() throws Exception {
    StudyOutcome outcome = run(small.manifest(SmallStudy.everything()), "out", 2);
    assertEquals(
        outcome.rows(),
        ResultFilesTest.read(Files.readAllBytes(folder.resolve("out/results.parquet"))));
    assertEquals(
        new String(ResultsCsv.write(outcome.rows()), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("out/results.csv")));
  }

  @Test
  void theSummaryIsWellFormedTex() throws Exception {
    run(small.manifest(SmallStudy.everything()), "out", 2);
    requireWellFormed(Files.readString(folder.resolve("out/statistics.tex")));
    String tex = Files.readString(folder.resolve("out/summary.tex"));
    requireWellFormed(tex);
    List<String> rows = tex.lines().filter(line -> line.endsWith(" \\\\")).toList();
    assertEquals(1 + 3 + 2 * 2 * 3, rows.size(), tex); // a head, existing ones, families
    assertTrue(rows.stream().allMatch(row -> row.split(" & ", -1).length == 9), tex);
    assertTrue(tex.contains("bpe-cl100k-mono-5000 & 5{,}000$^*$ & 6 & "), tex);
  }

  private static void requireWellFormed(String tex) {
    int depth = 0;
    for (int i = 0; i < tex.length(); i++) {
      boolean escaped = i > 0 && tex.charAt(i - 1) == '\\';
      depth += escaped ? 0 : tex.charAt(i) == '{' ? 1 : tex.charAt(i) == '}' ? -1 : 0;
      assertTrue(depth >= 0, tex);
      assertTrue(tex.charAt(i) != '_' || escaped, "an underscore outside of mathematics: " + tex);
    }
    assertEquals(0, depth, tex);
  }

  @Test
  void aFinishedStudyIsNotDoneAgain() throws Exception {
    Manifest manifest = small.manifest(SmallStudy.everything());
    run(manifest, "out", 2);
    Map<String, String> before = SmallStudy.hashes(folder.resolve("out"));
    StudyOutcome again = run(manifest, "out", 2);
    assertEquals(again.cells(), again.resumed());
    assertEquals(before, SmallStudy.hashes(folder.resolve("out")));
  }

  @Test
  void damagedCellsAndMissingModelsAreDoneAgain() throws Exception {
    Manifest manifest = small.manifest(SmallStudy.everything());
    run(manifest, "out", 2);
    Map<String, String> before = SmallStudy.hashes(folder.resolve("out"));
    List<Path> cells;
    try (var files = Files.list(folder.resolve("out/cells"))) {
      cells = files.sorted().toList();
    }
    Files.write(cells.get(0), new byte[0]);
    Files.writeString(cells.get(1), Files.readString(cells.get(1)).replaceFirst("[1-9] ", "0 "));
    Files.delete(folder.resolve("out/models/bpe-gpt2-hin_Deva-280.json"));
    StudyOutcome again = run(manifest, "out", 2);
    assertTrue(again.resumed() < again.cells());
    assertEquals(before, SmallStudy.hashes(folder.resolve("out")));
  }

  @Test
  void otherTextIsAnotherCell() throws Exception {
    Manifest manifest = small.manifest("baselines: [bytes]\n");
    run(manifest, "out", 1);
    String before = SmallStudy.hashes(folder.resolve("out")).get("results.csv");
    Path english = small.set().resolve("eng_Latn.dev");
    Files.writeString(english, Files.readString(english).replaceFirst("\n", "!\n"));
    StudyOutcome again = run(manifest, "out", 1);
    assertEquals(0, again.resumed());
    assertNotEquals(before, SmallStudy.hashes(folder.resolve("out")).get("results.csv"));
  }

  @Test
  void aTokenizerThatCannotBeReadFailsAloneAndIsTold() throws Exception {
    Files.writeString(folder.resolve("broken.json"), "{");
    StudyOutcome outcome =
        run(small.manifest("tokenizers: [broken.json]\nbaselines: [bytes]\n"), "out", 2);
    assertEquals(1, outcome.failures().size());
    assertTrue(outcome.failures().getFirst().group().contains("broken.json"));
    assertTrue(outcome.rows().stream().anyMatch(row -> row.tokenizer().equals("bytes")));
    String provenance = Files.readString(folder.resolve("out/provenance.json"));
    assertTrue(provenance.contains("\"state\" : \"failed\""), provenance);
    Tokenizers.save(
        BpeTrainer.builder(300).build().train(List.of("a bb ccc").iterator()).tokenizer("mended"),
        folder.resolve("broken.json"));
    assertEquals(
        List.of(),
        run(small.manifest("tokenizers: [broken.json]\nbaselines: [bytes]\n"), "out", 2)
            .failures());
  }

  @Test
  void aLanguageWithoutTextIsAnErrorWithItsLine() throws Exception {
    ManifestException refused =
        assertThrows(
            ManifestException.class,
            () -> run(small.manifest("baselines: [bytes]\nlanguages: [rus_Latn]\n"), "out", 1));
    assertTrue(
        refused.getMessage().startsWith("small.yaml: line 5: languages: "), refused.getMessage());
    assertTrue(refused.getMessage().contains("nearest: rus_Cyrl"), refused.getMessage());
    ManifestException reference =
        assertThrows(
            ManifestException.class,
            () -> run(small.manifest("baselines: [bytes]\nreference: fra_Latn\n"), "out2", 1));
    assertTrue(
        reference.getMessage().startsWith("small.yaml: line 5: reference: "),
        reference.getMessage());
  }

  @Test
  void theReferenceTakesPartEvenIfTheLanguagesLeaveItOut() throws Exception {
    StudyOutcome outcome =
        run(small.manifest("baselines: [bytes]\nlanguages: [tha_Thai]\n"), "out", 1);
    assertEquals(
        List.of("eng_Latn", "tha_Thai"),
        outcome.rows().stream()
            .filter(row -> row.metric().equals("premium"))
            .map(ResultRow::language)
            .toList());
  }

  @Test
  void aFolderWithOneFileForEachLanguageIsTrainingText() throws Exception {
    Path mono = Files.createDirectories(folder.resolve("mono"));
    for (String language : List.of("eng_Latn", "tha_Thai")) {
      Files.copy(small.set().resolve(language + ".dev"), mono.resolve(language + ".txt"));
    }
    Files.writeString(mono.resolve("README"), "not a language");
    Manifest manifest =
        ManifestReader.parse(
            """
            name: x
            evaluation: [set]
            training: [mono]
            algorithms: [bpe]
            vocabulary_sizes: [300]
            """,
            "m.yaml",
            folder);
    StudyOutcome outcome = run(manifest, "out", 1);
    assertEquals(2, outcome.models());
    assertTrue(
        outcome
            .notes()
            .contains(
                "languages without a tokenizer of their own, since there is no training text (4):"
                    + " arb_Arab ell_Grek hin_Deva rus_Cyrl"),
        outcome.notes().toString());
  }

  @Test
  void aLanguageOfTooFewSentencesIsRefusedOrLeftOut() throws Exception {
    Files.writeString(folder.resolve("set/tha_Thai.dev"), "กก ขข\n" + "\n".repeat(39));
    String rest = "baselines: [bytes]\n";
    StudyOutcome outcome = run(small.manifest(rest), "all", 1);
    assertTrue(
        outcome
            .notes()
            .contains(
                "languages left out of FLORES dev, since they share fewer than 10 items with eng_Latn (1):"
                    + " tha_Thai"),
        outcome.notes().toString());
    assertTrue(outcome.rows().stream().noneMatch(row -> row.language().equals("tha_Thai")));
    Manifest named = small.manifest(rest + "languages: [tha_Thai]\n");
    assertEquals(
        "small.yaml: line 5: FLORES dev: expected at least 10 items in tha_Thai that eng_Latn has, too;"
            + " found 1 (least_items: 1 would let it in)",
        assertThrows(ManifestException.class, () -> run(named, "named", 1)).getMessage());
    Manifest few = small.manifest(rest + "languages: [tha_Thai]\nleast_items: 1\n");
    assertTrue(run(few, "few", 1).rows().stream().anyMatch(row -> row.items() == 1));
  }

  @Test
  void lessTrainingTextThanAskedForIsNoted() throws Exception {
    String rest =
        "languages: [eng_Latn]\nalgorithms: [bpe]\nvocabulary_sizes: [300]\ndata_sizes: [9MB]\n";
    StudyOutcome outcome = run(small.manifest(rest), "out", 1);
    assertTrue(
        outcome.notes().stream()
            .anyMatch(note ->
                note.matches(
                    "languages trained on all their text, since it is less than 9000000B asks for,"
                        + " in bytes \\(1\\): eng_Latn [0-9]{4} of 9000000")),
        outcome.notes().toString());
  }

  @Test
  void onATerminalABarIsDrawnAndElsewhereFewLines() {
    for (boolean watched : new boolean[] {true, false}) {
      java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
      long[] now = {0};
      StudyProgress progress =
          new StudyProgress(
              new java.io.PrintStream(bytes, true, StandardCharsets.UTF_8), watched, () -> now[0]);
      progress.planned(1000, 10);
      for (int done = 20; done <= 1000; done += 10) {
        now[0] += 200_000_000L;
        progress.progress("g", done, 1000);
      }
      progress.writing();
      String text = bytes.toString(StandardCharsets.UTF_8);
      assertEquals(watched, text.contains("\r"), text);
      assertTrue(text.contains("1,000 of 1,000 cells, 50 a second, 0 s left"), text);
      assertTrue(watched || text.lines().count() < 10, text);
    }
  }
}
