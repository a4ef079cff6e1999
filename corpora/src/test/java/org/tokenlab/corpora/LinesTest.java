package org.tokenlab.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.corpora.read.FileCorpus;

class LinesTest {
  /// Hands out as few bytes at a time as it likes.
  private static final class Trickle extends InputStream {
    private final InputStream in;
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, Math.min(length, 1 + random.nextInt(7)));
    }
  }

  private static List<String> read(InputStream in, ReadOptions options) throws IOException {
    List<String> documents = new ArrayList<>();
    FileCorpus.once(in, options).forEach(documents::add);
    return documents;
  }

  private static List<String> read(String text, ReadOptions options) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(UTF_8)), options);
  }

  /// Line by line as the documentation of [ReadOptions] says it, written the slow way.
  private static List<String> expected(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String last = lines.removeLast();
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    if (!last.isEmpty()) {
      lines.add(last);
    }
    return lines;
  }

  @Test
  void linesAreCutAsDocumentedWhereverTheReadsEnd() throws IOException {
    Random random = TestData.random();
    String[] parts = {
      "\n", "\n", "\r\n", "\r", "a", "é", "日", "🙂", "\u2028", "\u0085", "\uFFFD", "x y"
    };
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder("t");
      for (int k = random.nextInt(80); k > 0; k--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String string = text.toString();
      byte[] bytes = string.getBytes(UTF_8);
      assertEquals(expected(string), read(new Trickle(bytes, random), ReadOptions.lines()));
      assertEquals(
          Arrays.asList(string.split("\n", -1)),
          read(new Trickle(bytes, random), ReadOptions.rawLines()));
      assertEquals(List.of(string), read(new Trickle(bytes, random), ReadOptions.files()));
      assertEquals(
          expected(string).stream().filter(line -> !line.isEmpty()).toList(),
          read(new Trickle(bytes, random), ReadOptions.lines().withoutEmptyDocuments()));
    }
  }

  /// What a reader gives: its documents, and what ends them.
  private static List<String> reading(Corpus corpus, boolean blocks) throws IOException {
    List<String> found = new ArrayList<>();
    try (DocumentReader reader = corpus.open()) {
      try {
        if (blocks) {
          while (reader.next(new GatheringSink(found))) {}
        } else {
          for (String text = reader.next(); text != null; text = reader.next()) {
            found.add(text);
          }
        }
        found.add(reader.sha256() + " " + reader.sources());
      } catch (CorpusException e) {
        found.add(e.getMessage());
      }
      found.add(reader.source() + " " + reader.line());
    }
    return found;
  }

  @Test
  void documentsManyAtOnceAreThoseOneByOne() throws IOException {
    Random random = TestData.random();
    String[] parts = {"\n", "\n", "\r\n", "\r", "a", "é", "日", "🙂", "\uFFFD", "\uFEFF", "x y"};
    ReadOptions[] options = {
      ReadOptions.lines(),
      ReadOptions.lines().withoutEmptyDocuments(),
      ReadOptions.lines().withInvalid(ReadOptions.Invalid.REPLACE),
      ReadOptions.lines().withEncoding(java.nio.charset.StandardCharsets.ISO_8859_1),
      ReadOptions.rawLines(),
      ReadOptions.files()
    };
    for (int round = 0; round < 600; round++) {
      ByteBuffer text = ByteBuffer.allocate(400_000);
      int many = random.nextInt(50) == 0 ? 80_000 : random.nextInt(60);
      for (int k = 0; k < many; k++) {
        text.put(parts[random.nextInt(parts.length)].getBytes(UTF_8));
      }
      for (int k = random.nextInt(3) - 1; k > 0 && many > 0; k--) {
        text.put(random.nextInt(text.position()), (byte) (0x80 + random.nextInt(0x80)));
      }
      byte[] bytes = Arrays.copyOf(text.array(), text.position());
      for (ReadOptions option : options) {
        boolean trickles = many < 1000 && random.nextBoolean();
        List<List<String>> ways = new ArrayList<>();
        for (boolean blocks : new boolean[] {false, true}) {
          InputStream in = new ByteArrayInputStream(bytes);
          ways.add(
              reading(FileCorpus.once(trickles ? new Trickle(bytes, random) : in, option), blocks));
        }
        assertEquals(ways.get(0), ways.get(1), option::toString);
      }
    }
  }

  @Test
  void anEmptyFileHasNoLinesButOneRawLine() throws IOException {
    assertEquals(List.of(), read("", ReadOptions.lines()));
    assertEquals(List.of(""), read("", ReadOptions.rawLines()));
    assertEquals(List.of(""), read("", ReadOptions.files()));
    assertEquals(List.of("", ""), read("\n", ReadOptions.rawLines()));
    assertEquals(List.of(""), read("\n", ReadOptions.lines()));
  }

  @Test
  void aByteOrderMarkIsDroppedExceptFromRawLines() throws IOException {
    assertEquals(List.of("a", "\uFEFFb"), read("\uFEFFa\n\uFEFFb\n", ReadOptions.lines()));
    assertEquals(List.of("a\n"), read("\uFEFFa\n", ReadOptions.files()));
    assertEquals(List.of("\uFEFFa", ""), read("\uFEFFa\n", ReadOptions.rawLines()));
  }

  @Test
  void invalidBytesAreReportedWhereTheJdksStrictDecoderStops() throws IOException {
    Random random = TestData.random();
    byte[][] parts = {
      "a".getBytes(UTF_8),
      "é".getBytes(UTF_8),
      "日".getBytes(UTF_8),
      "🙂".getBytes(UTF_8),
      "\n".getBytes(UTF_8),
      {(byte) 0x80},
      {(byte) 0xC3},
      {(byte) 0xE2, (byte) 0x82},
      {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
      {(byte) 0xF0, (byte) 0x9F},
      {(byte) 0xFF},
      {(byte) 0xC0, (byte) 0x80},
      {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
    };
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      ByteBuffer text = ByteBuffer.allocate(100);
      text.put((byte) 't');
      for (int k = random.nextInt(12); k > 0; k--) {
        text.put(parts[random.nextInt(parts.length)]);
      }
      byte[] bytes = Arrays.copyOf(text.array(), text.position());
      CharsetDecoder decoder = UTF_8.newDecoder();
      ByteBuffer in = ByteBuffer.wrap(bytes);
      CoderResult result = decoder.decode(in, CharBuffer.allocate(200), true);
      if (!result.isError()) {
        assertEquals(
            List.of(new String(bytes, UTF_8)),
            read(new Trickle(bytes, random), ReadOptions.files()));
        continue;
      }
      refused++;
      long line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      String place = "-: line " + line + ", byte " + in.position() + ": not UTF-8 (0x";
      for (ReadOptions options : List.of(ReadOptions.lines(), ReadOptions.files())) {
        String message =
            assertThrows(CorpusException.class, () -> read(new Trickle(bytes, random), options))
                .getMessage();
        assertTrue(message.startsWith(place), message + " should start with " + place);
      }
      assertEquals(
          List.of(new String(bytes, UTF_8)),
          read(
              new Trickle(bytes, random),
              ReadOptions.files().withInvalid(ReadOptions.Invalid.REPLACE)));
    }
    assertTrue(refused > 500, "random bytes were refused " + refused + " times");
  }

  @Test
  void theMessageForInvalidBytesShowsThemAndSaysWhatHelps() {
    byte[] bytes = ("ok\n" + "x".repeat(50_000) + "?(\n").getBytes(UTF_8);
    bytes[50_003] = (byte) 0xC3;
    assertEquals(
        "-: line 2, byte 50,003: not UTF-8 (0xC3 0x28). Pass --encoding if the file is in another encoding, or"
            + " --invalid=replace.",
        assertThrows(
                CorpusException.class,
                () -> read(new ByteArrayInputStream(bytes), ReadOptions.lines()))
            .getMessage());
  }

  @Test
  void utf16TakenForUtf8IsRecognised() {
    byte[] bytes = {(byte) 0xFF, (byte) 0xFE, 'a', 0};
    String message =
        assertThrows(
                CorpusException.class,
                () -> read(new ByteArrayInputStream(bytes), ReadOptions.lines()))
            .getMessage();
    assertTrue(message.contains("pass --encoding UTF-16"), message);
  }

  @Test
  void otherEncodingsGiveTheSameLinesWhereverTheReadsEnd() throws IOException {
    Random random = TestData.random();
    String russian = "Привет\r\nмир\n\nпоследняя".repeat(9_000);
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-32", "windows-1251", "GB18030")) {
      byte[] bytes = russian.getBytes(Charset.forName(name));
      assertEquals(
          expected(russian),
          read(new Trickle(bytes, random), ReadOptions.lines().withEncoding(name)),
          name);
    }
    String emoji = "🙂🏽".repeat(20_000) + "\n";
    assertEquals(
        List.of(emoji.strip()),
        read(
            new Trickle(emoji.getBytes(Charset.forName("UTF-16BE")), random),
            ReadOptions.lines().withEncoding("UTF-16BE")));
  }

  @Test
  void bytesThatAreNotInTheOtherEncodingAreReportedWithTheirPlace() {
    byte[] bytes = {'a', '\n', 'b', (byte) 0x82, (byte) 0x20, '\n'};
    ReadOptions options = ReadOptions.lines().withEncoding("Shift_JIS");
    String message =
        assertThrows(CorpusException.class, () -> read(new ByteArrayInputStream(bytes), options))
            .getMessage();
    assertTrue(message.startsWith("-: line 2, byte 3: not Shift_JIS (0x82"), message);
  }

  @Test
  void anUnknownEncodingIsRefusedWithTheNearestName() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> ReadOptions.lines().withEncoding("utf-88"))
            .getMessage();
    assertTrue(message.contains("Did you mean UTF-8"), message);
  }

  @Test
  void aLineOf100MegabytesIsOneDocument() throws IOException {
    long length = 100_000_000;
    InputStream in =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at > length ? -1 : at++ == length ? '\n' : 'x';
          }

          @Override
          public int read(byte[] buffer, int offset, int count) {
            int n = (int) Math.min(count, length + 1 - at);
            if (n <= 0) {
              return -1;
            }
            Arrays.fill(buffer, offset, offset + n, (byte) 'x');
            at += n;
            if (at == length + 1) {
              buffer[offset + n - 1] = '\n';
            }
            return n;
          }
        };
    try (DocumentReader reader = FileCorpus.once(in, ReadOptions.lines()).open()) {
      String document = reader.next();
      assertEquals(length, document == null ? -1 : document.length());
      assertNull(reader.next());
      assertEquals(length + 1, reader.bytesRead());
    }
  }

  @Test
  void aStreamIsReadOnce() throws IOException {
    Corpus corpus = FileCorpus.once(new ByteArrayInputStream(new byte[0]), ReadOptions.lines());
    corpus.open().close();
    assertThrows(CorpusException.class, corpus::open);
  }

  @Test
  void theStreamOfDocumentsIsTheReadersDocuments() throws IOException {
    Corpus corpus = Corpora.inMemory("two", List.of("a", "", "b"));
    try (var documents = corpus.documents()) {
      assertEquals(List.of("a", "", "b"), documents.toList());
    }
    List<SourceFile> sources = corpus.forEach(document -> {});
    assertEquals(5, sources.getFirst().bytes());
  }
}
