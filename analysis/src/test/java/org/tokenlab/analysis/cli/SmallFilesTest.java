package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.records.DataRecord;
import org.tokenlab.analysis.records.RecordFile;

/// Commands on small files of words, questions and answers.
final class SmallFilesTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String squeezed(String text) {
    return text.replaceAll(" +", " ");
  }

  @Test
  void charBenchTellsAccuracyAndCorrelations() throws IOException {
    Path answers =
        file(
            "a.csv",
            """
            word,task,character,is_correct
            strawberry,find_first_occurrence,r,True
            mississippi,find_first_occurrence,s,False
            cat,find_first_occurrence,t,True
            """);
    String table = Cli.run("chars", "charbench", answers, "-t", "cl100k_base").quietly();
    assertTrue(squeezed(table).contains("find_first_occurrence 3 0.6667"), table);
    Cli.run("chars", "charbench", answers).failed(ExitCode.WRONG_USAGE, "-t");
    Cli.run("chars", "charbench", answers, "-t", "words").failed(ExitCode.WRONG_USAGE, "words");
    Cli.run("chars", "else", answers).failed(ExitCode.WRONG_USAGE, "else");
    Path broken = file("b.csv", "word,task,is_correct\ncat,spell,True\n");
    Cli.run("chars", "charbench", broken, "-t", "bytes").failed(ExitCode.FAILED, "line 2", "spell");
  }

  @Test
  void costIsThatOfPoolCost() throws IOException {
    Path text = file("t.txt", "The cat sat on the mat.\nThe cat, naïve as ever, sat.\n");
    String table = Cli.run("chars", "cost", text, "-t", "cl100k_base").quietly();
    assertEquals(Cli.run("pool-cost", "-t", "cl100k_base", text).quietly(), table);
    assertTrue(squeezed(table).contains("cl100k_base"), table);
    assertTrue(squeezed(table).contains("word-pooled bytes, each row encoded"), table);
    Cli.run("chars", "cost", file("empty.txt", "")).failed(ExitCode.FAILED, "no words");
  }

  @Test
  void otherBenchmarksAreScored() throws IOException {
    Path cute =
        file("c.jsonl", "{\"task\":\"spell\",\"label\":\"a b\",\"output\":\"\\\"a b\\\"\"}\n");
    String cuteTable = Cli.run("chars", "cute", cute).quietly();
    assertTrue(squeezed(cuteTable).contains("spell 1 1"), cuteTable);
    Path yap = file("y.tsv", "category\tbaseline\tresponse\nA\t7\tIt is 7.\n");
    String yapTable = Cli.run("chars", "yap", yap, "--unit", "code_points").quietly();
    assertTrue(squeezed(yapTable).contains("YapIndex 7"), yapTable);
    Cli.run("chars", "yap", yap).failed(ExitCode.WRONG_USAGE, "--unit");
    Path ruler = file("r.tsv", "target_length\toutput\n10\tone two three\n30\tone\n");
    String rulerTable = Cli.run("chars", "ruler", ruler).quietly();
    assertTrue(squeezed(rulerTable).contains("10 words 1 3 100 100"), rulerTable);
    assertTrue(squeezed(rulerTable).contains("30 words 1 1 0 0"), rulerTable);
  }

  @Test
  void morphologyIsMeasuredInEveryFormat() throws IOException {
    Path own = file("m.csv", ",full_word,pt1,rest\n0,lighted,light,ed\n");
    String table = Cli.run("morphology", "-t", "codepoints", own).quietly();
    assertTrue(squeezed(table).contains("m.csv codepoints 1 1 1 1 0.1667 0.1667 1"), table);
    Path shared = file("s.tsv", "lighted\tlight @@ed\t100\n");
    assertTrue(
        Cli.run("morphology", "-t", "bytes", "--format", "sigmorphon", "--json", shared)
            .quietly()
            .contains("\"recall\" : 1.0"));
    Cli.run("morphology", "-t", "bytes", "--format", "x", own)
        .failed(ExitCode.WRONG_USAGE, "--format");
    Cli.run("morphology", "-t", "words", own).failed(ExitCode.WRONG_USAGE, "words");
  }

  @Test
  void packingTellsTheWasteOfEachWay() throws IOException {
    Path text = file("t.txt", "aaaaaa\nbbb\nccccc\ndd\neeee\n");
    String table =
        Cli.run("pack", "-t", "bytes", "--context", 10, "--separator", 0, text).quietly();
    assertTrue(squeezed(table).contains("bytes padding 20 5 30 0.6000 0"), table);
    assertTrue(squeezed(table).contains("bytes best fit decreasing 20 2 0 0 0"), table);
    Cli.run("pack", "-t", "bytes", "--context", 0, text).failed(ExitCode.WRONG_USAGE, "--context");
  }

  @Test
  void paddingWithACycleDividesTheShareOfTheMostFrequentToken() throws IOException {
    Path text = file("t.txt", "aaaaaaaaaaaa\nbbb\n");
    String table =
        Cli.run("pack", "-t", "bytes", "--context", 10, "--separator", 0, "--rainbow", 3, text)
            .quietly();
    // 10 tokens of the first, cut off; 3 of the second, its end, and 6 of padding: 2 of each.
    assertTrue(squeezed(table).contains("bytes rainbow 13 2 6 0.3000 - 1 0.3500 0.1000"), table);
    Cli.run("pack", "-t", "bytes", "--rainbow", 0, text).failed(ExitCode.WRONG_USAGE, "--rainbow");
  }

  @Test
  void partsWithinABudgetMakeUpTheDocument() throws IOException {
    Path text = file("t.txt", "One two. Three \"four\" five.\n\nSix seven eight nine ten.\n");
    String lines = Cli.run("split", "-t", "bytes", "--budget", 20, text).quietly();
    List<String> parts = new ArrayList<>();
    for (DataRecord part : RecordFile.read(file("parts.jsonl", lines))) {
      assertEquals(text.toString(), part.text("file"));
      assertEquals(parts.size() + 1, part.number("part"));
      String piece = part.text("text");
      assertEquals(piece.length(), part.number("tokens"));
      assertTrue(piece.length() <= 20, piece);
      parts.add(piece);
    }
    assertEquals(Files.readString(text), String.join("", parts));
    assertTrue(parts.size() > 2);
    Cli.run("split", "-t", "bytes", "--budget", 0, text).failed(ExitCode.WRONG_USAGE, "--budget");
    Cli.run("split", "-t", "bytes", "--budget", 9, "--language", "?", text)
        .failed(ExitCode.WRONG_USAGE, "--language");
    Path han = file("han.txt", "漢");
    Cli.run("split", "-t", "bytes", "--budget", 2, han)
        .failed(ExitCode.FAILED, "han.txt: document 1", "3 tokens");
  }

  @Test
  void leavingWordsOutIsCounted() throws IOException {
    Path text = file("t.txt", "the cat, the dog\nthe end\n");
    String table = squeezed(Cli.run("reduce", "-t", "bytes", "--frequent", 1, text).quietly());
    assertTrue(table.contains("bytes punctuation 23 22 0.0435"), table);
    assertTrue(table.contains("bytes repeated words 23 19 0.1739"), table);
    assertTrue(table.contains("bytes frequent words 23 11 0.5217"), table);
    Path stop = file("stop.txt", "CAT\n\n");
    String listed =
        squeezed(Cli.run("reduce", "-t", "bytes", "--stop-words", stop, text).quietly());
    assertTrue(listed.contains("bytes stop words 23 20"), listed);
    Cli.run("reduce", "-t", "bytes", "--rare", -1, text).failed(ExitCode.WRONG_USAGE, "--rare");
  }

  @Test
  void bytePremiumsAreLookedUp() throws IOException {
    String header =
        "lang\tbyte_coef\tchar_coef\tchar_entropy\tbytes_per_char\twriting_type\tscript_name\tfamily\n";
    Path table =
        file(
            "bp.tsv",
            header
                + "eng_latn\t1\t1\t4.1\t1\talphabet\tlatn\tIE\n"
                + "mya_mymr\t5\t1.6\t5\t3\tabugida\tmymr\tST\n");
    String out = squeezed(Cli.run("byte-premium", "--table", table, "MYA_mymr").quietly());
    assertTrue(out.contains("mya_mymr 5"), out);
    String against =
        squeezed(
            Cli.run("byte-premium", "--table", table, "--reference", "mya_mymr", "eng_latn")
                .quietly());
    assertTrue(against.contains("eng_latn 0.2000"), against);
    Cli.run("byte-premium", "--table", table, "xxx_latn")
        .failed(ExitCode.WRONG_USAGE, "xxx_latn", "2 languages");
    Cli.run("byte-premium", "--table", table).failed(ExitCode.WRONG_USAGE, "--predict");
    Cli.run("byte-premium", "--table", table, "--predict", table)
        .failed(ExitCode.WRONG_USAGE, "--script");
  }

  @Test
  void aPriceMakesCosts() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("set"));
    Files.writeString(corpus.resolve("eng_Latn.dev"), "abcd\n");
    Files.writeString(corpus.resolve("deu_Latn.dev"), "äbcdef\n");
    String csv = Cli.run("measure", "-t", "bytes", "--price", 2.5, "--csv", corpus).quietly();
    assertTrue(csv.contains("deu_Latn,bytes,cost,price/million_utf8_bytes,2.5,2.5,2.5"), csv);
    assertTrue(csv.contains("deu_Latn,bytes,cost,price/million_items,17.5,17.5,17.5"), csv);
    Cli.run("measure", "-t", "bytes", "--price", -1, corpus)
        .failed(ExitCode.WRONG_USAGE, "--price");
  }
}
