package org.tokenlab.analysis.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

final class TokenDifferenceTest {
  private static final Tokenizer CL100K = Tokenizers.named("cl100k_base");
  private static final Tokenizer O200K = Tokenizers.named("o200k_base");

  @Test
  void stretchesAreAsShortAsTheyCanBe() {
    TokenDifference.Comparison comparison =
        TokenDifference.between(CL100K, O200K, "strawberry balloon");
    assertEquals(
        List.of(
            new TokenDifference(
                "strawberry", List.of("str", "aw", "berry"), List.of("st", "raw", "berry"), true)),
        comparison.differences().stream()
            .map(d ->
                new TokenDifference(
                    d.text() + "berry",
                    plus(d.first(), "berry"),
                    plus(d.second(), "berry"),
                    d.wholeCharacters()))
            .limit(1)
            .toList());
  }

  private static List<String> plus(List<String> tokens, String last) {
    List<String> all = new java.util.ArrayList<>(tokens);
    all.add(last);
    return all;
  }

  @Test
  void aTokenizerDoesNotDifferFromItself() {
    TokenDifference.Comparison same =
        TokenDifference.between(CL100K, CL100K, "Straße ภาษาไทย 😀 1234567");
    assertEquals(List.of(), same.differences());
    assertEquals(same.firstTokens(), same.secondTokens());
    assertEquals(
        new TokenDifference.Comparison(0, 0, 0, List.of()),
        TokenDifference.between(CL100K, O200K, ""));
  }

  @Test
  void differencesAccountForTheDifferenceInTokens() {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    String alphabet = "abc ABC12é漢ไทยक्षि😀\n,.- theingAnd";
    int[] points = alphabet.codePoints().toArray();
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(80); i > 0; i--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      for (Tokenizer other : List.of(O200K, Tokenizers.named("bytes"))) {
        TokenDifference.Comparison comparison =
            TokenDifference.between(CL100K, other, text.toString());
        int difference = 0;
        for (TokenDifference d : comparison.differences()) {
          difference += d.second().size() - d.first().size();
          assertTrue(d.first().size() + d.second().size() > 2, "seed " + seed);
        }
        assertEquals(
            comparison.secondTokens() - comparison.firstTokens(), difference, "seed " + seed);
      }
    }
  }

  @Test
  void categoriesAreByTheCharacters() {
    assertEquals("latin", category(" Straße"));
    assertEquals("thai", category("ที่"));
    assertEquals("several scripts", category("aя"));
    assertEquals("latin and digits", category("a1"));
    assertEquals("latin and punctuation", category("don't"));
    assertEquals("digits", category("12"));
    assertEquals("digits and punctuation", category("1.5"));
    assertEquals("punctuation and symbols", category(" …"));
    assertEquals("white space", category(" \n"));
    assertEquals(
        "parts of characters", new TokenDifference("<E2>", List.of(), List.of(), false).category());
  }

  private static String category(String text) {
    return new TokenDifference(text, List.of(), List.of(), true).category();
  }
}
