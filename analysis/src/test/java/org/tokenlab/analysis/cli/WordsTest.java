package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.WordCounts;

/// Words that are counted, written, added up, weighted and trained on.
final class WordsTest {
  private static final String TEXT =
      "low lower lowest\nnew newer newest\nwide wider widest 2026\n".repeat(20);
  private static final String OTHER = "φως και φάρος\nφάρος και φως, low\n".repeat(9);

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Cli.Result run(Object... args) {
    return Cli.run(args);
  }

  /// The arguments, then more of them.
  private static Object[] line(List<?> first, Object... more) {
    List<Object> line = new ArrayList<>(first);
    line.addAll(Arrays.asList(more));
    return line.toArray();
  }

  private static WordCounts read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return WordCounts.loadAny(in, file.toString());
    }
  }

  private static WordCounts counted(String text) {
    return WordCounts.of(text.lines().iterator(), SplitPattern.CL100K.preTokenizer(), 1);
  }

  @Test
  void wordsAreCountedIntoBothFormsAndConverted() throws IOException {
    Path text = file("t.txt", TEXT);
    Path tsv = folder.resolve("w.tsv");
    Path binary = folder.resolve("w.words");
    assertEquals(tsv + ": " + counted(TEXT) + "\n", run("words", "-o", tsv, text).quietly());
    assertTrue(Files.readString(tsv).startsWith(" \t20\n lower\t20\n"), Files.readString(tsv));
    run("words", "-o", binary, "--threads", 2, text).quietly();
    assertEquals(counted(TEXT), read(tsv));
    assertEquals(counted(TEXT), read(binary));
    Path converted = folder.resolve("c.words");
    run("words", "--from-counts", "-o", converted, tsv).quietly();
    assertEquals(-1, Files.mismatch(binary, converted));
    Cli.withInput(Files.readAllBytes(binary), "words", "--from-counts", "-o", converted, "-")
        .quietly();
    assertEquals(-1, Files.mismatch(binary, converted));
    assertEquals(List.of("c.words", "t.txt", "w.tsv", "w.words"), Cli.files(folder));
  }

  @Test
  void howTextIsReadAndSplitMayBeChosen() throws IOException {
    Path text = file("t.txt", "a b\nc\n");
    Path tsv = folder.resolve("w.tsv");
    run("words", "-o", tsv, "--unit", "file", "--pattern", "[a-c ]+", text).quietly();
    assertEquals("\\n\t2\na b\t1\nc\t1\n", Files.readString(tsv));
    Path json = file("t.jsonl", "{\"x\": \"a\\tb\"}\n{\"x\": \"a\"}\n");
    run("words", "-o", tsv, "--field", "x", "--min-word-count", 2, json).quietly();
    assertEquals("a\t2\n", Files.readString(tsv));
    run("words", "-o", tsv, "--memory-limit", "100k", text).quietly();
    assertEquals(" b\t1\na\t1\nc\t1\n", Files.readString(tsv));
  }

  @Test
  void partsAddUpAndWeightsCount() throws IOException {
    Path a = file("a.txt", TEXT);
    Path b = file("b.txt", OTHER);
    Path whole = folder.resolve("whole.words");
    Path merged = folder.resolve("merged.words");
    Path partA = folder.resolve("a.tsv");
    Path partB = folder.resolve("b.words");
    run("words", "-o", whole, a, b).quietly();
    run("words", "-o", partA, a).quietly();
    run("words", "-o", partB, b).quietly();
    run("words", "--from-counts", "-o", merged, partA, partB).quietly();
    assertEquals(-1, Files.mismatch(whole, merged));
    run("words", "-o", whole, a, b, b, b).quietly();
    run("words", "--from-counts", "--weights", "1,3", "-o", merged, partA, partB).quietly();
    assertEquals(-1, Files.mismatch(whole, merged));
    run("words", "--weights", "1,3", "-o", merged, a, b).quietly();
    assertEquals(-1, Files.mismatch(whole, merged));
    // Rare words are those that are rare in all inputs, after weighting.
    run("words", "-o", whole, "--min-word-count", 25, a, b, b, b).quietly();
    run("words", "-o", merged, "--min-word-count", 25, "--weights", "1,3", a, b).quietly();
    assertEquals(-1, Files.mismatch(whole, merged));
    run("words", "-o", merged, "--weights", "0.5,.25", a, b).quietly();
    double bytes = counted(TEXT).totalBytes() / 2.0 + counted(OTHER).totalBytes() / 4.0;
    assertEquals(bytes, (double) read(merged).totalBytes(), 60); // the lengths of distinct words
  }

  @Test
  void inputsAreBalancedByBytesOrBytePremiums() throws IOException {
    Path english = file("eng_latn.tsv", "the\t1000\n");
    Path burmese = file("mya_Mymr.small.tsv", "မြန်မာ\t30\n"); // 18 bytes
    Path both = folder.resolve("both.tsv");
    run("words", "--from-counts", "--balance", "-o", both, english, burmese).quietly();
    assertEquals(List.of("the", "မြန်မာ"), words(both));
    assertEquals(3540 / 2.0, 3.0 * (double) count(both, 0), 3);
    assertEquals(3540 / 2.0, 18.0 * (double) count(both, 1), 18);
    Path table =
        file(
            "premiums.tab",
            """
            lang\tbyte_coef\tchar_coef\tchar_entropy\tbytes_per_char\twriting_type\tscript_name\tfamily
            eng_latn\t1\t1\t4.1\t1\talphabet\tlatn\tIE
            mya_mymr\t5\t1.6\t5\t3\tabugida\tmymr\tST
            """);
    List<Object> premiums =
        List.of("words", "--from-counts", "--weights", "byte-premium", "--premium-table", table);
    run(line(premiums, "-o", both, english, burmese)).quietly();
    assertEquals(1000, count(both, 0));
    assertEquals(150, count(both, 1));
    run(line(premiums, "--balance", "-o", both, english, burmese)).quietly();
    assertEquals(3540 / 6.0, 3.0 * (double) count(both, 0), 3);
    assertEquals(3540 * 5 / 6.0, 18.0 * (double) count(both, 1), 18);
    Path likely = Files.copy(burmese, folder.resolve("my.tsv"));
    run(line(premiums, "-o", both, english, likely)).quietly();
    assertEquals(150, count(both, 1));
    Path notes = Files.copy(burmese, folder.resolve("notes.tsv"));
    run(line(premiums, "-o", both, english, notes))
        .failed(ExitCode.WRONG_USAGE, "notes.tsv", "2 languages");
    run("words", "--from-counts", "--weights", "byte-premium", "-o", both, english)
        .failed(ExitCode.WRONG_USAGE, "--premium-table");
    run("words", "--premium-table", table, "-o", both, english)
        .failed(ExitCode.WRONG_USAGE, "byte-premium only");
    Path none = file("deu_latn.tsv", "");
    run("words", "--from-counts", "--balance", "-o", both, english, none)
        .failed(ExitCode.FAILED, "deu_latn.tsv: there are no words");
  }

  private static List<String> words(Path tsv) throws IOException {
    return Files.readAllLines(tsv).stream().map(l -> l.split("\t", 2)[0]).toList();
  }

  private static long count(Path tsv, int line) throws IOException {
    return Long.parseLong(Files.readAllLines(tsv).get(line).split("\t", 2)[1]);
  }

  @Test
  void whatCantBeCountedIsSaidAndLeavesNoFile() throws IOException {
    Path text = file("t.txt", TEXT);
    Path tsv = folder.resolve("w.tsv");
    run("words", "-o", folder.resolve("w.json"), text)
        .failed(ExitCode.WRONG_USAGE, "w.json", ".tsv", ".words");
    run("words", "-o", folder.resolve("none/w.tsv"), text).failed(ExitCode.FAILED, "none");
    run("words", "-o", tsv, file("empty.txt", "\n")).failed(ExitCode.FAILED, "no text");
    run("words", "-o", tsv, "--weights", "1,2", text)
        .failed(ExitCode.WRONG_USAGE, "1 are wanted, got 2");
    for (String weight : List.of("0", "-1", "NaN", "x", "1e400", "0x1p3", "byte-premium,1")) {
      run("words", "-o", tsv, "--weights=" + weight, text, text)
          .failed(ExitCode.WRONG_USAGE, "--weights");
    }
    run("words", "-o", tsv, "--weights", "x,1", text, text)
        .failed(ExitCode.WRONG_USAGE, "decimal", "\"x\"");
    run("words", "-o", tsv, "--from-counts", "--field", "x", text)
        .failed(ExitCode.WRONG_USAGE, "--from-counts", "--field");
    run("words", "-o", tsv, "--from-counts", "--pattern", "gpt2", text)
        .failed(ExitCode.WRONG_USAGE, "--from-counts", "--pattern");
    run("words", "-o", tsv, "--from-counts", text)
        .failed(ExitCode.FAILED, text + ": line 1, byte 0: ", "no tab");
    run("words", "-o", tsv, "--from-counts", folder.resolve("gone.tsv"))
        .failed(ExitCode.FAILED, "gone.tsv: no such file");
    run("words", "-o", tsv, "--from-counts", folder).failed(ExitCode.FAILED, "a folder");
    Path large = file("large.tsv", "a\t" + Long.MAX_VALUE + "\n");
    run("words", "-o", tsv, "--from-counts", large, large)
        .failed(ExitCode.FAILED, "large.tsv", "2^63 - 1");
    run("words", "-o", tsv, "--from-counts", "--weights", "1.5", large)
        .failed(ExitCode.FAILED, "large.tsv", "2^63 - 1");
    assertFalse(Files.exists(tsv));
    assertFalse(Cli.files(folder).stream().anyMatch(name -> name.startsWith(".")));
  }

  @Test
  void bpeFromCountsIsBpeFromTheText() throws IOException {
    Path a = file("a.txt", TEXT);
    Path b = file("b.txt", OTHER);
    for (List<Object> more :
        List.<List<Object>>of(
            List.of(),
            List.of("--ties", "hf", "--min-word-count", 10),
            List.of("--pattern", "gpt2"))) {
      Path fromText = folder.resolve("text.json");
      Path fromCounts = folder.resolve("counts.json");
      List<Object> pattern = more.contains("--pattern") ? more : List.of();
      Path tsv = folder.resolve("a.tsv");
      Path binary = folder.resolve("b.words");
      run(line(List.of("words", "-o", tsv, a), pattern.toArray())).quietly();
      run(line(List.of("words", "-o", binary, b), pattern.toArray())).quietly();
      List<Object> train = List.of("train", "bpe", "-v", 275);
      run(line(train, line(more, "-o", fromText, a, b))).quietly();
      String said =
          run(line(train, line(more, "--from-counts", "-o", fromCounts, tsv, binary))).quietly();
      assertEquals(-1, Files.mismatch(fromText, fromCounts));
      assertTrue(
          said.matches("(?s).*275 tokens, trained on \\d+ bytes of counted words, .*"), said);
      Path checkpoint = folder.resolve("checkpoint" + more.size());
      for (int i = 0; i < 2; i++) {
        run(line(
                train,
                line(
                    more,
                    "--from-counts",
                    "--checkpoint",
                    checkpoint,
                    "-o",
                    fromCounts,
                    tsv,
                    binary)))
            .quietly();
        assertEquals(-1, Files.mismatch(fromText, fromCounts));
      }
    }
  }

  @Test
  void aWeightOfTwoIsACorpusGivenTwice() throws IOException {
    Path a = file("a.txt", TEXT);
    Path b = file("b.txt", OTHER);
    for (List<Object> kind :
        List.<List<Object>>of(
            List.of("bpe", "-v", 285),
            List.of("bpe", "-v", 45, "--mode", "sentencepiece"),
            List.of("bpe", "-v", 50, "--mode", "subword-nmt"),
            List.of("bpe", "-v", 50, "--mode", "youtokentome"),
            List.of("unigram", "-v", 40),
            List.of("unigram", "-v", 40, "--mingram"),
            List.of("wordpiece", "-v", 60))) {
      boolean sentencePiece = kind.contains("sentencepiece") || kind.contains("unigram");
      String ending = sentencePiece ? ".model" : ".json";
      Path twice = folder.resolve("twice" + ending);
      Path weighted = folder.resolve("weighted" + ending);
      List<Object> train = List.of(line(List.of("train"), kind.toArray()));
      run(line(train, "-o", twice, a, b, b)).quietly();
      String said = run(line(train, "--weights", "1,2", "-o", weighted, a, b)).quietly();
      assertTrue(said.contains(" bytes of text, weighted to "), said);
      assertEquals(-1, Files.mismatch(twice, weighted), kind.toString());
      run(line(train, "-o", twice, "--min-word-count", 18, a, b, b)).quietly();
      run(line(train, "-o", weighted, "--min-word-count", 18, "--weights", "1,2", a, b)).quietly();
      assertEquals(-1, Files.mismatch(twice, weighted), kind.toString());
      run(line(train, "--balance", "-o", weighted, a, b)).quietly();
    }
  }

  @Test
  void kindsThatDontTakeWordsSayWhichDo() throws IOException {
    Path text = file("t.txt", TEXT);
    Path tsv = folder.resolve("t.tsv");
    run("words", "-o", tsv, text).quietly();
    Path json = folder.resolve("m.json");
    for (String kind : List.of("superbpe", "boundlessbpe", "paritybpe", "equalinfo", "wordpool")) {
      for (List<Object> option :
          List.<List<Object>>of(List.of("--weights", "2"), List.of("--from-counts"))) {
        run(line(List.of("train", kind, "-v", 300, "-o", json), line(option, text)))
            .failed(ExitCode.WRONG_USAGE, "--weights", "wordpiece", kind);
      }
    }
    run("train", "unigram", "-v", 40, "--mode", "sentencepiece", "--balance", "-o", json, text)
        .failed(ExitCode.WRONG_USAGE, "--balance", "sentencepiece");
    run("train", "bpe", "-v", 300, "--ties", "minbpe", "--balance", "-o", json, text)
        .failed(ExitCode.WRONG_USAGE, "--balance", "minbpe");
    for (List<Object> kind :
        List.<List<Object>>of(
            List.of("unigram", "-v", 40),
            List.of("wordpiece", "-v", 80),
            List.of("bpe", "-v", 60, "--mode", "subword-nmt"))) {
      run(line(List.of("train"), line(kind, "--from-counts", "-o", json, tsv)))
          .failed(
              ExitCode.WRONG_USAGE,
              "--from-counts",
              "without a --mode",
              kind.getFirst().toString());
    }
    run("train", "bpe", "-v", 300, "--from-counts", "--unit", "file", "-o", json, tsv)
        .failed(ExitCode.WRONG_USAGE, "--from-counts", "--unit");
    run("train", "bpe", "-v", 300, "--from-counts", "--memory-limit", "1m", "-o", json, tsv)
        .failed(ExitCode.WRONG_USAGE, "--from-counts", "--memory-limit");
    run("train", "bpe", "-v", 300, "--weights", "1,2,3", "-o", json, text, text)
        .failed(ExitCode.WRONG_USAGE, "2 are wanted, got 3");
    run("train", "bpe", "-v", 300, "--from-counts", "-o", json, file("empty.tsv", ""))
        .failed(ExitCode.FAILED, "no words to train on", "empty.tsv");
    run("train", "bpe", "-v", 300, "--weights", "2", "-o", json, file("empty.txt", "\n"))
        .failed(ExitCode.FAILED, "no text to train on", "empty.txt");
    run(
            "train",
            "unigram",
            "-v",
            40,
            "--weights",
            "2",
            "--checkpoint",
            folder.resolve("c"),
            "-o",
            folder.resolve("m.model"),
            text)
        .failed(ExitCode.WRONG_USAGE, "--checkpoint", "bpe without a --mode");
    assertFalse(Files.exists(json));
  }
}
