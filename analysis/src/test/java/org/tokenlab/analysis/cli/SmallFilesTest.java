package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
