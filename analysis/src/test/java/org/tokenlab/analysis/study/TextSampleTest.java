package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.study.TextSample.Identity;
import org.tokenlab.corpora.Corpora;
import org.tokenlab.corpora.Corpus;

class TextSampleTest {
  private static final List<String> DOCUMENTS =
      IntStream.range(0, 3000).mapToObj(i -> "é" + "x".repeat(i % 50) + i).toList();
  private static final List<Corpus> TEXT =
      List.of(
          Corpora.inMemory("a", DOCUMENTS.subList(0, 1000)),
          Corpora.inMemory("b", DOCUMENTS.subList(1000, 3000)));

  private static List<String> sample(long bytes, long seed) throws IOException {
    List<String> taken = new ArrayList<>();
    TextSample sample =
        TextSample.of(TEXT, Identity.of(TEXT).bytes(), OptionalLong.of(bytes), seed);
    try (SampleReader documents = sample.open()) {
      documents.forEachRemaining(taken::add);
    }
    assertEquals(bytes(taken), sample.bytes());
    return taken;
  }

  private static long bytes(List<String> documents) {
    return documents.stream().mapToLong(d -> d.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  @Test
  void aSampleFillsItsSizeUpToOneDocument() throws IOException {
    for (long wanted : new long[] {100, 1000, 20_000}) {
      long got = bytes(sample(wanted, 1));
      assertTrue(got <= wanted && got > wanted - 60, wanted + ": " + got);
    }
  }

  @Test
  void aSmallerSampleIsPartOfALargerOneAndKeepsTheOrder() throws IOException {
    List<String> small = sample(5_000, 3);
    List<String> large = sample(30_000, 3);
    assertTrue(large.containsAll(small));
    assertEquals(DOCUMENTS.stream().filter(large::contains).toList(), large);
  }

  @Test
  void aSampleComesFromEverywhereAndDependsOnTheSeed() throws IOException {
    List<String> sample = sample(30_000, 3);
    long early = sample.stream().filter(DOCUMENTS.subList(0, 1500)::contains).count();
    assertTrue(
        early > sample.size() * 0.4 && early < sample.size() * 0.6, early + " of " + sample.size());
    assertNotEquals(sample, sample(30_000, 4));
    assertEquals(sample, sample(30_000, 3));
  }

  @Test
  void aSizeThatTheTextDoesNotHaveGivesAllOfIt() throws IOException {
    assertEquals(DOCUMENTS, sample(10_000_000, 1));
  }

  @Test
  void theIdentityCoversEveryCorpusAndItsOrder() throws IOException {
    Identity identity = Identity.of(TEXT);
    assertEquals(bytes(DOCUMENTS), identity.bytes());
    assertNotEquals(identity.sha256(), Identity.of(TEXT.reversed()).sha256());
    assertNotEquals(identity.sha256(), Identity.of(TEXT.subList(0, 1)).sha256());
  }
}
