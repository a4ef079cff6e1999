package org.tokenlab.jmh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.wordpool.WordPooling;
import org.tokenlab.training.BpeTraining;

/// What the benchmarks time is right.
class BenchmarkAnswersTest {
  private static final int SIZE = 400_000;

  @ParameterizedTest
  @CsvSource({
    "english, cl100k_base", "english, o200k_base", "code, cl100k_base",
    "code, o200k_base", "languages, cl100k_base", "languages, o200k_base"
  })
  void bothSidesGiveTheSameIdsOnEveryDocument(String text, String tokenizer) throws IOException {
    needsSourcesFor(text);
    EncodeBenchmark benchmark = new EncodeBenchmark();
    benchmark.text = text;
    benchmark.tokenizer = tokenizer;
    benchmark.size = SIZE;
    benchmark.load();
    assertTrue(benchmark.documents().size() > 20);
    for (String document : benchmark.documents()) {
      assertArrayEquals(benchmark.theirIds(document), benchmark.ourIds(document), document);
    }
  }

  @Test
  void pooledVectorsAreComparedNumberByNumber() {
    PoolingBenchmark benchmark = new PoolingBenchmark();
    benchmark.make(); // which compares them
    float[] maxima = WordPooling.max(benchmark.vectors, benchmark.width, benchmark.starts);
    maxima[maxima.length - 1] += 0.001f;
    assertThrows(IllegalStateException.class, () -> benchmark.requireMaxima(maxima));
    float[] pooled =
        WordPooling.attention(
            benchmark.vectors,
            benchmark.width,
            benchmark.starts,
            benchmark.queries,
            PoolingBenchmark.QUERIES);
    pooled[pooled.length / 2] += 0.001f;
    assertThrows(IllegalStateException.class, () -> benchmark.requireAttention(pooled));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cl100k_base", "o200k_base"})
  void everyWayToLoadGivesTheSameIds(String tokenizer) throws IOException {
    LoadBenchmark benchmark = new LoadBenchmark();
    benchmark.tokenizer = tokenizer;
    try {
      benchmark.write(); // which compares them
      assertEquals(5, benchmark.ids().size());
    } finally {
      benchmark.delete();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"english", "code", "languages"})
  void allWaysToSplitGiveTheSamePieces(String text) throws IOException {
    needsSourcesFor(text);
    for (SplitPattern pattern : SplitPattern.values()) {
      ScanBenchmark benchmark = new ScanBenchmark();
      benchmark.text = text;
      benchmark.pattern = pattern.id();
      benchmark.size = SIZE;
      benchmark.load(); // compares
      ScanBenchmark.Split split = new ScanBenchmark.Split();
      assertEquals(benchmark.scalar(split), benchmark.blocks(split));
      assertTrue(split.bytes > SIZE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"english", "code", "languages"})
  void theTextHasTheSizeAskedForInWholeCharacters(String text) throws IOException {
    needsSourcesFor(text);
    List<String> documents = BenchmarkText.documents(text, SIZE);
    long bytes = BenchmarkText.utf8Bytes(documents);
    assertTrue(bytes >= SIZE && bytes < SIZE + 4 * 4097, () -> bytes + " bytes");
    for (String document : documents) {
      byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
      assertEquals(document, new String(utf8, StandardCharsets.UTF_8));
    }
  }

  @Test
  void trainingReachesItsSizeAndIsTheSameAtAnyNumberOfThreads() throws IOException {
    TrainBenchmark benchmark = new TrainBenchmark();
    benchmark.text = "languages";
    benchmark.size = SIZE;
    benchmark.vocabularySize = 2_000;
    benchmark.load();
    BpeTraining one = benchmark.train();
    benchmark.threads = 2;
    BpeTraining two = benchmark.train();
    assertEquals(2_000, one.vocabularySize());
    assertEquals(one.merges().size(), two.merges().size());
    for (int rank = 0; rank < one.merges().size(); rank++) {
      assertEquals(one.merges().left(rank), two.merges().left(rank));
      assertEquals(one.merges().right(rank), two.merges().right(rank));
    }

    // The trainer's own count of tokens against an encoder that knows nothing of the training.
    Tokenizer tokenizer = one.tokenizer("trained");
    long tokens = 0;
    for (String document : BenchmarkText.documents("languages", SIZE)) {
      int[] ids = tokenizer.encodeOrdinary(document);
      assertEquals(document, tokenizer.decode(ids));
      tokens += ids.length;
    }
    assertEquals(one.corpusTokens(), tokens);
  }

  private static void needsSourcesFor(String text) {
    assumeTrue(
        text.equals("languages") || Files.exists(BenchmarkText.sourceArchive()),
        "skipped: this JDK came without its sources, " + BenchmarkText.sourceArchive());
  }
}
