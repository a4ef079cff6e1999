package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.WordCounts;

/// Expected counts and best segmentations against all segmentations, one by one.
class MarginalsTest {
  private static final List<String> PIECES =
      List.of("a", "b", "ab", "ba", "aba", "é", "éa", "aé", "bbb", "abab");

  private final double[] probabilities = new double[PIECES.size() + 1];
  private final double[] expected = new double[PIECES.size() + 1];
  private double total;
  private double best;

  @Test
  void expectedCountsAreThoseOfAllSegmentations() {
    Random random = TestSeed.random("marginals");
    for (int round = 0; round < 200; round++) {
      draw(random, 1e-3);
      String word = word(random, 1 + random.nextInt(10));
      Marginals marginals = new Marginals(probabilities, 1L << 40);
      double log = block(word).mapToSum(marginals);
      total = 0;
      best = 0;
      Arrays.fill(expected, 0);
      segment(word, 0, 1, new int[word.length()], 0);
      assertEquals(Math.log(total), log, 1e-9);
      for (int piece = 0; piece < expected.length; piece++) {
        assertEquals(
            expected[piece] / total, marginals.counts()[piece] / (double) (1L << 40), 1e-9);
      }
      double[] scores = Arrays.stream(probabilities).map(Math::log).toArray();
      assertEquals(Math.log(best), new BestPaths(scores).find(block(word).block(), 0), 1e-9);
    }
  }

  @Test
  void improbableWordsCountAsProbableOnesDo() {
    Random random = TestSeed.random("improbable");
    for (int round = 0; round < 50; round++) {
      draw(random, 1e-3);
      String word = word(random, 400);
      Marginals plain = new Marginals(probabilities, 1L << 30);
      double log = block(word).mapToSum(plain);
      double[] smaller = new double[probabilities.length];
      for (int i = 0; i < smaller.length; i++) {
        // The same factor for each character takes nothing from any segmentation's share.
        int length = i < PIECES.size() ? PIECES.get(i).length() : 1;
        smaller[i] = Math.scalb(probabilities[i], -12 * length);
      }
      Marginals scaled = new Marginals(smaller, 1L << 30);
      assertEquals(log - 12 * Math.log(2) * word.length(), block(word).mapToSum(scaled), 1e-6);
      for (int i = 0; i < smaller.length; i++) {
        assertEquals(plain.counts()[i] / 1e9, scaled.counts()[i] / 1e9, 1e-6);
      }
    }
  }

  private void draw(Random random, double least) {
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = least + random.nextDouble() / 8;
    }
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("aaabbbéx".charAt(random.nextInt(8)));
    }
    return word.toString();
  }

  private record OneBlock(LatticeBlock block) {
    double mapToSum(Marginals marginals) {
      return marginals.add(block);
    }
  }

  private static OneBlock block(String word) {
    PieceList list = new PieceList();
    for (String piece : PIECES) {
      byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
      list.add(utf8, 0, utf8.length);
    }
    WordCounts words = WordCounts.of(List.of(word).iterator(), PreTokenizer.none(), 1);
    return new OneBlock(Lattices.of(words, new PieceTrie(list), 1).blocks().getFirst());
  }

  private void segment(String word, int at, double probability, int[] path, int size) {
    if (at == word.length()) {
      total += probability;
      best = Math.max(best, probability);
      for (int i = 0; i < size; i++) {
        expected[path[i]] += probability;
      }
      return;
    }
    for (int piece = 0; piece <= PIECES.size(); piece++) {
      boolean fits =
          piece < PIECES.size() ? word.startsWith(PIECES.get(piece), at) : word.charAt(at) == 'x';
      if (fits) {
        path[size] = piece;
        int length = piece < PIECES.size() ? PIECES.get(piece).length() : 1;
        segment(word, at + length, probability * probabilities[piece], path, size + 1);
      }
    }
  }
}
