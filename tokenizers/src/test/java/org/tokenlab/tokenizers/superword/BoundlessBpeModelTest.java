package org.tokenlab.tokenizers.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.PickyBpeModel;

/// BoundlessBPE against its definition, on tiny vocabularies that contradict themselves.
final class BoundlessBpeModelTest {
  private static final int MODELS = 1_500;
  private static final int TEXTS = 20;

  private static List<String> tokens(TokenizerModel model, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(16);
    IntSink spans = new IntSink(16);
    TokenizerModel.PieceEncoder encoder = model.newEncoder();
    encoder.encode(utf8, 0, utf8.length, ids);
    IntSink again = new IntSink(16);
    encoder.encode(utf8, 0, utf8.length, again, spans);
    assertArrayEquals(ids.toArray(), again.toArray());
    assertEquals(ids.size(), encoder.count(utf8, 0, new int[] {utf8.length}, 1));
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String token = new String(model.vocabulary().bytes(ids.get(i)), StandardCharsets.UTF_8);
      String there =
          new String(
              utf8,
              spans.get(2 * i),
              spans.get(2 * i + 1) - spans.get(2 * i),
              StandardCharsets.UTF_8);
      assertTrue(
          there.equals(token) || there.length() > token.length(),
          "only dropped text may be between");
      tokens.add(token);
    }
    return tokens;
  }

  @Test
  void idsAreThoseOfTheDefinition() {
    SplittableRandom random = TestSeed.random("boundless");
    int whole = 0;
    int plain = 0;
    int superwords = 0;
    for (int m = 0; m < MODELS; m++) {
      RandomBoundless given = RandomBoundless.next(random, m % 3 == 0);
      BoundlessBpeModel model = given.model();
      NaiveBoundless naive = given.naive();
      whole += model.words() instanceof PickyBpeModel p && p.wholePieces().length > 0 ? 1 : 0;
      plain += model.words() instanceof BpeModel ? 1 : 0;
      for (int i = 0; i < TEXTS; i++) {
        String text = RandomBoundless.text(random, i == 0 ? 600 : 24);
        List<String> wanted = naive.tokens(given.words(text));
        superwords += wanted.size() < given.words(text).size() ? 1 : 0;
        assertEquals(
            wanted,
            tokens(model, text),
            () -> given + " on " + text + "; " + TestSeed.replayLine());
      }
    }
    // Enough of all kinds; how many there are differs from seed to seed.
    assertTrue(
        whole > 5 && plain > 100 && superwords > 300, whole + " " + plain + " " + superwords);
  }

  @Test
  void aListWithoutDeletionsIsTheFastModel() {
    BpeSteps steps =
        BpeSteps.builder().merge(utf8("a"), utf8("b")).merge(utf8("ab"), utf8("c")).build();
    RandomBoundless any = new RandomBoundless(List.of(), List.of(), List.of("ab", "abc"), "a");
    assertTrue(steps.model(any.vocabulary()) instanceof BpeModel);
    // The second merge makes what the first one needs: too late by this rule, in time by
    // BpeModel's.
    BpeSteps late =
        BpeSteps.builder().merge(utf8("ab"), utf8("c")).merge(utf8("a"), utf8("b")).build();
    TokenizerModel model = late.model(any.vocabulary());
    assertTrue(model instanceof PickyBpeModel);
    assertEquals(List.of("ab", "c"), tokens(model, "abc"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Tokenizer tokenizer(BoundlessBpeModel model) {
    return new Tokenizer("test", PreTokenizer.none(), model, AddedTokens.none());
  }

  private static BoundlessBpeModel sentences() {
    List<String[]> steps =
        List.of(pair("t", "h"), pair("th", "e"), pair("o", "f"), pair(" ", "the"), pair(" ", "of"));
    List<String[]> supermerges =
        List.of(pair(" of", " the"), pair(" of the", " of"), pair(" the", " of"));
    List<String> tokens =
        List.of("th", "the", "of", " the", " of", " of the", " of the of", " the of");
    return new RandomBoundless(steps, supermerges, tokens, " ?\\p{L}+|\\P{L}").model();
  }

  private static String[] pair(String left, String right) {
    return new String[] {left, right};
  }

  @Test
  void endlessTextsOfOneKindAreEncoded() {
    Tokenizer tokenizer = tokenizer(sentences());
    int n = 200_000;
    for (String unit : List.of("a", " ", " of the", " the of", "\n", "中", "of")) {
      String text = unit.repeat(n);
      int[] ids = tokenizer.encodeOrdinary(text);
      assertEquals(text, tokenizer.decode(ids));
      assertEquals(ids.length, tokenizer.count(text));
    }
    // All ` of the` first; then the last one takes the ` of` that is left.
    assertEquals(n, tokenizer.count(" of the".repeat(n)));
    assertEquals(n, tokenizer.count(" the of".repeat(n)));
  }

  @Test
  void offsetsAreThoseOfTheWordsThatWereJoined() {
    Encoding encoding = tokenizer(sentences()).encode("é of the of\n the", EncodeOptions.DEFAULT);
    assertEquals(List.of("Ã", "©", "ĠofĠtheĠof", "Ċ", "Ġthe"), encoding.tokens());
    assertArrayEquals(
        new int[] {0, 1, 0, 1, 1, 11, 11, 12, 12, 16}, encoding.offsets(TextUnit.UTF16_UNITS));
  }

  @Test
  void illFormedBytesAreReadAsReplacementCharacters() {
    Tokenizer tokenizer = tokenizer(sentences());
    byte[] utf8 = {' ', 'o', 'f', (byte) 0xFF, ' ', 't', 'h', 'e'};
    assertArrayEquals(tokenizer.encodeOrdinary(" of\uFFFD the"), tokenizer.encodeOrdinary(utf8));
  }

  @Test
  void dropoutIsRefused() {
    Tokenizer tokenizer = tokenizer(sentences());
    UnsupportedOperationException e =
        assertThrows(
            UnsupportedOperationException.class,
            () -> tokenizer.model().newSampler(new Sampling.Dropout(0.1), new java.util.Random(1)));
    assertEquals("BoundlessBpeModel has no Dropout", e.getMessage());
  }

  @Test
  void whatStepsLeaveOutsideTheVocabularyIsNamed() {
    BpeSteps steps = BpeSteps.builder().merge(utf8("a"), utf8("b")).build();
    PickyBpeModel model =
        PickyBpeModel.of(
            new RandomBoundless(List.of(), List.of(), List.of(), "a").vocabulary(), steps);
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> tokens(model, "ab"));
    assertTrue(e.getMessage().startsWith("the model's steps leave \"ab\""), e::getMessage);
  }

  @Test
  void aSupermergeThatMakesSomethingElseIsRefused() {
    RandomBoundless any = new RandomBoundless(List.of(), List.of(), List.of("ab"), "a");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                BoundlessBpeModel.of(
                    any.vocabulary(),
                    BpeSteps.builder().build(),
                    org.tokenlab.tokenizers.bpe.Merges.of(new int[] {'a', 'c', 256}),
                    WordSplitter.of("a")));
    assertEquals("merge 0 makes token 256, which is not its two parts", e.getMessage());
  }
}
