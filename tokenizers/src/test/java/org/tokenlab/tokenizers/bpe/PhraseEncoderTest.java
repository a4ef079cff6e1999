package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.ReferenceData;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.Vocabulary;

/// Long pieces by phrases against merging by definition ([NaiveBpe]) and as a whole.
@Tag("exhaustive") // knows nothing of vectors
final class PhraseEncoderTest {
  private static final String[] WORDS = {
    "the", "of", "a", "in", "it", "was", "house", "and", "he", "to", "theatre", "off", "it's", "an",
    "I", "be", "1", "12", "être", "中", "中文", "x", "aa", "aaa", "-", ".", ",", "\n", " ", "(", "=="
  };

  /// Guesses at cuts that have nothing to do with tokens.
  private static List<JoinGuess> guesses(SplittableRandom random) {
    long seed = random.nextLong();
    return List.of(
        new LearnedJoins(),
        guess((utf8, at) -> true),
        guess((utf8, at) -> false),
        guess((utf8, at) -> (at * 0x9E37_79B9 ^ (int) seed) < 0));
  }

  private interface Joins {
    boolean joins(byte[] utf8, int at);
  }

  private static JoinGuess guess(Joins joins) {
    return new JoinGuess() {
      @Override
      public boolean joins(byte[] utf8, int at) {
        return joins.joins(utf8, at);
      }

      @Override
      public void joined(byte[] utf8, int at) {}
    };
  }

  @Test
  void phrasesGiveWhatMergingByDefinitionGives() {
    SplittableRandom random = TestSeed.random("superwords");
    for (int round = 0; round < 12; round++) {
      String text = prose(random, 1500);
      BpeModel model = model(text, 40 + random.nextInt(160), random, false);
      Merges merges = model.merges().orElseThrow();
      List<BpeEncoder> encoders = encoders(model, random);
      for (int i = 0; i < 12; i++) {
        byte[] piece = prose(random, 64 + random.nextInt(300)).getBytes(StandardCharsets.UTF_8);
        int[] wanted = ints(NaiveBpe.byMerges(model.vocabulary(), merges, piece));
        for (BpeEncoder encoder : encoders) {
          assertArrayEquals(wanted, encode(encoder, piece), TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void phrasesGiveWhatMergingAsAWholeGives() {
    SplittableRandom random = TestSeed.random("long superwords");
    for (int round = 0; round < 10; round++) {
      BpeModel model = model(prose(random, 4000), 60 + random.nextInt(600), random, false);
      List<BpeEncoder> encoders = encoders(model, random);
      BpeEncoder whole = model.newEncoder(null, LongPieces.MERGED);
      for (int i = 0; i < 30; i++) {
        String text =
            switch (i % 3) {
              case 0 -> prose(random, 5_000);
              case 1 -> RandomText.next(random, 1_000);
              default -> repeated(random, 3_000);
            };
        byte[] piece = ("." + text).getBytes(StandardCharsets.UTF_8);
        int[] wanted = encode(whole, piece);
        for (BpeEncoder encoder : encoders) {
          assertArrayEquals(wanted, encode(encoder, piece), TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void everyLengthAroundTheLongestRememberedPieceIsRight() {
    SplittableRandom random = TestSeed.random("lengths");
    BpeModel model = model(prose(random, 4000), 400, random, false);
    List<BpeEncoder> encoders = encoders(model, random);
    BpeEncoder whole = model.newEncoder(null, LongPieces.MERGED);
    byte[] text = prose(random, 3000).getBytes(StandardCharsets.UTF_8);
    for (int length = 1; length < 200; length++) {
      for (int i = 0; i < 12; i++) {
        int from = i == 0 ? 0 : i == 1 ? text.length - length : random.nextInt(800);
        byte[] piece = Arrays.copyOfRange(text, from, from + length);
        int[] wanted = encode(whole, piece);
        for (BpeEncoder encoder : encoders) {
          assertArrayEquals(wanted, encode(encoder, piece), TestSeed::replayLine);
          IntSink ids = new IntSink(8);
          encoder.encode(text, from, from + length, ids);
          assertArrayEquals(wanted, ids.toArray(), TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void aTokenThatMergingDoesNotReachIsItsPieceButNoPhrase() {
    List<byte[]> tokens = BpeModelTest.singleBytes();
    String longToken = "a token of more than sixty-three bytes, of which no merge makes any part";
    tokens.add("bc".getBytes(StandardCharsets.UTF_8));
    tokens.add(longToken.getBytes(StandardCharsets.UTF_8));
    tokens.add(" token".getBytes(StandardCharsets.UTF_8));
    Vocabulary vocabulary = Vocabulary.of(tokens.toArray(byte[][]::new));
    BpeModel model = BpeModel.ofMerges(vocabulary, Merges.of(new int[] {'b', 'c', 256}), true);
    for (WordCache cache : new WordCache[] {null, new WordCache(1)}) {
      model.tables();
      BpeEncoder encoder = model.newEncoder(cache);
      for (int i = 0; i < 3; i++) {
        byte[] text = longToken.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(new int[] {257}, encode(encoder, text));
        assertArrayEquals(new int[] {258}, encode(encoder, tokens.get(258)));
        byte[] longer = (longToken + " token").getBytes(StandardCharsets.UTF_8);
        assertEquals(longer.length, encode(encoder, longer).length, "bytes only");
      }
    }
  }

  @Test
  void piecesOfModelsThatLookWholesUpAreRight() {
    SplittableRandom random = TestSeed.random("whole superwords");
    for (int round = 0; round < 6; round++) {
      BpeModel model = model(prose(random, 3000), 300, random, true);
      List<BpeEncoder> encoders = encoders(model, random);
      encoders.add(model.newEncoder(new WordCache(4096)));
      BpeEncoder whole = model.newEncoder(null, LongPieces.MERGED);
      for (int i = 0; i < 20; i++) {
        byte[] piece = prose(random, 10 + random.nextInt(400)).getBytes(StandardCharsets.UTF_8);
        int[] wanted = encode(whole, piece);
        for (BpeEncoder encoder : encoders) {
          assertArrayEquals(wanted, encode(encoder, piece), TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void textsMadeToDefeatGuessesAreRightAndTakeNoQuadraticTime() {
    SplittableRandom random = TestSeed.random("adversarial superwords");
    BpeModel model =
        model(prose(random, 4000) + " a".repeat(300) + " ".repeat(200), 500, random, false);
    BpeEncoder whole = model.newEncoder(null, LongPieces.MERGED);
    for (String unit : List.of(" ", "a", " a", "a ", "\n", ",a", " the of", ". ", "中 ", "-")) {
      byte[] piece = unit.repeat(300_000 / unit.length()).getBytes(StandardCharsets.UTF_8);
      int[] wanted = encode(whole, piece);
      for (BpeEncoder encoder : encoders(model, random)) {
        assertArrayEquals(wanted, encode(encoder, piece), () -> unit + TestSeed.replayLine());
      }
    }
    byte[] letters = new byte[300_000];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) "abcdehot ,.\n".charAt(random.nextInt(12));
    }
    int[] wanted = encode(whole, letters);
    for (BpeEncoder encoder : encoders(model, random)) {
      assertArrayEquals(wanted, encode(encoder, letters), TestSeed::replayLine);
    }
  }

  /// Whole documents as one piece, the worst that a vocabulary made for words can be asked.
  @Test
  void realTextByRealVocabulariesIsWhatMergingAsAWholeGives() throws IOException {
    SplittableRandom random = TestSeed.random("real text");
    List<byte[]> texts = new ArrayList<>();
    for (String file :
        List.of(
            "mono/english-books/jane-austen_pride-and-prejudice.txt",
            "mono/hf-course-md/de.md",
            "mono/hf-course-md/fa.md",
            "mono/emoji-json-cldr/th.json")) {
      byte[] text = Files.readAllBytes(ReferenceData.file(file));
      texts.add(Arrays.copyOf(text, Math.min(text.length, 100_000)));
    }
    for (String name : List.of("r50k_base", "cl100k_base")) {
      BpeModel model = (BpeModel) Tokenizers.named(name).model();
      BpeEncoder whole = model.newEncoder(null, LongPieces.MERGED);
      List<BpeEncoder> encoders = encoders(model, random);
      for (byte[] text : texts) {
        int[] wanted = encode(whole, text);
        for (BpeEncoder encoder : encoders) {
          assertArrayEquals(wanted, encode(encoder, text));
        }
      }
    }
  }

  @Test
  void spansLieSideBySideAndCountsAreSizes() {
    SplittableRandom random = TestSeed.random("superword spans");
    BpeModel model = model(prose(random, 3000), 300, random, false);
    byte[] piece = prose(random, 2000).getBytes(StandardCharsets.UTF_8);
    BpeEncoder encoder = model.newEncoder(new WordCache(4096));
    IntSink ids = new IntSink(8);
    IntSink spans = new IntSink(8);
    encoder.encode(piece, 0, piece.length, ids, spans);
    int at = 0;
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(at, spans.get(2 * i));
      at = spans.get(2 * i + 1);
      assertArrayEquals(
          model.vocabulary().bytes(ids.get(i)), Arrays.copyOfRange(piece, spans.get(2 * i), at));
    }
    assertEquals(piece.length, at);
    assertEquals(ids.size(), encoder.count(piece, 0, new int[] {piece.length}, 1));
  }

  /// With and without caches, large and small, by each guess.
  private static List<BpeEncoder> encoders(BpeModel model, SplittableRandom random) {
    assertTrue(model.tables().trie().length > 0, "a learned vocabulary allows backtracking");
    List<BpeEncoder> encoders = new ArrayList<>();
    for (@Nullable WordCache cache :
        new @Nullable WordCache[] {null, new WordCache(1), new WordCache(1 << 16)}) {
      for (JoinGuess guess : guesses(random)) {
        encoders.add(
            model.newEncoder(
                cache == null ? null : cache.another(),
                model.phrasesBy(() -> guess, random.nextInt(2) * random.nextInt(2_000))));
      }
    }
    return encoders;
  }

  private static BpeModel model(
      String text, int merges, SplittableRandom random, boolean wholePieceFirst) {
    return SuperwordLearner.learn(text, merges, random.nextInt(5), random, wholePieceFirst);
  }

  private static String prose(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      if (random.nextInt(12) > 0) {
        text.append(' ');
      }
      // Some words come much more often than others.
      text.append(WORDS[random.nextInt(1 + random.nextInt(WORDS.length))]);
    }
    return text.toString();
  }

  private static String repeated(SplittableRandom random, int length) {
    String unit = prose(random, 1 + random.nextInt(40));
    return unit.repeat(1 + length / unit.length());
  }

  private static int[] encode(BpeEncoder encoder, byte[] piece) {
    IntSink ids = new IntSink(8);
    encoder.encode(piece, 0, piece.length, ids);
    return ids.toArray();
  }

  private static int[] ints(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}
