package org.tokenlab.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceSetsTest {
  @Test
  void floresDevHas204LanguagesOf997Sentences() throws IOException {
    Path flores = TestData.folder("flores200");
    ParallelCorpus corpus = ParallelCorpora.open(flores);
    assertEquals(204, corpus.languages().size());
    assertEquals(997, corpus.items());
    assertEquals(997, corpus.common(corpus.languages()).cardinality());
    // The published recipe counts the empty string after the last line end, too.
    List<String> raw = new ArrayList<>();
    Corpora.open(flores.resolve("dev/eng_Latn.dev"), ReadOptions.rawLines()).forEach(raw::add);
    assertEquals(998, raw.size());
    assertEquals("", raw.getLast());
    assertTrue(corpus.sha256(LanguageScript.parse("eng_Latn")).startsWith("51a25f52"));
  }

  @Test
  void theDeclarationHasEveryFileUnderItsOwnName() throws IOException {
    ParallelCorpus corpus = ParallelCorpora.open(TestData.folder("udhr"));
    assertEquals(532, corpus.languages().size());
    assertEquals("t", corpus.key(0));
    assertEquals(
        "Universal Declaration of Human Rights", corpus.item(LanguageScript.parse("eng_Latn"), 0));
    List<String> german =
        corpus.languages().stream()
            .map(LanguageScript::toString)
            .filter(l -> l.startsWith("deu"))
            .toList();
    assertEquals(List.of("deu_Latn_1901", "deu_Latn_1996"), german);
    // The set's own index counts each file's paragraphs.
    List<String> counts = new ArrayList<>();
    Corpora.open(TestData.folder("udhr/INDEX.tsv"), ReadOptions.tsvColumn("paragraphs"))
        .forEach(counts::add);
    assertEquals(
        counts.stream().mapToInt(Integer::parseInt).sum(),
        corpus.languages().stream().mapToInt(corpus::items).sum());
  }

  @Test
  void bibleVersesThatAreMergedOrAbsentAreLackingAndNoOthers() throws IOException {
    Path folder = TestData.folder("bible-nt");
    ParallelCorpus corpus = ParallelCorpora.open(folder);
    assertEquals(78, corpus.languages().size());
    List<String> lines = Files.readAllLines(folder.resolve("ebible_jpn-jpn1965.txt"));
    LanguageScript japanese = LanguageScript.parse("jpn_Jpan_jpn1965");
    int merged = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean mergedInto = i + 1 < lines.size() && lines.get(i + 1).equals("<range>");
      if (line.isEmpty() || line.equals("<range>") || mergedInto) {
        assertNull(corpus.item(japanese, i));
        merged++;
      } else {
        assertEquals(line, corpus.item(japanese, i));
      }
    }
    assertTrue(merged > 19, "19 verses are merged into another; lacking: " + merged);
  }
}
