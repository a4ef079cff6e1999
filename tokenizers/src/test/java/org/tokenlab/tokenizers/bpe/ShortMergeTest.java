package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.CharacterFold;

final class ShortMergeTest {
  // Few bytes in many places: characters of one to four bytes that share beginnings and ends.
  private static final int[] CHARACTERS =
      " a.éèñΩЩ\u0439\u0E01\u0E02\u0E41\u0E42\u0A01\u3042\u3041\u4E01\u4E02\uD83D\uDE01\uD83D\uDE02"
          .codePoints()
          .toArray();

  @Test
  void beginningWithCharactersEqualsTheDefinition() {
    SplittableRandom random = TestSeed.random("characters");
    int folded = 0;
    int endangered = 0;
    for (int round = 0; round < 150; round++) {
      int[] letters = random.ints(3 + random.nextInt(6), 0, CHARACTERS.length).toArray();
      List<Integer> triples = new ArrayList<>();
      Vocabulary vocabulary = learned(random, letters, triples);
      Merges merges = Merges.of(triples.stream().mapToInt(Integer::intValue).toArray());
      BpeModel byMerges = BpeModel.ofMerges(vocabulary, merges);
      BpeModel byRanks = BpeModel.ofRanks(vocabulary);
      Optional<Backtracking> tables = MergeTables.ofMerges(vocabulary, merges).backtracking();
      for (int i = 0; i < 80; i++) {
        byte[] piece = text(random, letters, 1 + random.nextInt(i < 70 ? 12 : 70));
        if (random.nextInt(10) == 0) {
          piece[random.nextInt(piece.length)] = (byte) random.nextInt(256);
        }
        assertEquals(
            NaiveBpe.byMerges(vocabulary, merges, piece),
            BpeModelTest.encode(byMerges, piece),
            TestSeed::replayLine);
        assertEquals(
            NaiveBpe.byRanks(vocabulary, piece),
            BpeModelTest.encode(byRanks, piece),
            TestSeed::replayLine);
      }
      if (tables.isPresent()) {
        CharacterFold fold = tables.get().fold();
        for (int left : letters) {
          int entry = fold.entry(CHARACTERS[left]);
          folded += CharacterFold.token(entry) >= 0 ? 1 : 0;
          for (int right : letters) {
            int next = CHARACTERS[right];
            endangered += fold.keepsApart(CHARACTERS[left], entry, next, fold.entry(next)) ? 0 : 1;
          }
        }
      }
    }
    assertTrue(folded > 100, "characters begin as one: " + folded);
    assertTrue(endangered > 100, "some don't between some neighbours: " + endangered);
  }

  /// All bytes, then tokens as from training on a random text whose next pair is any that occurs.
  ///
  /// @param triples gets left, right and merged of each merge
  private static Vocabulary learned(SplittableRandom random, int[] letters, List<Integer> triples) {
    List<byte[]> tokens = BpeModelTest.singleBytes();
    Set<String> seen = new HashSet<>();
    IntArrayList text = new IntArrayList();
    for (byte b : text(random, letters, 60)) {
      text.add(b & 0xFF);
    }
    for (int tries = 0; tries < 80 && text.size() > 1; tries++) {
      int at = random.nextInt(text.size() - 1);
      int left = text.getInt(at);
      int right = text.getInt(at + 1);
      byte[] both = NaiveBpe.concatenation(tokens.get(left), tokens.get(right));
      if (seen.add(Arrays.toString(both))) {
        triples.addAll(List.of(left, right, tokens.size()));
        for (int i = 0; i + 1 < text.size(); i++) {
          if (text.getInt(i) == left && text.getInt(i + 1) == right) {
            text.set(i, tokens.size());
            text.removeInt(i + 1);
          }
        }
        tokens.add(both);
      }
    }
    return Vocabulary.of(tokens.toArray(byte[][]::new));
  }

  private static byte[] text(SplittableRandom random, int[] letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(CHARACTERS[letters[random.nextInt(letters.length)]]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
