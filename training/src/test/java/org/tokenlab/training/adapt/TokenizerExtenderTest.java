package org.tokenlab.training.adapt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.CharacterBpeRules;
import org.tokenlab.training.CharacterBpeTrainer;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TieOrder;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.WordPieceTrainer;
import org.tokenlab.training.WordPieceTraining;
import org.tokenlab.training.sentencepiece.SentencePieceBpeTrainer;
import org.tokenlab.training.unigram.UnigramTrainer;
import org.tokenlab.training.unigram.UnigramTraining;

class TokenizerExtenderTest {
  @TempDir private Path folder = Path.of("");

  private static byte[][] tokens(Vocabulary vocabulary) {
    byte[][] tokens = new byte[vocabulary.idLimit()][];
    Arrays.setAll(tokens, id -> vocabulary.contains(id) ? vocabulary.bytes(id) : new byte[0]);
    return tokens;
  }

  private static int[][] triples(Merges merges) {
    int[][] triples = new int[merges.size()][];
    Arrays.setAll(triples, r -> new int[] {merges.left(r), merges.right(r), merges.merged(r)});
    return triples;
  }

  @ParameterizedTest
  @EnumSource(
      value = TieOrder.class,
      names = {"BEST", "HF"})
  void toExtendOnTheTextOfTrainingIsToTrainOn(TieOrder ties) {
    Random random = TestSeed.random("extend-same" + ties);
    List<String> lines = AdaptTexts.lines(random, random.nextInt(3), 800);
    BpeTraining large = BpeTrainer.builder(600).tieOrder(ties).build().train(lines.stream());
    for (int size : new int[] {256, 257, 300, 450}) {
      Tokenizer base = large.truncated(size).tokenizer("base");
      ExtendedTokenizer extended =
          TokenizerExtender.builder(base, large.vocabularySize() - size)
              .build()
              .extend(lines.iterator());
      BpeModel model = (BpeModel) extended.tokenizer().model();
      assertArrayEquals(tokens(large.model().vocabulary()), tokens(model.vocabulary()));
      assertArrayEquals(triples(large.merges()), triples(model.merges().orElseThrow()));
      assertEquals(large.corpusTokens(size), extended.tokensBefore());
      assertEquals(large.corpusTokens(), extended.tokensAfter());
    }
  }

  /// Byte-level BPE over symbols that are another model's tokens, as its definition reads.
  ///
  /// @param allowed which texts may become tokens
  private static List<String> naive(
      TokenizerModel base, WordCounts words, int wanted, Predicate<String> allowed) {
    Tokenizer whole = new Tokenizer("", PreTokenizer.none(), base, AddedTokens.none());
    List<List<Integer>> texts = new ArrayList<>();
    for (int w = 0; w < words.size(); w++) {
      texts.add(
          new ArrayList<>(Arrays.stream(whole.encodeOrdinary(words.word(w))).boxed().toList()));
    }
    List<byte[]> tokens = new ArrayList<>(List.of(tokens(base.vocabulary())));
    int first = tokens.size();
    while (tokens.size() < first + wanted) {
      Map<List<Integer>, Long> pairs = new HashMap<>();
      for (int w = 0; w < texts.size(); w++) {
        for (int i = 0; i + 1 < texts.get(w).size(); i++) {
          pairs.merge(List.copyOf(texts.get(w).subList(i, i + 2)), words.count(w), Long::sum);
        }
      }
      pairs
          .keySet()
          .removeIf(pair ->
              base.vocabulary().id(join(tokens, pair)) >= 0
                  || !allowed.test(new String(join(tokens, pair), StandardCharsets.UTF_8)));
      if (pairs.isEmpty()) {
        break;
      }
      List<Integer> best =
          pairs.entrySet().stream()
              .min(
                  Comparator.comparingLong((Map.Entry<List<Integer>, Long> e) -> -e.getValue())
                      .thenComparingInt(e -> e.getKey().get(0))
                      .thenComparingInt(e -> e.getKey().get(1)))
              .orElseThrow()
              .getKey();
      for (List<Integer> text : texts) {
        for (int i = 0; i + 1 < text.size(); i++) {
          if (text.subList(i, i + 2).equals(best)) {
            text.set(i, tokens.size());
            text.subList(i + 1, i + 2).clear();
          }
        }
      }
      tokens.add(join(tokens, best));
    }
    return tokens.subList(first, tokens.size()).stream().map(Arrays::toString).toList();
  }

  private static byte[] join(List<byte[]> tokens, List<Integer> pair) {
    byte[] l = tokens.get(pair.get(0));
    byte[] r = tokens.get(pair.get(1));
    byte[] both = Arrays.copyOf(l, l.length + r.length);
    System.arraycopy(r, 0, both, l.length, r.length);
    return both;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void newTokensAreThoseOfTheDefinition(boolean ranks) {
    Random random = TestSeed.random("extend-naive" + ranks);
    for (int round = 0; round < 6; round++) {
      BpeTraining trained =
          BpeTrainer.builder(256 + random.nextInt(200))
              .build()
              .train(AdaptTexts.lines(random, 0, 300).stream());
      BpeModel model = ranks ? BpeModel.ofRanks(trained.model().vocabulary()) : trained.model();
      Tokenizer base = trained.tokenizer("base").toBuilder("base", model).build();
      List<String> lines = AdaptTexts.lines(random, round % 3, 60);
      TokenizerExtender extender =
          TokenizerExtender.builder(base, 80).threads(1 + random.nextInt(2)).build();
      WordCounts words = extender.count(lines.iterator(), TrainingListener.NONE);
      ExtendedTokenizer extended = extender.extend(words, TrainingListener.NONE);
      Vocabulary vocabulary = extended.tokenizer().vocabulary();
      List<String> found = new ArrayList<>();
      for (int id = extended.firstNewId(); id < vocabulary.idLimit(); id++) {
        found.add(Arrays.toString(vocabulary.bytes(id)));
      }
      assertEquals(naive(model, words, 80, _ -> true), found);
      assertEquals(found.size(), extended.newTokens());
      assertEquals(AdaptTexts.tokens(base, lines), extended.tokensBefore());
      assertEquals(AdaptTexts.tokens(extended.tokenizer(), lines), extended.tokensAfter());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sentencePiecesBpeGoesOnByItsRules(boolean byteFallback) throws IOException {
    Random random = TestSeed.random("extend-pieces" + byteFallback);
    for (int round = 0; round < 4; round++) {
      Tokenizer base =
          SentencePieceBpeTrainer.builder((byteFallback ? 300 : 40) + random.nextInt(100))
              .byteFallback(byteFallback)
              .build()
              .train(AdaptTexts.lines(random, 0, 300).stream())
              .tokenizer("base");
      // Letters without scripts or digits: all that SentencePiece forbids is a ▁ inside. Those that
      // are no pieces of the base stay unknown, or bytes.
      List<String> lines =
          AdaptTexts.lines(random, round % 2, 80).stream()
              .map(line -> line.replaceAll("[0-9.,'!]", ""))
              .toList();
      SentencePieces before = ((SentencePieceModel) base.model()).pieces();
      TokenizerExtender extender = TokenizerExtender.builder(base, 60).build();
      WordCounts words = extender.count(lines.iterator(), TrainingListener.NONE);
      ExtendedTokenizer extended = extender.extend(words, TrainingListener.NONE);
      SentencePieces pieces = ((SentencePieceModel) extended.tokenizer().model()).pieces();
      List<String> found = new ArrayList<>();
      for (int id = before.size(); id < pieces.size(); id++) {
        found.add(Arrays.toString(pieces.piece(id).getBytes(StandardCharsets.UTF_8)));
      }
      assertEquals(
          naive(
              base.model(),
              words,
              60,
              text ->
                  text.codePointCount(0, text.length()) <= 16
                      && text.codePoints()
                          .allMatch(c -> base.model().idOfText(Character.toString(c)) > 2)
                      && !text.startsWith("<0x")
                      && !(text.matches(".*[a-zé].*") && text.matches(".*[а-яё].*"))),
          found);
      assertEquals(AdaptTexts.tokens(base, lines), extended.tokensBefore());
      assertEquals(AdaptTexts.tokens(extended.tokenizer(), lines), extended.tokensAfter());
      Path file = folder.resolve("extended.model");
      Tokenizers.save(extended.tokenizer(), file);
      Tokenizer loaded = Tokenizers.load(file);
      for (String text : lines) {
        int[] ids = extended.tokenizer().encodeOrdinary(text);
        assertArrayEquals(ids, loaded.encodeOrdinary(text));
        if (Arrays.stream(ids).allMatch(id -> id < before.size())) {
          assertArrayEquals(base.encodeOrdinary(text), ids);
        }
      }
    }
  }

  @Test
  void toExtendWordPieceOnTheTextOfTrainingIsToTrainOn() throws IOException {
    Random random = TestSeed.random("extend-wordpiece");
    // Words without a "#", so that each token has one text.
    List<String> lines = AdaptTexts.lines(random, 0, 500);
    WordPieceTraining large = WordPieceTrainer.builder(300).build().train(lines.stream());
    WordPieceTraining small = WordPieceTrainer.builder(180).build().train(lines.stream());
    ExtendedTokenizer extended =
        TokenizerExtender.builder(small.tokenizer("base"), 120).build().extend(lines.iterator());
    Vocabulary vocabulary = extended.tokenizer().vocabulary();
    assertEquals(300, vocabulary.size());
    // Base words are cut by longest match, and training's as they were merged: mostly the same.
    long same =
        IntStream.range(180, 300)
            .filter(id -> vocabulary.id(large.model().vocabulary().bytes(id)) >= 0)
            .count();
    assertTrue(same > 60, "of 120 tokens " + same + " are training's");
    assertEquals(AdaptTexts.tokens(extended.tokenizer(), lines), extended.tokensAfter());
    assertTrue(extended.tokensAfter() < extended.tokensBefore());
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(extended.tokenizer(), file);
    try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(file, Map.of())) {
      for (String text : lines) {
        assertArrayEquals(
            Arrays.stream(theirs.encode(text).getIds()).mapToInt(Math::toIntExact).toArray(),
            extended.tokenizer().encode(text, EncodeOptions.DEFAULT.withSpecialTokens(true)).ids(),
            text);
      }
    }
  }

  @Test
  void idsThatWereThereKeepTheirMeaning() {
    Random random = TestSeed.random("extend-ids");
    List<String> old = AdaptTexts.lines(random, 0, 400);
    Tokenizer base =
        BpeTrainer.builder(500)
            .specialTokens(List.of("<|end|>", "<|pad|>"))
            .build()
            .train(old.stream())
            .tokenizer("base");
    ExtendedTokenizer extended =
        TokenizerExtender.builder(base, 100)
            .maxTokenLength(9)
            .build()
            .extend(AdaptTexts.lines(random, 1, 400).iterator());
    Tokenizer tokenizer = extended.tokenizer();
    assertEquals(502, extended.firstNewId());
    assertEquals(100, extended.newTokens());
    assertEquals(602, tokenizer.vocabulary().idLimit());
    assertEquals(base.addedTokens().all(), tokenizer.addedTokens().all());
    for (int id = 0; id < 602; id++) {
      if (base.vocabulary().contains(id)) {
        assertArrayEquals(base.vocabulary().bytes(id), tokenizer.vocabulary().bytes(id));
      } else {
        assertEquals(id >= 502, tokenizer.vocabulary().contains(id));
        assertTrue(id < 502 || tokenizer.vocabulary().length(id) <= 9);
      }
    }
    int asBefore = 0;
    for (String text : old) {
      int[] ids = tokenizer.encodeOrdinary(text);
      assertEquals(text, tokenizer.decode(ids));
      if (Arrays.stream(ids).allMatch(id -> id < 502)) {
        assertArrayEquals(base.encodeOrdinary(text), ids);
        asBefore++;
      }
    }
    assertTrue(asBefore > 0, "some lines hold none of the new tokens: " + asBefore);
  }

  @Test
  void huggingFaceGivesTheSameIdsForASavedFile() throws IOException {
    Random random = TestSeed.random("extend-hf");
    Tokenizer base =
        BpeTrainer.builder(400)
            .tieOrder(TieOrder.HF)
            .specialTokens(List.of("<|end|>"))
            .build()
            .train(AdaptTexts.lines(random, 0, 300).stream())
            .tokenizer("base");
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(base, file);
    Tokenizer extended =
        TokenizerExtender.builder(Tokenizers.load(file), 150)
            .build()
            .extend(AdaptTexts.lines(random, 1, 300).iterator())
            .tokenizer();
    Tokenizers.save(extended, file);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(file, Map.of("addSpecialTokens", "false"))) {
      for (int language = 0; language < 3; language++) {
        for (String text : AdaptTexts.lines(random, language, 100)) {
          assertArrayEquals(
              Arrays.stream(theirs.encode(text + "<|end|>").getIds())
                  .mapToInt(Math::toIntExact)
                  .toArray(),
              append(extended.encodeOrdinary(text), 400),
              text);
        }
      }
    }
  }

  private static int[] append(int[] ids, int id) {
    int[] longer = Arrays.copyOf(ids, ids.length + 1);
    longer[ids.length] = id;
    return longer;
  }

  private static UnigramTraining unigram(List<String> lines, boolean byteFallback) {
    return UnigramTrainer.builder(byteFallback ? 420 : 160)
        .byteFallback(byteFallback)
        .controlSymbols(List.of("<pad>"))
        .build()
        .train(lines.stream());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unigramGetsPiecesAndKeepsItsOwn(boolean byteFallback) throws IOException {
    Random random = TestSeed.random("extend-unigram" + byteFallback);
    List<String> old = AdaptTexts.lines(random, 0, 500);
    List<String> lines = AdaptTexts.lines(random, 1, 500);
    Tokenizer base = unigram(old, byteFallback).tokenizer("base");
    SentencePieces before = ((SentencePieceModel) base.model()).pieces();
    ExtendedTokenizer extended =
        TokenizerExtender.builder(base, 90).threads(1).build().extend(lines.iterator());
    Tokenizer tokenizer = extended.tokenizer();
    SentencePieces pieces = ((SentencePieceModel) tokenizer.model()).pieces();
    assertEquals(before.size(), extended.firstNewId());
    assertEquals(90, extended.newTokens());
    assertEquals(before.size() + 90, pieces.size());
    for (int id = 0; id < before.size(); id++) {
      assertEquals(before.piece(id), pieces.piece(id));
      assertEquals(before.score(id), pieces.score(id));
      assertEquals(before.type(id), pieces.type(id));
    }
    double lowest =
        IntStream.range(0, before.size())
            .filter(id -> before.type(id) == PieceType.NORMAL)
            .mapToDouble(before::score)
            .min()
            .orElseThrow();
    for (int id = before.size(); id < pieces.size(); id++) {
      assertTrue(pieces.score(id) >= (float) lowest, "the unknown's score would fall");
    }
    assertTrue(extended.tokensAfter() < extended.tokensBefore());
    assertEquals(AdaptTexts.tokens(tokenizer, lines), extended.tokensAfter());
    for (String text : old) {
      int[] ids = tokenizer.encodeOrdinary(text);
      if (Arrays.stream(ids).allMatch(id -> id < before.size())) {
        assertArrayEquals(base.encodeOrdinary(text), ids);
      }
    }
    Tokenizer again =
        TokenizerExtender.builder(base, 90).threads(3).build().extend(lines.iterator()).tokenizer();
    for (int id = 0; id < pieces.size(); id++) {
      assertEquals(pieces.piece(id), ((SentencePieceModel) again.model()).pieces().piece(id));
      assertEquals(pieces.score(id), ((SentencePieceModel) again.model()).pieces().score(id));
    }
    Path file = folder.resolve("extended.model");
    Tokenizers.save(tokenizer, file);
    Tokenizer loaded = Tokenizers.load(file);
    for (String text : lines) {
      assertArrayEquals(tokenizer.encodeOrdinary(text), loaded.encodeOrdinary(text));
    }
  }

  @Test
  void huggingFacesUnigramIsExtendedAlike() throws IOException {
    Random random = TestSeed.random("extend-hf-unigram");
    UnigramTraining trained = unigram(AdaptTexts.lines(random, 0, 500), false);
    Tokenizer base = trained.huggingFace("base");
    List<String> lines = AdaptTexts.lines(random, 2, 500);
    ExtendedTokenizer extended =
        TokenizerExtender.builder(base, 60).build().extend(lines.iterator());
    ExtendedTokenizer peer =
        TokenizerExtender.builder(trained.tokenizer("base"), 60).build().extend(lines.iterator());
    for (int id = 0; id < base.vocabulary().idLimit() + 60; id++) {
      assertEquals(
          peer.tokenizer().model().tokenText(id), extended.tokenizer().model().tokenText(id));
    }
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(extended.tokenizer(), file);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(file, Map.of("addSpecialTokens", "false"))) {
      for (String text : lines) {
        assertArrayEquals(
            Arrays.stream(theirs.encode(text).getIds()).mapToInt(Math::toIntExact).toArray(),
            extended.tokenizer().encodeOrdinary(text),
            text);
      }
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    List<String> lines = List.of("a rose is a rose", "中国人");
    Tokenizer bpe = BpeTrainer.builder(260).build().train(lines.stream()).tokenizer("bpe");
    assertMessage(
        "there is no text to learn new tokens from",
        () -> TokenizerExtender.builder(bpe, 5).build().extend(List.<String>of().iterator()));
    assertMessage(
        "bpe has room for 1 to 2096892 new tokens; got 0", () -> TokenizerExtender.builder(bpe, 0));
    Tokenizer characters =
        CharacterBpeTrainer.builder(CharacterBpeRules.YOUTOKENTOME, 40)
            .build()
            .train(lines.stream())
            .tokenizer("characters");
    assertMessage(
        "characters: byte-level BPE, SentencePiece's BPE, Unigram and WordPiece can be extended; got"
            + " CharacterBpeModel",
        () -> TokenizerExtender.builder(characters, 5));
    ExtendedTokenizer fewer =
        TokenizerExtender.builder(bpe, 1_000).build().extend(lines.iterator());
    assertTrue(fewer.newTokens() < 100);
    assertEquals(1_000, fewer.wantedTokens());
    Tokenizer unigram =
        UnigramTrainer.builder(40)
            .build()
            .train(AdaptTexts.lines(new Random(1), 0, 200).stream())
            .tokenizer("unigram");
    assertMessage(
        "the text has 3 characters that are no pieces yet, and 2 new pieces were asked for; ask for"
            + " more, or lower the character coverage (1.0)",
        () ->
            TokenizerExtender.builder(unigram, 2)
                .characterCoverage(1)
                .build()
                .extend(List.of("中国人").iterator()));
  }

  private static void assertMessage(String expected, Executable run) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, run).getMessage());
  }

  @Test
  void aTextsBytesThatAreNoWordChangeNothing() {
    Tokenizer bpe = BpeTrainer.builder(260).build().train(Stream.of("aaaa")).tokenizer("bpe");
    ExtendedTokenizer same =
        TokenizerExtender.builder(bpe, 5).build().extend(List.of("x").iterator());
    assertEquals(0, same.newTokens());
    assertArrayEquals(
        bpe.encodeOrdinary("aaxaaaa".getBytes(StandardCharsets.UTF_8)),
        same.tokenizer().encodeOrdinary("aaxaaaa"));
  }
}
