package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.Vocabulary;

final class BpeModelTest {
  @Test
  void everyMethodEqualsTheDefinitionByRanks() {
    SplittableRandom random = TestSeed.random("ranks");
    for (int round = 0; round < 40; round++) {
      Vocabulary vocabulary = randomVocabulary(random, 2 + random.nextInt(4));
      BpeModel model = BpeModel.ofRanks(vocabulary);
      for (int i = 0; i < 60; i++) {
        byte[] piece = randomPiece(random, i < 50 ? 40 : 700);
        List<Integer> wanted = NaiveBpe.byRanks(vocabulary, piece);
        assertEquals(wanted, encode(model, piece), TestSeed::replayLine);
      }
    }
  }

  @Test
  void everyMethodEqualsTheDefinitionByRanksInTrainingsOrder() {
    SplittableRandom random = TestSeed.random("trained ranks");
    for (int round = 0; round < 60; round++) {
      Vocabulary vocabulary = grown(random, 1 + random.nextInt(4), new ArrayList<>());
      BpeModel model = BpeModel.ofRanks(vocabulary);
      for (int i = 0; i < 60; i++) {
        byte[] piece = randomPiece(random, i < 50 ? 40 : 700);
        List<Integer> wanted = NaiveBpe.byRanks(vocabulary, piece);
        assertEquals(wanted, encode(model, piece), TestSeed::replayLine);
      }
    }
  }

  @Test
  void everyShortPieceOfTwoLettersEqualsTheDefinition() {
    SplittableRandom random = TestSeed.random("short pieces");
    for (int round = 0; round < 12; round++) {
      List<Integer> triples = new ArrayList<>();
      Vocabulary vocabulary = grown(random, 2, triples);
      Merges merges = Merges.of(triples.stream().mapToInt(Integer::intValue).toArray());
      BpeModel byRanks = BpeModel.ofRanks(vocabulary);
      BpeModel byMerges = BpeModel.ofMerges(vocabulary, merges);
      for (int length = 1; length <= 9; length++) {
        for (int bits = 0; bits < 1 << length; bits++) {
          byte[] piece = new byte[length];
          for (int i = 0; i < length; i++) {
            piece[i] = (byte) ('a' + (bits >> i & 1));
          }
          assertEquals(
              NaiveBpe.byRanks(vocabulary, piece), encode(byRanks, piece), TestSeed::replayLine);
          assertEquals(
              NaiveBpe.byMerges(vocabulary, merges, piece),
              encode(byMerges, piece),
              TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void onlyTokensMadeOfLowerOnesAreFoundByBacktracking() {
    List<byte[]> tokens = singleBytes();
    for (String token : List.of("ab", "abc", "bcd", "bc")) {
      tokens.add(token.getBytes(StandardCharsets.UTF_8));
    }
    BpeModel before = BpeModel.ofRanks(Vocabulary.of(tokens.toArray(byte[][]::new)));
    assertEquals(0, before.tables().trie().length, "bcd comes about from bc, which is higher");
    tokens.add(tokens.set(258, tokens.get(259)));
    tokens.remove(259);
    BpeModel after = BpeModel.ofRanks(Vocabulary.of(tokens.toArray(byte[][]::new)));
    assertTrue(after.tables().trie().length > 0);
  }

  @Test
  void everyMethodEqualsTheDefinitionByMerges() {
    SplittableRandom random = TestSeed.random("merges");
    for (int round = 0; round < 40; round++) {
      List<Integer> triples = new ArrayList<>();
      Vocabulary vocabulary = grown(random, 2 + random.nextInt(4), triples);
      Merges merges = Merges.of(triples.stream().mapToInt(Integer::intValue).toArray());
      BpeModel model = BpeModel.ofMerges(vocabulary, merges);
      for (int i = 0; i < 60; i++) {
        byte[] piece = randomPiece(random, i < 50 ? 40 : 700);
        List<Integer> wanted = NaiveBpe.byMerges(vocabulary, merges, piece);
        assertEquals(wanted, encode(model, piece), TestSeed::replayLine);
      }
    }
  }

  /// All bytes, then tokens each made of two before it, as training makes them. Some are out of
  /// reach by HF's rule, and by tiktoken's some come about from another pair than this.
  ///
  /// @param triples gets left, right and merged of each merge
  private static Vocabulary grown(SplittableRandom random, int letters, List<Integer> triples) {
    List<byte[]> tokens = singleBytes();
    Set<String> seen = new HashSet<>();
    while (triples.size() < 3 * 60) {
      int left = pick(random, tokens.size(), letters);
      int right = pick(random, tokens.size(), letters);
      byte[] both = NaiveBpe.concatenation(tokens.get(left), tokens.get(right));
      if (seen.add(Arrays.toString(both))) {
        triples.addAll(List.of(left, right, tokens.size()));
        tokens.add(both);
      }
    }
    return Vocabulary.of(tokens.toArray(byte[][]::new));
  }

  /// A model by HF's rule over few letters.
  static BpeModel grownModel(SplittableRandom random) {
    List<Integer> triples = new ArrayList<>();
    Vocabulary vocabulary = grown(random, 1 + random.nextInt(5), triples);
    return BpeModel.ofMerges(
        vocabulary, Merges.of(triples.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static int pick(SplittableRandom random, int tokens, int letters) {
    int choice = random.nextInt(letters + tokens - 256);
    return choice < letters ? 'a' + choice : 256 + choice - letters;
  }

  @Test
  void aMillionTimesOneLetterTakesNoQuadraticTime() {
    Vocabulary vocabulary = randomVocabulary(TestSeed.random("long"), 2);
    BpeModel model = BpeModel.ofRanks(vocabulary);
    byte[] piece = new byte[1_000_000];
    Arrays.fill(piece, (byte) 'a');
    int length = 0;
    for (int id : encode(model, piece)) {
      length += vocabulary.length(id);
    }
    assertEquals(piece.length, length);
  }

  @Test
  void aVocabularyWithoutSomeByteIsRefused() {
    byte[][] tokens = singleBytes().toArray(byte[][]::new);
    tokens[0xC3] = new byte[0];
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BpeModel.ofRanks(Vocabulary.of(tokens)));
    assertTrue(String.valueOf(e.getMessage()).contains("0xC3"), e.getMessage());
  }

  @Test
  void bytesThatNoUtf8HoldsMayLackATokenByMergesOnly() {
    byte[][] tokens = singleBytes().toArray(byte[][]::new);
    for (int b = 0; b < 256; b++) {
      if (!BpeModel.occursInUtf8(b)) {
        tokens[b] = new byte[0];
      }
    }
    Vocabulary vocabulary = Vocabulary.of(tokens);
    Merges none = Merges.of(new int[0]);
    assertEquals(
        TokenizerModel.InvalidUtf8.REPLACE, BpeModel.ofMerges(vocabulary, none).invalidUtf8());
    assertThrows(IllegalArgumentException.class, () -> BpeModel.ofRanks(vocabulary));
    tokens[0xF4] = new byte[0];
    Vocabulary less = Vocabulary.of(tokens);
    assertThrows(IllegalArgumentException.class, () -> BpeModel.ofMerges(less, none));
  }

  @Test
  void theBytesOfUtf8AreThoseThatSomeCharacterHas() {
    java.util.BitSet found = new java.util.BitSet();
    byte[] utf8 = new byte[4];
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        int length = org.tokenlab.tokenizers.Utf8.put(c, utf8, 0);
        for (int i = 0; i < length; i++) {
          found.set(utf8[i] & 0xFF);
        }
      }
    }
    for (int b = 0; b < 256; b++) {
      assertEquals(found.get(b), BpeModel.occursInUtf8(b), "byte " + b);
    }
  }

  @Test
  void aModelThatWasJustMadeGivesTheIdsOfOneThatIsReady() {
    SplittableRandom random = TestSeed.random("just made");
    Tokenizer ready = Tokenizers.named("r50k_base");
    Vocabulary vocabulary = ready.model().vocabulary();
    for (int round = 0; round < 4; round++) {
      BpeModel model = BpeModel.ofRanks(vocabulary);
      TokenizerModel.PieceEncoder wanted = ready.model().newEncoder();
      TokenizerModel.PieceEncoder encoder = model.newEncoder(null);
      for (int i = 0; i < 2000; i++) {
        byte[] piece = RandomText.next(random, 12).getBytes(StandardCharsets.UTF_8);
        if (piece.length > 0) {
          IntSink expected = new IntSink(8);
          wanted.encode(piece, 0, piece.length, expected);
          IntSink actual = new IntSink(8);
          encoder.encode(piece, 0, piece.length, actual);
          assertArrayEquals(expected.toArray(), actual.toArray(), TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void aMergeThatMakesSomethingElseIsRefused() {
    List<byte[]> tokens = singleBytes();
    tokens.add("ab".getBytes(StandardCharsets.UTF_8));
    Vocabulary vocabulary = Vocabulary.of(tokens.toArray(byte[][]::new));
    assertThrows(
        IllegalArgumentException.class,
        () -> BpeModel.ofMerges(vocabulary, Merges.of(new int[] {'b', 'a', 256})));
  }

  /// The ids, which are the same while the model's tables are being made and after.
  static List<Integer> encode(BpeModel model, byte[] piece) {
    int[] ends = {piece.length};
    TokenizerModel.PieceEncoder encoder = model.newEncoder(null);
    IntSink early = new IntSink(8);
    encoder.encode(piece, 0, ends, 1, early);
    model.tables(); // waits for them
    IntSink late = new IntSink(8);
    encoder.encode(piece, 0, ends, 1, late);
    assertArrayEquals(early.toArray(), late.toArray(), TestSeed::replayLine);
    assertEquals(early.size(), model.newEncoder().count(piece, 0, ends, 1));
    return Arrays.stream(late.toArray()).boxed().toList();
  }

  static List<byte[]> singleBytes() {
    List<byte[]> tokens = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      tokens.add(new byte[] {(byte) b});
    }
    return tokens;
  }

  /// All bytes, then random strings over a few letters in no order that training would give: ranks
  /// need not rise with length, and some tokens are out of reach.
  private static Vocabulary randomVocabulary(SplittableRandom random, int letters) {
    List<byte[]> tokens = singleBytes();
    Set<String> seen = new HashSet<>();
    while (tokens.size() < 256 + 40) {
      byte[] token = new byte[2 + random.nextInt(5)];
      for (int i = 0; i < token.length; i++) {
        token[i] = (byte) ('a' + random.nextInt(letters));
      }
      if (seen.add(Arrays.toString(token))) {
        tokens.add(token);
      }
    }
    return Vocabulary.of(tokens.toArray(byte[][]::new));
  }

  private static byte[] randomPiece(SplittableRandom random, int most) {
    byte[] piece = new byte[1 + random.nextInt(most)];
    int letters = 1 + random.nextInt(5);
    for (int i = 0; i < piece.length; i++) {
      piece[i] = (byte) ('a' + random.nextInt(letters));
    }
    return piece;
  }
}
