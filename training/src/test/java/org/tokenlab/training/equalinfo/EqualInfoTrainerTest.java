package org.tokenlab.training.equalinfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.equalinfo.ContextTree;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.internal.PacedListener;

/// Counting against plain maps, and what must not change the model.
final class EqualInfoTrainerTest {
  /// Lines of words that follow each other by chance, the same words again and again.
  private static List<String> texts(Random random, int lines) {
    String[] words = new String[40];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = 1 + random.nextInt(7); k > 0; k--) {
        word.append("etaoinshrdluöя".charAt(low(random, 14)));
      }
      words[i] = word.toString();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = random.nextInt(12); k > 0; k--) {
        line.append(words[low(random, 40)]).append(' ');
      }
      texts.add(line.toString());
    }
    return texts;
  }

  /// A number below `limit`, rather a small one.
  private static int low(Random random, int limit) {
    int first = random.nextInt(limit);
    int second = random.nextInt(limit);
    return Math.min(first, second);
  }

  @Test
  void threadsAndPartsDontShow() {
    List<String> texts = texts(TestSeed.random("threads"), 300);
    for (int windowBits : new int[] {16, 64}) {
      EqualInfoTraining one = trainer(windowBits).threads(1).build().train(texts.iterator());
      EqualInfoTraining three = trainer(windowBits).threads(3).build().train(texts.iterator());
      assertEquals(one.contexts(), three.contexts());
      EqualInfoTraining small =
          trainer(windowBits).order(2).partSize(100).threads(3).build().train(texts.iterator());
      EqualInfoTraining large = trainer(windowBits).order(2).build().train(texts.iterator());
      assertEquals(large.contexts().suffixes(), small.contexts().suffixes());
    }
  }

  private static EqualInfoTrainer.Builder trainer(int windowBits) {
    return EqualInfoTrainer.builder(windowBits, 8).order(4).minimumGain(2).partSize(2_000);
  }

  @Test
  void contextsAndWeightsAreThoseOfPlainMaps() {
    Random random = TestSeed.random("maps");
    byte[] text = String.join("\n", texts(random, 60)).getBytes(StandardCharsets.UTF_8);
    int half = text.length / 2;
    ContextTree tree =
        new Growth(3, 50, 2, 2, Double.NEGATIVE_INFINITY)
            .of(
                new SuffixPlaces(text, new int[] {half, text.length}),
                new PacedListener(TrainingListener.NONE));
    Map<String, Map<Integer, Integer>> counts = new HashMap<>();
    for (int i = 0; i < text.length; i++) {
      for (int length = 0; length <= 3 && i - length >= (i < half ? 0 : half); length++) {
        String context = new String(text, i - length, length, StandardCharsets.ISO_8859_1);
        counts
            .computeIfAbsent(context, c -> new HashMap<>())
            .merge(text[i] & 0xFF, 1, Integer::sum);
      }
    }
    // A context is there if it came twice and those that end it are there.
    counts
        .entrySet()
        .removeIf(e ->
            !e.getKey().isEmpty() && e.getValue().values().stream().mapToInt(n -> n).sum() < 2);
    assertEquals(counts.size(), tree.size());
    for (Map.Entry<String, Map<Integer, Integer>> entry : counts.entrySet()) {
      String context = entry.getKey();
      int node = 0;
      for (int i = context.length() - 1; i >= 0; i--) {
        node = tree.child(node, context.charAt(i));
        assertTrue(node != ContextTree.NONE);
      }
      Map<Integer, Integer> bytes = entry.getValue();
      int total = bytes.values().stream().mapToInt(n -> n).sum();
      for (int i = tree.firstEntry(node); i < tree.firstEntry(node + 1); i++) {
        int count = bytes.getOrDefault(tree.symbol(i), 0);
        double share = tree.weight(i) / 65_536.0;
        assertTrue(
            share < (double) count / total && share > (count - 3.0) / total - 1e-4,
            context + " " + count + " of " + total + ": " + share);
      }
    }
  }

  @Test
  void aContextIsKeptForWhatItSavesOutsideOfItself() {
    // After "ab" comes "c", and nothing before "b" tells of what comes after "xb".
    Random random = TestSeed.random("gain");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append(random.nextBoolean() ? "abc" : "xb" + (char) ('0' + random.nextInt(10)));
    }
    EqualInfoTraining training =
        EqualInfoTrainer.builder(16, 16)
            .order(2)
            .rounds(0)
            .build()
            .train(List.of(text.toString()).iterator());
    ContextTree tree = training.contexts().suffixes();
    int afterB = tree.child(0, 'b');
    assertTrue(tree.child(afterB, 'a') != ContextTree.NONE);
    int digits = tree.child(0, '0');
    assertTrue(digits == ContextTree.NONE || tree.child(digits, 'b') == ContextTree.NONE);
  }

  @Test
  void whatWasLearntCompressesOtherTextOfTheKind() {
    Random random = TestSeed.random("kind");
    List<String> texts = texts(random, 3_000);
    byte[] other = String.join("\n", texts.subList(2_000, 3_000)).getBytes(StandardCharsets.UTF_8);
    double before = 0;
    for (int rounds : new int[] {0, 2}) {
      Tokenizer tokenizer =
          EqualInfoTrainer.builder(16, 16)
              .rounds(rounds)
              .build()
              .train(texts.subList(0, 2_000).iterator())
              .tokenizer("x");
      int[] ids = tokenizer.encodeOrdinary(other);
      assertArrayEquals(other, tokenizer.decodeToBytes(ids));
      double bytesPerToken = (double) other.length / ids.length;
      assertTrue(bytesPerToken > 3, bytesPerToken + " bytes a token");
      assertTrue(bytesPerToken > before, "starts of windows help");
      before = bytesPerToken;
    }
  }

  @Test
  void ofTooMuchTextEverySecondStays() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      texts.add("%03d".formatted(i));
    }
    PacedListener nobody = new PacedListener(TrainingListener.NONE);
    TrainingText all = TrainingText.of(texts.iterator(), 256, true, nobody);
    assertEquals(256, all.length());
    TrainingText some = TrainingText.of(texts.iterator(), 100, true, nobody);
    assertEquals(
        "000\n004\n008\n012\n016\n020\n024\n028\n032\n036\n040\n044\n048\n052\n056\n060\n",
        new String(some.bytes(), 0, some.length(), StandardCharsets.UTF_8));
    TrainingText apart = TrainingText.of(texts.iterator(), 100, false, nobody);
    assertEquals(3, apart.stretchEnds(Integer.MAX_VALUE)[0]);
    assertEquals(some.length(), some.stretchEnds(Integer.MAX_VALUE)[0]);
    assertThrows(
        IllegalArgumentException.class,
        () -> TrainingText.of(List.of("long").iterator(), 3, false, nobody));
  }

  @Test
  void specialTokensFollowTheWindows() {
    Tokenizer tokenizer =
        EqualInfoTrainer.builder(32, 8)
            .specialTokens(List.of("<|end|>", "<|pad|>"))
            .build()
            .train(List.of("some text").iterator())
            .tokenizer("x");
    assertEquals(256, tokenizer.idOf("<|end|>"));
    assertEquals(257, tokenizer.idOf("<|pad|>"));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> EqualInfoTrainer.builder(8, 8));
    assertThrows(IllegalArgumentException.class, () -> EqualInfoTrainer.builder(24, 16));
    EqualInfoTrainer.Builder builder = EqualInfoTrainer.builder(16, 16);
    assertThrows(IllegalArgumentException.class, () -> builder.order(251));
    assertThrows(IllegalArgumentException.class, () -> builder.precision(16));
    assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
    EqualInfoTrainer trainer = builder.build();
    assertEquals(
        "there is no text to train on",
        assertThrows(
                IllegalArgumentException.class, () -> trainer.train(List.<String>of().iterator()))
            .getMessage());
  }

  @Test
  void numbersAreSorted() {
    Random random = TestSeed.random("sort");
    for (int bits : new int[] {16, 17, 40, 47}) {
      long[] numbers = random.longs(5_000, 0, 1L << bits).toArray();
      long[] expected = numbers.clone();
      java.util.Arrays.sort(expected);
      assertArrayEquals(expected, RadixSort.sorted(numbers, bits));
    }
  }
}
