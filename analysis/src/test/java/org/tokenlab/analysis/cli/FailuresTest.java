package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Bad input gets one clear line and no half-written output.
final class FailuresTest {
  @TempDir Path folder;

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("no such.txt");
    Cli.run("count", "-t", "bytes", missing).failed(ExitCode.FAILED, missing.toString());
    Cli.run("encode", "-t", "bytes", missing, "-o", folder.resolve("out"))
        .failed(ExitCode.FAILED, missing.toString());
    Cli.run("premiums", "-t", "bytes", missing).failed(ExitCode.FAILED, missing.toString());
    Cli.run("train", "bpe", "-v", 300, "-o", folder.resolve("m.json"), missing)
        .failed(ExitCode.FAILED, missing.toString());
    Cli.run("info", folder.resolve("m.json")).failed(ExitCode.FAILED, "m.json", "no such file");
  }

  @Test
  void anUnknownTokenizerGetsTheNearestName() {
    Cli.run("count", "-t", "cl100k", "-")
        .failed(ExitCode.WRONG_USAGE, "\"cl100k\"", "Did you mean cl100k_base?");
    Cli.run("encode", "-t", "codepoint").failed(ExitCode.WRONG_USAGE, "codepoints");
  }

  @Test
  void invalidUtf8IsPlacedByFileLineAndByte() throws IOException {
    Path file =
        Files.write(
            folder.resolve("bad.txt"), new byte[] {'a', '\n', 'b', (byte) 0xC3, 0x28, '\n'});
    Path out = Files.writeString(folder.resolve("out.ids"), "what stood here before");
    for (String command : List.of("count", "encode")) {
      Cli.run(command, "-t", "bytes", file)
          .failed(ExitCode.FAILED, file.toString(), "line 2", "byte 3", "UTF-8");
    }
    Cli.run("encode", "-t", "bytes", "-o", out, file).failed(ExitCode.FAILED, "line 2");
    assertEquals("what stood here before", Files.readString(out));
    Path model = folder.resolve("m.tiktoken");
    Cli.run("train", "bpe", "-v", 300, "-o", model, file).failed(ExitCode.FAILED, "line 2");
    assertEquals(List.of("bad.txt", "out.ids"), Cli.files(folder));
    Cli.run("encode", "-t", "codepoints", "--invalid", "replace", file).quietly();
  }

  @Test
  void aTruncatedXzFileIsNamed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(packed, new LZMA2Options(0))) {
      for (int i = 0; i < 30_000; i++) {
        xz.write(Cli.utf8(i * 7919L + " lines\n"));
      }
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path file = Files.write(folder.resolve("half.txt.xz"), half);
    Path out = folder.resolve("out.ids");
    Cli.run("encode", "-t", "bytes", "-o", out, file).failed(ExitCode.FAILED, file.toString());
    Cli.run("count", "-t", "bytes", file).failed(ExitCode.FAILED, file.toString());
    assertEquals(List.of("half.txt.xz"), Cli.files(folder));
  }

  @Test
  void wrongUsageIsOneLineThatPointsToHelp() {
    Cli.run("count", "-").failed(ExitCode.WRONG_USAGE, "--tokenizer", "tokenlab count --help");
    Cli.run("count", "-t", "bytes", "--joined", " ", "-")
        .failed(ExitCode.WRONG_USAGE, "--joined", "--join");
    Cli.run("cuont").failed(ExitCode.WRONG_USAGE, "cuont");
    Cli.run().failed(ExitCode.WRONG_USAGE, "tokenlab --help");
    Cli.run("count", "-t", "bytes", "--unit", "word", "-")
        .failed(ExitCode.WRONG_USAGE, "--unit", "word");
    Cli.run("count", "-t", "bytes", "-", "-").failed(ExitCode.WRONG_USAGE, "standard input");
    Cli.run("encode", "-t", "bytes", "--format", "xml").failed(ExitCode.WRONG_USAGE, "xml", "npy");
    Cli.run("encode", "-t", "bytes", "--threads", 0).failed(ExitCode.WRONG_USAGE, "--threads");
  }

  @Test
  void helpAndVersionAreNoErrors() {
    String help = Cli.run("--help").quietly();
    List<String> commands =
        help.substring(help.indexOf("Commands:"), help.indexOf("T is a path"))
            .lines()
            .filter(line -> line.matches("  [a-z].*"))
            .map(line -> line.trim().split(" ", 2)[0])
            .toList();
    assertTrue(commands.containsAll(List.of("premiums", "train", "study", "verify")), help);
    for (String command : commands) {
      assertTrue(
          Cli.run(command, "--help").quietly().startsWith("Usage: tokenlab " + command + " "));
      assertTrue(
          Cli.run("--debug", command, "--help").quietly().startsWith("Usage: tokenlab " + command));
    }
    assertTrue(Cli.run("--version").quietly().startsWith("tokenlab "));
  }

  @Test
  void aTokenizerWithoutIdsSaysSo() {
    Cli.withInput(Cli.utf8("a b\n"), "encode", "-t", "graphemes")
        .failed(ExitCode.FAILED, "graphemes", "no ids");
  }

  @Test
  void theStackTraceIsShownOnlyForDebug() {
    Cli.Result plain = Cli.run("count", "-t", "nothing", "-");
    assertFalse(plain.err().contains("\tat "));
    Cli.Result traced = Cli.run("count", "--debug", "-t", "nothing", "-");
    assertTrue(traced.err().contains("\tat "), traced.err());
    assertEquals(ExitCode.WRONG_USAGE, traced.code());
  }

  @Test
  void aFullDiskIsToldAsOne() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs /dev/full");
    for (List<String> command :
        List.of(
            List.of("encode", "-t", "bytes"),
            List.of("count", "-t", "bytes", "-"),
            List.of("info", "cl100k_base"),
            List.of("--help"))) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      try (OutputStream out = new FileOutputStream(full.toFile())) {
        int code =
            Main.run(
                command.toArray(String[]::new),
                new ByteArrayInputStream(new byte[1 << 20]),
                out,
                err);
        assertEquals(ExitCode.FAILED, code);
      }
      assertEquals(
          "tokenlab: standard output: No space left on device\n",
          err.toString(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void aReaderThatLeavesIsNoError() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PipedOutputStream pipe = new PipedOutputStream()) {
      new PipedInputStream(pipe).close();
      int code =
          Main.run(
              new String[] {"encode", "-t", "bytes"},
              new ByteArrayInputStream(new byte[1 << 20]),
              pipe,
              err);
      assertEquals(ExitCode.DONE, code);
    }
    assertEquals(0, err.size());
  }

  @Test
  void anUnwritableOutputIsToldBeforeTheWork() throws IOException {
    Path nowhere = folder.resolve("no/such/m.json");
    Cli.withInput(Cli.utf8("a\n"), "train", "bpe", "-v", 300, "-o", nowhere, "-")
        .failed(ExitCode.FAILED, nowhere.toString(), "does not exist");
    Cli.withInput(Cli.utf8("a\n"), "encode", "-t", "bytes", "-o", nowhere)
        .failed(ExitCode.FAILED, nowhere.toString(), "does not exist");
    Cli.withInput(Cli.utf8("a\n"), "encode", "-t", "bytes", "-o", folder)
        .failed(ExitCode.FAILED, folder.toString(), "folder");
  }
}
