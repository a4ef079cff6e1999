package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.NaiveMerges.Pair;

/// The rules of byte-level peers that [BpeTrainer] follows, against trainers as they read.
class PeerTiesTest {
  private static final Comparator<Pair> BY_ID =
      Comparator.comparingInt(Pair::left).thenComparingInt(Pair::right);

  @Test
  void minbpesTiesGoToThePairThatComesFirst() {
    Random random = TestSeed.random("minbpesTiesGoToThePairThatComesFirst");
    int merges = 0;
    for (int round = 0; round < 60; round++) {
      List<String> texts = texts(random);
      int size = 256 + random.nextInt(80);
      NaiveMerges naive = new NaiveMerges(bytes());
      // Like minbpe: every piece of the text by itself, in its place.
      texts.forEach(text -> pieces(text).forEach(piece -> naive.add(ids(piece), 1)));
      naive.learn(size, 1, false, (l, r) -> true, Comparator.comparingInt(Pair::place));
      BpeTraining training =
          BpeTrainer.builder(size).tieOrder(TieOrder.MINBPE).build().train(texts.iterator());
      assertEquals(naive.merges, merges(training), texts::toString);
      merges += naive.merges.size();
    }
    assertTrue(merges > 1000, "too few merges to show anything: " + merges);
  }

  @Test
  void runsApartCountAsOftenAsTheyMerge() {
    Random random = TestSeed.random("runsApartCountAsOftenAsTheyMerge");
    for (int round = 0; round < 60; round++) {
      WordCounts words = RandomWords.next(random);
      int size = 256 + random.nextInt(60);
      NaiveMerges naive = new NaiveMerges(bytes());
      for (int w = 0; w < words.size(); w++) {
        naive.add(ids(words.word(w)), words.count(w));
      }
      naive.learn(size, 1, true, (l, r) -> true, BY_ID);
      BpeTraining training = BpeTrainer.builder(size).runsApart(true).build().train(words);
      assertEquals(naive.merges, merges(training));
    }
  }

  @Test
  void minbpesTiesCantBeToldFromCounts() {
    BpeTrainer trainer = BpeTrainer.builder(300).tieOrder(TieOrder.MINBPE).build();
    WordCounts words = RandomWords.next(TestSeed.random("minbpesTiesCantBeToldFromCounts"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> trainer.train(words)).getMessage();
    assertTrue(message.contains("give it texts"), message);
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int t = random.nextInt(6); t >= 0; t--) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append("aabc é ".charAt(random.nextInt(7)));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static List<byte[]> pieces(String text) {
    Splitter splitter = SplitPattern.CL100K.preTokenizer();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] ends = new int[utf8.length + 1];
    int count = splitter.split(utf8, 0, utf8.length, ends);
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pieces.add(java.util.Arrays.copyOfRange(utf8, i == 0 ? 0 : ends[i - 1], ends[i]));
    }
    return pieces;
  }

  static List<byte[]> bytes() {
    List<byte[]> bytes = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      bytes.add(new byte[] {(byte) b});
    }
    return bytes;
  }

  private static List<Integer> ids(byte[] word) {
    List<Integer> ids = new ArrayList<>();
    for (byte b : word) {
      ids.add(b & 0xFF);
    }
    return ids;
  }

  private static List<NaiveMerges.Merge> merges(BpeTraining training) {
    List<NaiveMerges.Merge> merges = new ArrayList<>();
    for (int r = 0; r < training.merges().size(); r++) {
      merges.add(
          new NaiveMerges.Merge(
              training.merges().left(r), training.merges().right(r), training.pairCount(r)));
    }
    return merges;
  }
}
