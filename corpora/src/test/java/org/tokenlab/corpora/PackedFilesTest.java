package org.tokenlab.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFilesTest {
  @TempDir Path folder;

  private static List<String> randomLines(Random random, int count) {
    String letters = "abc xyz äöü ßéñ каша 日本語 🙂🏽 ไทย";
    int[] points = letters.codePoints().toArray();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = random.nextInt(60); k > 0; k--) {
        line.appendCodePoint(points[random.nextInt(points.length)]);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static byte[] bytes(List<String> lines) {
    return String.join("", lines.stream().map(line -> line + "\n").toList()).getBytes(UTF_8);
  }

  private static List<String> read(Path path) throws IOException {
    List<String> documents = new ArrayList<>();
    Corpora.open(path, ReadOptions.lines()).forEach(documents::add);
    return documents;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void everyPackingGivesTheSameTextWhateverTheFileIsCalled(Packing packing) throws Exception {
    List<String> lines = randomLines(TestData.random(), 900);
    byte[] text = bytes(lines);
    byte[] packed = packing.pack(text);
    for (String name : List.of("text." + packing.ending, "noending", "wrong.txt")) {
      Path file = Files.write(folder.resolve(name), packed);
      List<String> documents = new ArrayList<>();
      try (DocumentReader reader = Corpora.open(file, ReadOptions.lines()).open()) {
        for (String d = reader.next(); d != null; d = reader.next()) {
          documents.add(d);
        }
        assertEquals(lines, documents);
        assertEquals(text.length, reader.bytesRead());
        assertEquals(sha256(text), reader.sha256());
        assertEquals(
            List.of(new SourceFile(file.toString(), text.length, sha256(text))), reader.sources());
      }
      try (DocumentReader reader = Corpora.open(file, ReadOptions.lines()).openUnhashed()) {
        documents.clear();
        for (String d = reader.next(); d != null; d = reader.next()) {
          documents.add(d);
        }
        assertEquals(lines, documents);
        assertEquals(text.length, reader.bytesRead());
        assertThrows(IllegalStateException.class, reader::sha256);
        assertThrows(IllegalStateException.class, reader::sources);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void concatenatedMembersAreOneText(Packing packing) throws Exception {
    List<String> lines = randomLines(TestData.random(), 900);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    byte[] text = bytes(lines);
    // Cut at a byte, not at a line: members need not end where characters do.
    members.write(packing.pack(Arrays.copyOfRange(text, 0, 3_001)));
    members.write(packing.pack(Arrays.copyOfRange(text, 3_001, 3_002)));
    members.write(packing.pack(Arrays.copyOfRange(text, 3_002, text.length)));
    Path file = Files.write(folder.resolve("members"), members.toByteArray());
    assertEquals(lines, read(file));
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
  void aFileCutShortIsAnErrorThatNamesItWhereverTheCutIs(Packing packing) throws Exception {
    Random random = TestData.random();
    byte[] packed = packing.pack(bytes(randomLines(random, 500)));
    for (int i = 0; i < 40; i++) {
      int cut = i == 0 ? packed.length - 1 : random.nextInt(packed.length - 1);
      Path file = Files.write(folder.resolve("cut." + packing.ending), Arrays.copyOf(packed, cut));
      CorpusException error =
          assertThrows(CorpusException.class, () -> read(file), () -> packing + " cut at " + cut);
      assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
  void aDamagedFileNeverGivesOtherText(Packing packing) throws Exception {
    Random random = TestData.random();
    List<String> lines = randomLines(random, 500);
    byte[] packed = packing.pack(bytes(lines));
    int refused = 0;
    for (int i = 0; i < 20; i++) {
      byte[] damaged = packed.clone();
      int at = packed.length / 4 + random.nextInt(packed.length / 2);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try {
        // A flipped bit may make a copy from another place that holds the same letters.
        assertEquals(lines, read(file), () -> packing + " damaged at " + at);
      } catch (CorpusException e) {
        refused++;
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      }
    }
    assertTrue(refused > 10, packing + " refused " + refused + " of 20 damaged files");
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void anArchiveIsReadFileByFileInItsOwnOrder(Packing packing) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("data/b.txt", "b1\nb2".getBytes(UTF_8));
    files.put("data/a.txt.gz", Packing.GZIP.pack("a1\n".getBytes(UTF_8)));
    files.put("data/.hidden", "no\n".getBytes(UTF_8));
    files.put("data/._b.txt", new byte[] {(byte) 0xFF});
    files.put("data/" + "long".repeat(60) + ".txt", "c1\n".getBytes(UTF_8));
    files.put("inner.tar", Packing.tar(Map.of("d.txt", "d1\n".getBytes(UTF_8))));
    Path file = Files.write(folder.resolve("archive.bin"), packing.pack(Packing.tar(files)));
    List<String> seen = new ArrayList<>();
    try (DocumentReader reader = Corpora.open(file, ReadOptions.lines()).open()) {
      for (String d = reader.next(); d != null; d = reader.next()) {
        seen.add(
            reader.source().substring(file.toString().length()) + ":" + reader.line() + ":" + d);
      }
      assertEquals(sha256("b1\nb2a1\nc1\nd1\n".getBytes(UTF_8)), reader.sha256());
    }
    assertEquals(
        List.of(
            "!data/b.txt:1:b1",
            "!data/b.txt:2:b2",
            "!data/a.txt.gz:1:a1",
            "!data/" + "long".repeat(60) + ".txt:1:c1",
            "!inner.tar!d.txt:1:d1"),
        seen);
  }

  @Test
  void aZstandardFileMayBeginWithASkippableFrame() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(HexFormat.of().parseHex("502a4d180400000001020304"));
    file.write(Packing.ZSTD.pack("text\n".getBytes(UTF_8)));
    assertEquals(List.of("text"), read(Files.write(folder.resolve("p.zst"), file.toByteArray())));
  }

  @Test
  void anArchiveCutShortIsAnErrorThatNamesTheFileInIt() throws Exception {
    byte[] tar = Packing.tar(Map.of("a.txt", "0123456789\n".repeat(500).getBytes(UTF_8)));
    Path file = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(tar, 3_000));
    String message = assertThrows(CorpusException.class, () -> read(file)).getMessage();
    assertTrue(message.startsWith(file + "!a.txt: damaged or cut short: the tar data"), message);
  }

  @Test
  void aFolderIsReadInTheOrderOfItsPathsWithoutHiddenFiles() throws Exception {
    Files.createDirectories(folder.resolve("b"));
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve("b/1.txt"), "in b\n");
    Files.writeString(folder.resolve("a.txt"), "in a\n");
    Files.writeString(folder.resolve("B.txt"), "in B\n");
    Files.write(folder.resolve("c.xz"), Packing.XZ.pack("in c\n".getBytes(UTF_8)));
    Files.writeString(folder.resolve(".git/config"), "no\n");
    Files.writeString(folder.resolve(".hidden"), "no\n");
    assertEquals(List.of("in B", "in a", "in b", "in c"), read(folder));
  }

  @Test
  void whatIsNotThereIsAnErrorOnOpening() throws IOException {
    Path missing = folder.resolve("missing.txt");
    ReadOptions lines = ReadOptions.lines();
    assertEquals(
        missing + ": no such file or folder.",
        assertThrows(CorpusException.class, () -> Corpora.open(missing, lines)).getMessage());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.writeString(empty.resolve(".hidden"), "no\n");
    String message =
        assertThrows(CorpusException.class, () -> Corpora.open(empty, lines)).getMessage();
    assertTrue(message.startsWith(empty + ": no readable file"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz", "zst", "lz4", "tar", "tgz"})
  void anEndingThatPromisesWhatTheBytesAreNotIsAnError(String ending) throws IOException {
    for (String content : List.of("", "plain text\n")) {
      Path file = Files.writeString(folder.resolve("text." + ending), content);
      String message = assertThrows(CorpusException.class, () -> read(file)).getMessage();
      assertTrue(message.startsWith(file + ": wanted "), message);
    }
  }

  @Test
  void containersThatAreNotReadAreNamed() throws IOException {
    Path file = Files.write(folder.resolve("text"), new byte[] {'P', 'K', 3, 4, 20, 0});
    String message = assertThrows(CorpusException.class, () -> read(file)).getMessage();
    assertTrue(message.contains("this is a zip archive"), message);
  }

  @Test
  void textThatBeginsLikeAFormatIsText() throws IOException {
    for (String text : List.of("BZh is a library", "7z is a program", "ustar", "BZh9")) {
      Path file = Files.writeString(folder.resolve("text"), text + "\n");
      assertEquals(List.of(text), read(file));
    }
  }
}
