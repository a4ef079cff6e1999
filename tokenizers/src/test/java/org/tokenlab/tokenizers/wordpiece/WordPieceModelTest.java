package org.tokenlab.tokenizers.wordpiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

final class WordPieceModelTest {
  private static final List<String> LETTERS = List.of("a", "b", "#", "é", "中", "🙂");

  @Test
  void equalsTryingEveryEndFromTheLongestDown() {
    SplittableRandom random = TestSeed.random("wordpiece");
    for (int round = 0; round < 60; round++) {
      String prefix = List.of("##", "", "é", "aa").get(random.nextInt(4));
      int most = random.nextInt(4) == 0 ? 6 : 100;
      Set<String> tokens = new LinkedHashSet<>(List.of("[UNK]"));
      while (tokens.size() < 70) {
        tokens.add((random.nextBoolean() ? prefix : "") + randomText(random, 4));
      }
      Vocabulary vocabulary = vocabulary(tokens.toArray(String[]::new));
      WordPieceModel model = new WordPieceModel(vocabulary, "[UNK]", prefix, most);
      for (int i = 0; i < 60; i++) {
        String word = randomText(random, 20);
        assertEquals(
            naive(vocabulary, prefix, most, word), encode(model, word), TestSeed::replayLine);
      }
    }
  }

  private static List<Integer> naive(Vocabulary vocabulary, String prefix, int most, String word) {
    List<Integer> unknown = List.of(0);
    if (word.codePointCount(0, word.length()) > most) {
      return unknown;
    }
    List<Integer> ids = new ArrayList<>();
    int start = 0;
    while (start < word.length()) {
      int end = word.length();
      int id = -1;
      while (id < 0 && end > start) {
        String part = (start > 0 ? prefix : "") + word.substring(start, end);
        id = vocabulary.id(part.getBytes(StandardCharsets.UTF_8));
        end -= id < 0 ? Character.charCount(word.codePointBefore(end)) : 0;
      }
      if (id < 0) {
        return unknown;
      }
      ids.add(id);
      start = end;
    }
    return ids;
  }

  private static String randomText(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    int letters = 1 + random.nextInt(LETTERS.size());
    for (int length = 1 + random.nextInt(most); length > 0; length--) {
      text.append(LETTERS.get(random.nextInt(letters)));
    }
    return text.toString();
  }

  private static Vocabulary vocabulary(String... tokens) {
    return Vocabulary.of(
        Arrays.stream(tokens)
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  private static List<Integer> encode(TokenizerModel model, String word) {
    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(8);
    model.newEncoder().encode(utf8, 0, utf8.length, ids);
    assertEquals(ids.size(), model.newEncoder().count(utf8, 0, new int[] {utf8.length}, 1));
    return Arrays.stream(ids.toArray()).boxed().toList();
  }

  @Test
  void anUnknownTokenThatIsMissingIsAnErrorOnceItIsNeeded() {
    Vocabulary vocabulary = vocabulary("a");
    for (TokenizerModel model :
        List.of(
            new WordPieceModel(vocabulary, "[UNK]", "##", 100),
            new WordLevelModel(vocabulary, "[UNK]"))) {
      assertEquals(List.of(0), encode(model, "a"));
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> encode(model, "b"));
      assertTrue(String.valueOf(e.getMessage()).contains("[UNK]"), e.getMessage());
    }
  }

  @Test
  void aWordLevelModelKnowsWholePiecesOnly() {
    WordLevelModel model = new WordLevelModel(vocabulary("a", "ab", "?"), "?");
    assertEquals(List.of(1), encode(model, "ab"));
    assertEquals(List.of(2), encode(model, "aba"));
  }
}
