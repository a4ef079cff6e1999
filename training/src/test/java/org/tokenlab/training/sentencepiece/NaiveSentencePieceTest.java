package org.tokenlab.training.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.training.NaiveMerges;
import org.tokenlab.training.NaiveMerges.Pair;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.internal.sentencepiece.PieceRules;
import org.tokenlab.training.unigram.NormalizationRules;

/// [SentencePieceBpeTrainer] against a trainer as SentencePiece's rules read.
class NaiveSentencePieceTest {
  @Test
  void piecesEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("piecesEqualTheNaiveTrainersOneByOne");
    int compared = 0;
    for (int round = 0; round < 60; round++) {
      List<String> lines = lines(random);
      int maxLength = 2 + random.nextInt(15);
      boolean byScript = random.nextBoolean();
      boolean byNumber = random.nextBoolean();
      SentencePieceBpeTraining training =
          SentencePieceBpeTrainer.builder(40)
              .normalizer(NormalizationRules.identity(List.of()))
              .characterCoverage(1)
              .maxPieceLength(maxLength)
              .splitByScript(byScript)
              .splitByNumber(byNumber)
              .threads(1 + random.nextInt(3))
              .build()
              .train(lines.iterator());
      NaiveMerges naive = corpus(lines);
      int characters = naive.tokens.size();
      PieceRules rules =
          PieceRules.DEFAULT
              .withMaxLength(maxLength)
              .withSplitByScript(byScript)
              .withSplitByNumber(byNumber);
      Comparator<Pair> ties =
          Comparator.comparingInt(
                  (Pair p) -> text(naive, p).codePointCount(0, text(naive, p).length()))
              .thenComparing(
                  p -> text(naive, p).getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
      naive.learn(40 - 3, 1, false, (l, r) -> allows(rules, l, r), ties);
      int learned = naive.tokens.size() - characters;
      compared += learned;
      for (int rank = 0; rank < training.mergeCount(); rank++) {
        if (rank < learned) {
          assertEquals(
              new String(naive.tokens.get(characters + rank), StandardCharsets.UTF_8),
              training.model().pieces().piece(3 + rank),
              lines::toString);
          assertEquals(naive.merges.get(rank).count(), training.pairCount(rank));
        } else {
          assertEquals(0, training.pairCount(rank), "SentencePiece fills up with what is gone");
        }
      }
    }
    assertTrue(compared > 500, "too few pieces to show anything: " + compared);
  }

  private static String text(NaiveMerges naive, Pair pair) {
    return new String(naive.tokens.get(pair.left()), StandardCharsets.UTF_8)
        + new String(naive.tokens.get(pair.right()), StandardCharsets.UTF_8);
  }

  private static boolean allows(PieceRules rules, byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return rules.allow(both, 0, both.length);
  }

  private static NaiveMerges corpus(List<String> lines) {
    Map<String, Integer> characters = new LinkedHashMap<>();
    List<List<Integer>> words = new ArrayList<>();
    for (String line : lines) {
      for (String word : line.strip().split(" +", -1)) {
        List<Integer> ids = new ArrayList<>();
        ("\u2581" + word)
            .codePoints()
            .mapToObj(Character::toString)
            .forEach(c -> ids.add(characters.computeIfAbsent(c, x -> characters.size())));
        words.add(ids);
      }
    }
    NaiveMerges naive =
        new NaiveMerges(
            characters.keySet().stream().map(c -> c.getBytes(StandardCharsets.UTF_8)).toList());
    words.forEach(word -> naive.add(word, 1));
    return naive;
  }

  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      StringBuilder line = new StringBuilder("ab");
      for (int k = random.nextInt(40); k > 0; k--) {
        line.appendCodePoint("aaabб1🙂あア漢  ".codePointAt(random.nextInt(11)));
      }
      lines.add(line.toString().replaceAll("\\p{Cs}", ""));
    }
    return lines;
  }
}
