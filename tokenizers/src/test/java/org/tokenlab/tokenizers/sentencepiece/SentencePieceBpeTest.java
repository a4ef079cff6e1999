package org.tokenlab.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TokenizerModel;

final class SentencePieceBpeTest {
  private static final List<String> LETTERS = List.of("a", "b", "▁", "é", "🙂", "x");

  @Test
  void everyTextEqualsTheDefinition() {
    SplittableRandom random = TestSeed.random("sentencepiece-bpe");
    for (int round = 0; round < 60; round++) {
      SentencePieces pieces = randomPieces(random);
      SentencePieceModel model = bpe(pieces);
      for (int i = 0; i < 30; i++) {
        String text = randomText(random, i < 28 ? 40 : 400);
        assertEquals(
            NaiveSentencePieceBpe.encode(pieces, 0, text),
            encode(model, text),
            TestSeed::replayLine);
      }
    }
  }

  private static SentencePieces randomPieces(SplittableRandom random) {
    Map<String, PieceType> types = new LinkedHashMap<>(Map.of("<unk>", PieceType.UNKNOWN));
    int letters = 2 + random.nextInt(4);
    LETTERS.subList(0, letters).forEach(letter -> types.put(letter, PieceType.NORMAL));
    boolean defines = random.nextInt(3) == 0;
    for (int i = 0; i < 50; i++) {
      PieceType type =
          defines && random.nextInt(12) == 0 ? PieceType.USER_DEFINED : PieceType.NORMAL;
      types.putIfAbsent(randomText(random, 6), type);
    }
    boolean ties = random.nextBoolean();
    List<String> texts = new ArrayList<>(types.keySet());
    float[] scores = new float[texts.size()];
    for (int id = 0; id < scores.length; id++) {
      scores[id] = ties ? -random.nextInt(8) : -random.nextFloat();
    }
    return SentencePieces.of(
        texts.toArray(String[]::new), scores, types.values().toArray(PieceType[]::new));
  }

  private static String randomText(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    int letters = 1 + random.nextInt(LETTERS.size());
    for (int length = 1 + random.nextInt(most); length > 0; length--) {
      text.append(LETTERS.get(random.nextInt(letters)));
    }
    return text.toString();
  }

  private static SentencePieceModel bpe(SentencePieces pieces) {
    return SentencePieceModel.of(SentencePieceModel.Kind.BPE, pieces, false);
  }

  private static List<Integer> encode(TokenizerModel model, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(8);
    model.newEncoder().encode(utf8, 0, utf8.length, ids);
    return Arrays.stream(ids.toArray()).boxed().toList();
  }

  private static SentencePieces pieces(PieceType longest, String... texts) {
    float[] scores = new float[texts.length];
    PieceType[] types = new PieceType[texts.length];
    for (int id = 0; id < texts.length; id++) {
      scores[id] = -id;
      types[id] = id == 0 ? PieceType.UNKNOWN : PieceType.NORMAL;
    }
    types[1] = longest;
    return SentencePieces.of(texts, scores, types);
  }

  @Test
  void aMillionTimesOneLetterTakesNoQuadraticTime() {
    SentencePieceModel model = bpe(pieces(PieceType.NORMAL, "<unk>", "aaaa", "aa", "a"));
    assertEquals(250_000, encode(model, "a".repeat(1_000_000)).size());
  }

  @Test
  void anUnusedPieceComesApartHoweverDeep() {
    int depth = 800;
    String[] texts = new String[depth + 1];
    float[] scores = new float[depth + 1];
    PieceType[] types = new PieceType[depth + 1];
    Arrays.fill(types, PieceType.UNUSED);
    texts[0] = "<unk>";
    types[0] = PieceType.UNKNOWN;
    types[1] = PieceType.NORMAL;
    for (int length = 1; length <= depth; length++) {
      texts[length] = "a".repeat(length);
      scores[length] = length;
    }
    SentencePieceModel model = bpe(SentencePieces.of(texts, scores, types));
    List<Integer> ids = encode(model, "a".repeat(depth));
    assertEquals(depth, ids.size());
    assertTrue(ids.stream().allMatch(id -> id == 1));
  }

  @Test
  void charactersThatNoPieceHoldsNeverJoin() {
    SentencePieceModel model = bpe(pieces(PieceType.NORMAL, "<unk>", "ab", "b", "a"));
    assertTrue(model.mayJoin('a', 'b'));
    assertFalse(model.mayJoin('b', 'a'));
    assertTrue(model.mayJoin('x', 'y'), "one unknown piece for both");
  }

  @Test
  void aModelWithoutUnknownPieceOrWithSomeBytesIsRefused() {
    String[] texts = {"a"};
    PieceType[] types = {PieceType.NORMAL};
    assertThrows(
        IllegalArgumentException.class, () -> SentencePieces.of(texts, new float[1], types));
    assertThrows(
        IllegalArgumentException.class, () -> bpe(pieces(PieceType.BYTE, "<unk>", "<0x41>")));
  }
}
