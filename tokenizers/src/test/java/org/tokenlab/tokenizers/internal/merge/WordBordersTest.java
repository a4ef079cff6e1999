package org.tokenlab.tokenizers.internal.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Vocabulary;

/// Answers from bits and from memory against playing the merging back.
final class WordBordersTest {
  private static final String LETTERS = "ab ,1";

  @Test
  void everyAnswerIsThatOfTheForest() {
    SplittableRandom random = TestSeed.random("borders");
    int sure = 0;
    for (int round = 0; round < 60; round++) {
      int merges = 5 + random.nextInt(60);
      byte[][] tokens = Arrays.copyOf(bytes(), 256 + merges);
      int[] lefts = new int[merges];
      int[] rights = new int[merges];
      int[] merged = new int[merges];
      PairRanks ranks = new PairRanks(merges);
      for (int rank = 0; rank < merges; rank++) {
        int id = 256 + rank;
        lefts[rank] = token(random, id);
        rights[rank] = token(random, id);
        merged[rank] = id;
        tokens[id] = concatenation(tokens[lefts[rank]], tokens[rights[rank]]);
        ranks.put(lefts[rank], rights[rank], rank);
        for (int other = 256; other < id && merged[rank] == id; other++) {
          if (Arrays.equals(tokens[other], tokens[id])) {
            merged[rank] = other; // another way to the same token, the first of this text
          }
        }
      }
      for (int rank = 0; rank < merges; rank++) {
        if (merged[rank] != 256 + rank) {
          tokens[256 + rank] = ("no text " + rank).getBytes(StandardCharsets.UTF_8);
        }
      }
      Vocabulary vocabulary = Vocabulary.of(tokens);
      MergeForest forest =
          MergeForest.ofMerges(vocabulary, r -> lefts[r], r -> rights[r], merged, ranks)
              .orElse(null);
      if (forest == null) {
        continue;
      }
      WordBorders borders = new WordBorders(forest, vocabulary);
      Junctions junctions = new Junctions(forest, borders, merged);
      Junctions asWords = new Junctions(forest, borders, merged);
      for (int left = 0; left < tokens.length; left++) {
        for (int right = 0; right < tokens.length; right++) {
          if (forest.reaches(left, vocabulary)
              && forest.reaches(right, vocabulary)
              && (left >= 256 || right >= 256)) {
            boolean may = forest.mayAdjoin(left, right);
            assertEquals(may, junctions.mayAdjoin(left, right), TestSeed::replayLine);
            assertEquals(may, junctions.mayAdjoin(left, right), TestSeed::replayLine);
            byte[] both = concatenation(tokens[left], tokens[right]);
            if (WordBorders.isBefore(both, tokens[left].length)) {
              assertTrue(may || borders.areSure(left, right) == 0, TestSeed::replayLine);
              assertTrue(may || borders.mayBePair(left, right), TestSeed::replayLine);
              sure += borders.areSure(left, right);
              assertEquals(may, asWords.mayAdjoinAsWords(left, right), TestSeed::replayLine);
              assertEquals(may, asWords.mayAdjoinAsWords(left, right), TestSeed::replayLine);
              assertLooked(asWords, forest, left, right, may);
            }
          }
        }
      }
    }
    assertTrue(sure > 100, "hardly anything was sure");
  }

  /// What looks at many borders at once may say less, but nothing that is wrong. The words are
  /// `right left` and `right left` again.
  private static void assertLooked(
      Junctions junctions, MergeForest forest, int left, int right, boolean may) {
    int[] tokens = {right, left, right, left};
    int[] ends = {2, 4};
    long[] sure = {-1};
    junctions.lookWhetherSure(tokens, ends, 2, sure);
    assertTrue(may || (sure[0] & 1) == 0, TestSeed::replayLine);
    int[] ranks = new int[2];
    junctions.look(tokens, ends, 2, ranks);
    assertTrue(may || ranks[0] != Junctions.SURELY_APART, TestSeed::replayLine);
    if (ranks[0] >= 0) {
      assertEquals(forest.rank(left, right), ranks[0], TestSeed::replayLine);
    }
  }

  private static int token(SplittableRandom random, int below) {
    int choice = random.nextInt(LETTERS.length() + below - 256);
    return choice < LETTERS.length() ? LETTERS.charAt(choice) : 256 + choice - LETTERS.length();
  }

  private static byte[][] bytes() {
    byte[][] tokens = new byte[256][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    return tokens;
  }

  private static byte[] concatenation(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
