package org.tokenlab.tokenizers.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.ReferenceData;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// What holds for a tokenizer of any family: it may be shared by threads, and streams in fixed
/// memory.
final class FamiliesTest {
  private static final int TEXTS = 600;

  static final List<String> FAMILIES =
      List.of(
          "cl100k_base",
          "kimi_k2",
          "hf_modernbert",
          "superbpe_200k",
          "hf_mistral_v0.3",
          "hf_clip_base",
          "gpt1_files",
          "hf_bert_base_uncased",
          "hf_xlnet_base_cased",
          "sp_mistral_v3",
          "sp_xlnet");

  @TempDir static Path folder;

  private static Tokenizer load(String name) throws IOException {
    return Tokenizers.names().contains(name)
        ? Tokenizers.named(name)
        : JudgedVocabulary.named(name).load(ReferenceData.file("vocab").getParent(), folder);
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void manyThreadsGiveTheIdsOfOne(String name) throws Exception {
    Tokenizer tokenizer = load(name);
    SplittableRandom random = TestSeed.random("threads" + name);
    List<String> texts = new ArrayList<>();
    List<int[]> wanted = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      texts.add(RandomText.next(random, 40));
      wanted.add(tokenizer.encodeOrdinary(texts.getLast()));
    }
    try (ExecutorService platform = Executors.newFixedThreadPool(16);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> tasks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        SplittableRandom own = random.split();
        Runnable task = () -> assertSameIds(tokenizer, texts, wanted, own);
        tasks.add((i % 2 == 0 ? platform : virtual).submit(task));
      }
      for (Future<?> task : tasks) {
        try {
          task.get();
        } catch (ExecutionException e) {
          throw new AssertionError(TestSeed.replayLine(), e.getCause());
        }
      }
    }
  }

  private static void assertSameIds(
      Tokenizer tokenizer, List<String> texts, List<int[]> wanted, SplittableRandom random) {
    for (int i = 0; i < TEXTS; i++) {
      int text = random.nextInt(TEXTS);
      switch (random.nextInt(3)) {
        case 0 -> assertArrayEquals(wanted.get(text), tokenizer.encodeOrdinary(texts.get(text)));
        case 1 -> assertArrayEquals(wanted.get(text), tokenizer.encode(texts.get(text)).ids());
        default -> assertEquals(wanted.get(text).length, tokenizer.count(texts.get(text)));
      }
    }
  }

  /// 128 MB of text; encoded, they are more ids than the bound allows to keep.
  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(strings = {"cl100k_base", "sp_mistral_v3"})
  void aLongStreamNeedsNoMoreMemoryThanAShortOne(String name) throws IOException {
    Tokenizer tokenizer = load(name);
    PeriodicStream stream = new PeriodicStream(7, 1 << 20);
    int times = 128;
    long[] used = new long[2];
    int[] done = {0};
    PeriodicStream.Tally streamed =
        stream.streamed(
            tokenizer,
            times,
            () -> {
              done[0]++;
              if (done[0] == 8 || done[0] == times) {
                used[done[0] == 8 ? 0 : 1] = heap();
              }
            });
    assertEquals(stream.expected(tokenizer, times), streamed);
    assertTrue(
        used[1] - used[0] < 16 << 20, "heap grew from " + used[0] + " to " + used[1] + " bytes");
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void aStreamGivesTheIdsOfTheWhole(String name) throws IOException {
    Tokenizer tokenizer = load(name);
    PeriodicStream stream = new PeriodicStream(11, 1 << 17);
    assertEquals(
        stream.expected(tokenizer, 2), stream.streamed(tokenizer, 2, () -> {}), "streamed twice");
  }
}
