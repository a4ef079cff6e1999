package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

final class CharacterBpeModelTest {
  private static final List<String> LETTERS = List.of("a", "b", "é", "中", "🙂");
  private static final CharacterBpeModel.Options PLAIN =
      new CharacterBpeModel.Options("?", "", "", false, false, false, 0);

  @Test
  void shortAndLongPiecesEqualTheDefinition() {
    SplittableRandom random = TestSeed.random("characters");
    for (int round = 0; round < 40; round++) {
      String prefix = random.nextInt(3) == 0 ? "##" : "";
      String suffix = random.nextInt(3) == 0 ? "</w>" : "";
      CharacterBpeModel.Options options =
          new CharacterBpeModel.Options("?", prefix, suffix, false, false, false, 0);
      CharacterBpeModel model = randomModel(random, options);
      for (int i = 0; i < 30; i++) {
        String text = randomText(random, i < 25 ? 40 : 500);
        List<Integer> wanted =
            NaiveCharacterBpe.encode(model.vocabulary(), model.merges(), options, text);
        assertEquals(wanted, encode(model, text), TestSeed::replayLine);
      }
    }
  }

  private static CharacterBpeModel randomModel(
      SplittableRandom random, CharacterBpeModel.Options options) {
    List<String> tokens = new ArrayList<>(List.of("?"));
    String prefix = options.continuingSubwordPrefix();
    for (String letter : LETTERS.subList(0, 2 + random.nextInt(4))) {
      for (String token :
          List.of(
              letter,
              prefix + letter,
              letter + options.endOfWordSuffix(),
              prefix + letter + options.endOfWordSuffix())) {
        addIfNew(tokens, token);
      }
    }
    List<Integer> triples = new ArrayList<>();
    for (int merge = 0; merge < 60; merge++) {
      String left = tokens.get(1 + random.nextInt(tokens.size() - 1));
      String right = tokens.get(1 + random.nextInt(tokens.size() - 1));
      if (right.startsWith(prefix)) {
        String merged = left + right.substring(prefix.length());
        addIfNew(tokens, merged);
        triples.addAll(
            List.of(tokens.indexOf(left), tokens.indexOf(right), tokens.indexOf(merged)));
      }
    }
    Vocabulary vocabulary =
        Vocabulary.of(
            tokens.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
    Merges merges = Merges.of(triples.stream().mapToInt(Integer::intValue).toArray());
    return CharacterBpeModel.of(vocabulary, merges, options);
  }

  private static void addIfNew(List<String> tokens, String token) {
    if (!tokens.contains(token)) {
      tokens.add(token);
    }
  }

  private static String randomText(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    int letters = 1 + random.nextInt(LETTERS.size());
    for (int length = 1 + random.nextInt(most); length > 0; length--) {
      text.append(LETTERS.get(random.nextInt(letters)));
    }
    return text.toString();
  }

  private static List<Integer> encode(TokenizerModel model, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(8);
    model.newEncoder().encode(utf8, 0, utf8.length, ids);
    return Arrays.stream(ids.toArray()).boxed().toList();
  }

  @Test
  void aMillionTimesOneLetterTakesNoQuadraticTime() {
    CharacterBpeModel model = doublings();
    assertEquals(250_000, encode(model, "a".repeat(1_000_000)).size());
  }

  private static CharacterBpeModel doublings() {
    Vocabulary vocabulary = Vocabulary.of(new byte[][] {{'a'}, {'a', 'a'}, {'a', 'a', 'a', 'a'}});
    return CharacterBpeModel.of(vocabulary, Merges.of(new int[] {0, 0, 1, 1, 1, 2}), PLAIN);
  }

  @Test
  void charactersThatNoMergeBringsTogetherNeverJoin() {
    CharacterBpeModel model = doublings();
    assertTrue(model.mayJoin('a', 'a'));
    assertTrue(model.mayJoin('x', 'y'), "both unknown");
    assertFalse(model.mayJoin('a', 'x'));
  }

  @Test
  void aDroppedCharacterIsAnErrorOnlyWhereAnUnknownTokenIsNamed() {
    Vocabulary vocabulary = Vocabulary.of(new byte[][] {{'a'}});
    Merges none = Merges.of(new int[0]);
    assertThrows(
        IllegalStateException.class,
        () -> encode(CharacterBpeModel.of(vocabulary, none, PLAIN), "ax"));
    CharacterBpeModel.Options dropping =
        new CharacterBpeModel.Options(null, "", "", false, false, false, 0);
    assertEquals(List.of(0), encode(CharacterBpeModel.of(vocabulary, none, dropping), "ax"));
  }

  @Test
  void aMergeThatMakesSomethingElseIsRefused() {
    Vocabulary vocabulary = Vocabulary.of(new byte[][] {{'a'}, {'b'}, {'a', 'b'}});
    Merges wrong = Merges.of(new int[] {1, 0, 2});
    assertThrows(
        IllegalArgumentException.class, () -> CharacterBpeModel.of(vocabulary, wrong, PLAIN));
  }

  @Test
  void theFilesDropoutIsKept() {
    byte[][] tokens = BpeModelTest.singleBytes().toArray(byte[][]::new);
    BpeModel model = BpeModel.ofMerges(Vocabulary.of(tokens), Merges.of(new int[0]));
    assertEquals(0, model.dropout());
    BpeModel dropping = model.withDropout(0.25);
    assertEquals(0.25, dropping.dropout());
    assertEquals(List.of((int) 'a', (int) 'b'), encode(dropping, "ab"));
    assertThrows(IllegalArgumentException.class, () -> model.withDropout(1.5));
  }
}
