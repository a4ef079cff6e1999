package org.tokenlab.analysis.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordFileTest {
  private static List<DataRecord> read(String name, String text) throws IOException {
    return RecordFile.read(new BufferedReader(new StringReader(text)), name);
  }

  @Test
  void csvKeepsWhatIsQuoted() throws IOException {
    List<DataRecord> records =
        read("a.csv", "\uFEFF,a,b\r\n0,\"x,\n\"\"y\"\"\",\r\n\n1,z,\"\"\n2,\"q\",w");
    assertEquals(3, records.size());
    assertEquals(Map.of("a", "x,\n\"y\"", "b", ""), records.get(0).values());
    assertEquals("a.csv: line 2", records.get(0).place());
    assertEquals(Map.of("a", "z", "b", ""), records.get(1).values());
    assertEquals("a.csv: line 5", records.get(1).place());
    assertEquals(Map.of("a", "q", "b", "w"), records.get(2).values());
    assertEquals(List.of(), read("a.csv", ""));
  }

  @Test
  void tsvTakesQuotationMarksAsTheyAre() throws IOException {
    assertEquals(Map.of("a", "\"x", "b", "y"), read("a.tsv", "a\tb\n\"x\ty\n").getFirst().values());
  }

  @Test
  void jsonLinesHaveStringsNumbersAndBooleans() throws IOException {
    DataRecord entry =
        read("a.jsonl", "\n{\"s\":\"x\",\"n\":1.5,\"t\":true,\"z\":null,\"o\":{\"s\":1}}\n")
            .getFirst();
    assertEquals("a.jsonl: line 2", entry.place());
    assertEquals("x", entry.text("s"));
    assertEquals(1.5, entry.number("n"));
    assertTrue(entry.flag("t"));
    assertTrue(entry.find("z").isEmpty());
    assertTrue(entry.findNumber("z").isEmpty());
    assertThrows(IOException.class, () -> entry.text("z"));
    assertThrows(IOException.class, () -> entry.number("s"));
    assertThrows(IOException.class, () -> entry.flag("s"));
    assertFalse(new DataRecord("p", Map.of("f", "False")).flag("f"));
  }

  @Test
  void filesThatAreNotWhatTheyShouldBeAreRefused(@TempDir Path folder) throws IOException {
    assertThrows(IOException.class, () -> read("a.txt", "x"));
    assertThrows(IOException.class, () -> read("a.tsv", "a\tb\n1\n"));
    assertThrows(IOException.class, () -> read("a.csv", "a\n\"x"));
    assertThrows(IOException.class, () -> read("a.csv", "a\n\"x\"y\n"));
    assertThrows(IOException.class, () -> read("a.jsonl", "[1]"));
    assertThrows(IOException.class, () -> read("a.jsonl", "{} {}"));
    assertThrows(IOException.class, () -> read("a.jsonl", "{\"a\":"));
    Path latin = Files.write(folder.resolve("a.tsv"), new byte[] {'a', '\n', (byte) 0xE9, '\n'});
    assertThrows(IOException.class, () -> RecordFile.read(latin));
  }
}
