package org.tokenlab.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
  @TempDir Path folder;

  private Corpus corpus(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return Corpora.open(file, ReadOptions.lines());
  }

  @Test
  void corporaFollowOneAnother() throws IOException {
    List<String> lines = List.of("one", "größe", "", "日本", "😀 four");
    List<Corpus> corpora =
        List.of(
            corpus("a.txt", "one\ngröße\n\n"),
            corpus("empty.txt", ""),
            corpus("b.txt", "日本\n😀 four\n"));
    List<String> found = new ArrayList<>();
    try (Documents documents = new Documents(corpora)) {
      documents.forEachRemaining(found::add);
      assertEquals(lines, found);
      assertEquals(
          String.join("", lines).getBytes(StandardCharsets.UTF_8).length, documents.bytes());
      assertFalse(documents.hasNext());
      assertThrows(NoSuchElementException.class, documents::next);
    }
    try (Documents documents = new Documents(corpora)) {
      assertTrue(documents.hasNext()); // one that is ahead comes first
      List<String> inBlocks = new ArrayList<>();
      DocumentSink sink = new GatheringSink(inBlocks);
      while (documents.next(sink)) {}
      assertEquals(lines, inBlocks);
      assertEquals(
          String.join("", lines).getBytes(StandardCharsets.UTF_8).length, documents.bytes());
      assertFalse(documents.hasNext());
    }
    try (Stream<String> stream = corpora.getFirst().documents()) {
      assertEquals(lines.subList(0, 3), stream.toList());
    }
  }

  @Test
  void whatCannotBeReadStopsWithItsPlace() throws IOException {
    Path bad = folder.resolve("bad.txt");
    Files.write(bad, new byte[] {'a', '\n', (byte) 0xFF, '\n'});
    try (Documents documents =
        new Documents(List.of(Corpora.open(bad, ReadOptions.lines()), corpus("c.txt", "c\n")))) {
      assertEquals("a", documents.next());
      UncheckedIOException e = assertThrows(UncheckedIOException.class, documents::next);
      assertTrue(e.getMessage().contains("bad.txt"), e.getMessage());
    }
  }
}
