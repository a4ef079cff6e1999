package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.Tokenizers;

final class EncodeDecodeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "a",
        "a\n",
        "a\n\n",
        "\na",
        "Straße\r\nनमस्ते\n\n \t\n🙂👍🏽\n",
        "\uFEFFa\r",
        "\u2028 \u0085 \u000B\nx",
        "<|endoftext|>\n"
      })
  void decodeAfterEncodeGivesBackTheInput(String text) {
    byte[] input = Cli.utf8(text);
    Cli.Result ids = Cli.withInput(input, "encode", "-t", "cl100k_base");
    ids.quietly();
    assertEquals(text.chars().filter(c -> c == '\n').count(), newlines(ids.out()));
    assertArrayEquals(
        input, Cli.withInput(ids.bytes(), "decode", "-t", "cl100k_base", "-").bytes());
    Cli.Result json = Cli.withInput(input, "encode", "-t", "o200k_base", "--format", "jsonl");
    Cli.Result texts =
        Cli.withInput(json.bytes(), "decode", "-t", "o200k_base", "--format", "jsonl");
    assertEquals(newlines(text), newlines(texts.out()));
  }

  private static long newlines(String text) {
    return text.chars().filter(c -> c == '\n').count();
  }

  @Test
  void manyLinesKeepTheirOrderOnAnyNumberOfThreads() throws IOException {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    List<String> lines =
        random
            .ints(30_000, 0, 40)
            .mapToObj(words ->
                random
                    .ints(words, 0, 3000)
                    .mapToObj(w -> Integer.toString(w, 36) + (w % 7 == 0 ? "ß語" : ""))
                    .collect(Collectors.joining(" ")))
            .toList();
    byte[] input = Cli.utf8(String.join("\n", lines));
    String wanted =
        lines.stream()
            .map(line -> joined(Tokenizers.named("r50k_base").encodeOrdinary(line)))
            .collect(Collectors.joining("\n"));
    for (int threads : new int[] {1, 2, 5}) {
      Cli.Result ids = Cli.withInput(input, "encode", "-t", "r50k_base", "--threads", threads);
      assertEquals(wanted, ids.quietly(), "threads " + threads + ", seed " + seed);
      assertArrayEquals(
          input,
          Cli.withInput(ids.bytes(), "decode", "-t", "r50k_base", "--threads", threads).bytes());
    }
  }

  private static String joined(int[] ids) {
    return Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  @Test
  void aFileWithoutLastLineFeedDoesNotRunIntoTheNext() throws IOException {
    Path first = Files.writeString(folder.resolve("a"), "x\ny");
    Path second = Files.writeString(folder.resolve("b"), "z");
    Path empty = Files.writeString(folder.resolve("c"), "");
    assertEquals(
        "120\n121\n122",
        Cli.run("encode", "-t", "codepoints", first, empty, second, empty).quietly());
  }

  @Test
  void compressedInputIsReadAsItsContent() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Cli.utf8("hé\n"));
    }
    Path file = Files.write(folder.resolve("a.gz"), packed.toByteArray());
    assertEquals("104 233\n", Cli.run("encode", "-t", "codepoints", file).quietly());
    assertEquals(
        "104 233\n", Cli.withInput(packed.toByteArray(), "encode", "-t", "codepoints").quietly());
  }

  @Test
  void aFileCanBeOneUnit() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "a\nb\n");
    assertEquals(
        "97 10 98 10\n", Cli.run("encode", "-t", "bytes", "--unit", "file", file).quietly());
    byte[] ids = Cli.utf8("97 10 98 10\n");
    assertEquals(
        "{\"text\":\"a\\nb\\n\"}\n",
        Cli.withInput(
                Cli.utf8("{\"ids\":[97,10,98,10]}\n"), "decode", "-t", "bytes", "--format", "jsonl")
            .quietly());
    assertEquals("a\nb\n\n", Cli.withInput(ids, "decode", "-t", "bytes").quietly());
  }

  @Test
  void aFieldOfJsonLinesCanBeTheUnit() {
    byte[] lines = Cli.utf8("{\"id\":1,\"text\":\"a\\nb\"}\n\n{\"text\":\"\"}\n{\"text\":\"é\"}");
    assertEquals(
        "97 10 98\n\n233\n",
        Cli.withInput(lines, "encode", "-t", "codepoints", "--field", "text").quietly());
    Cli.withInput(lines, "encode", "-t", "codepoints", "--field", "texts")
        .failed(ExitCode.FAILED, "line 1", "texts");
  }

  @Test
  void arraysHoldTheIds() throws IOException {
    byte[] text = Cli.utf8("abc\n\nde");
    byte[] flat = Cli.withInput(text, "encode", "-t", "bytes", "--format", "bin").bytes();
    assertArrayEquals(new int[] {97, 98, 99, 100, 101}, ints(flat, 0));

    byte[] npy = Cli.withInput(text, "encode", "-t", "bytes", "--format", "npy").bytes();
    assertEquals("(5,)", shape(npy));
    assertArrayEquals(new int[] {97, 98, 99, 100, 101}, ints(npy, 128));

    Path file = folder.resolve("ids.npy");
    Cli.withInput(
            text,
            "encode",
            "-t",
            "bytes",
            "--format",
            "npy",
            "--max-tokens",
            2,
            "--pad-id",
            7,
            "-o",
            file)
        .quietly();
    byte[] padded = Files.readAllBytes(file);
    assertEquals("(3, 2)", shape(padded));
    assertArrayEquals(new int[] {97, 98, 7, 7, 100, 101}, ints(padded, 128));
    assertEquals(List.of("ids.npy"), Cli.files(folder));
  }

  private static String shape(byte[] npy) {
    assertEquals((byte) 0x93, npy[0]);
    assertEquals("NUMPY", new String(npy, 1, 5, StandardCharsets.ISO_8859_1));
    assertEquals(118, npy[8]);
    String header = new String(npy, 10, 118, StandardCharsets.ISO_8859_1);
    assertTrue(header.startsWith("{'descr': '<i4', 'fortran_order': False, 'shape': "), header);
    assertTrue(header.endsWith("\n"));
    return header.substring(header.indexOf('('), header.indexOf(')') + 1);
  }

  private static int[] ints(byte[] bytes, int from) {
    ByteBuffer buffer =
        ByteBuffer.wrap(bytes, from, bytes.length - from).order(ByteOrder.LITTLE_ENDIAN);
    int[] ints = new int[buffer.remaining() / 4];
    buffer.asIntBuffer().get(ints);
    return ints;
  }

  @Test
  void unitsAreCutAndPaddedOnlyWhenAsked() {
    byte[] text = Cli.utf8("abc\n\n");
    assertEquals(
        "97 98\n\n", Cli.withInput(text, "encode", "-t", "bytes", "--max-tokens", 2).quietly());
    assertEquals(
        "97 98 99 0\n0 0 0 0\n",
        Cli.withInput(text, "encode", "-t", "bytes", "--max-tokens", 4, "--pad-id", 0).quietly());
    Cli.run("encode", "-t", "bytes", "--pad-id", 0).failed(ExitCode.WRONG_USAGE, "--max-tokens");
    Cli.run("encode", "-t", "cl100k_base", "--pad", "--max-tokens", 3)
        .failed(ExitCode.WRONG_USAGE, "cl100k_base has no padding token", "--pad-id");
  }

  @Test
  void whatIsNoIdIsToldWithItsLine() {
    Cli.withInput(Cli.utf8("1 2\n3 x4\n"), "decode", "-t", "bytes")
        .failed(ExitCode.FAILED, "line 2", "x4");
    Cli.withInput(Cli.utf8("1\n2\n300\n"), "decode", "-t", "bytes")
        .failed(ExitCode.FAILED, "line 3", "300");
    Cli.withInput(Cli.utf8("{\"ids\":[1,\"a\"]}"), "decode", "-t", "bytes", "--format", "jsonl")
        .failed(ExitCode.FAILED, "line 1");
    Cli.withInput(Cli.utf8("{\"ids\":[1"), "decode", "-t", "bytes", "--format", "jsonl")
        .failed(ExitCode.FAILED, "line 1", "JSON");
  }

  @Test
  void bytesThatAreNotUtf8ComeOutAsTheyAre() {
    assertArrayEquals(
        new byte[] {(byte) 0xC3, (byte) 0xFF, '\n'},
        Cli.withInput(Cli.utf8("195 255\n"), "decode", "-t", "bytes").bytes());
  }
}
