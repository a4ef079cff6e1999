package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizers;

final class CountTest {
  private static final String HEADER =
      "file\ttokenizer\tunits\ttokens\tutf8_bytes\tutf16_units\tcode_points\tgraphemes\n";

  @TempDir Path folder;

  @Test
  void eachFileAndTokenizerHasARow() throws IOException {
    Path a = Files.writeString(folder.resolve("a.txt"), "é🙂\n\n👍🏽");
    Path b = Files.writeString(folder.resolve("b.txt"), "");
    assertEquals(
        HEADER
            + (a + "\tbytes\t3\t14\t14\t7\t4\t3\n")
            + (a + "\tutf16\t3\t7\t14\t7\t4\t3\n")
            + (b + "\tbytes\t0\t0\t0\t0\t0\t0\n")
            + (b + "\tutf16\t0\t0\t0\t0\t0\t0\n"),
        Cli.run("count", "-t", "bytes", "-t", "utf16", a, b).quietly());
    assertEquals(
        HEADER + a + "\tbytes\t1\t16\t16\t9\t6\t5\n",
        Cli.run("count", "-t", "bytes", "--unit", "file", a).quietly());
  }

  @Test
  void joinFollowsPythonsSplit() throws IOException {
    // " ".join("a\nb\n".split("\n") + "c\n".split("\n")) is "a b  c ", eight characters less one.
    Path dev = Files.writeString(folder.resolve("dev"), "a\nb\n");
    Path devtest = Files.writeString(folder.resolve("devtest"), "c\n");
    assertEquals(
        HEADER + dev + "+" + devtest + "\tcodepoints\t1\t7\t7\t7\t7\t7\n",
        Cli.run("count", "--join", " ", "-t", "codepoints", dev, devtest).quietly());
    assertEquals(
        HEADER
            + "-\tcl100k_base\t1\t"
            + Tokenizers.named("cl100k_base").count("a\r, b, ")
            + "\t7\t7\t7\t7\n",
        Cli.withInput(Cli.utf8("a\r\nb\n"), "count", "--join", ", ", "-t", "cl100k_base", "-")
            .quietly());
  }

  @Test
  void countsEqualTheLengthOfEncodesOutput() {
    byte[] text = Cli.utf8("Straße\r\n\uFEFFx y\n\nनमस्ते 123456\n");
    String ids = Cli.withInput(text, "encode", "-t", "o200k_base").quietly();
    long tokens =
        ids.lines().filter(l -> !l.isEmpty()).mapToLong(l -> l.split(" ", -1).length).sum();
    String row =
        Cli.withInput(text, "count", "-t", "o200k_base", "-")
            .quietly()
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow();
    assertEquals(String.valueOf(tokens), row.split("\t", -1)[3]);
    assertEquals("4", row.split("\t", -1)[2]);
  }

  @Test
  void outputDoesNotDependOnTheLocale() throws IOException {
    Path file = Files.writeString(folder.resolve("çığ.txt"), "x\n".repeat(20_000));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(
          HEADER + file + "\tbytes\t20000\t20000\t20000\t20000\t20000\t20000\n",
          Cli.run("count", "-t", "bytes", file).quietly());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void jsonHoldsTheSameFigures() {
    String json = Cli.withInput(Cli.utf8("ab\n"), "count", "--json", "-t", "bytes", "-").quietly();
    assertEquals(
        "[{\"file\":\"-\",\"tokenizer\":\"bytes\",\"units\":1,\"tokens\":2,\"utf8_bytes\":2,"
            + "\"utf16_units\":2,\"code_points\":2,\"graphemes\":2}]",
        json.replaceAll("\\s", ""));
  }
}
