package org.tokenlab.training.adapt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Padding;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.postprocess.RobertaProcessing;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.CharacterBpeRules;
import org.tokenlab.training.CharacterBpeTrainer;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.WordPieceTrainer;
import org.tokenlab.training.sentencepiece.SentencePieceBpeTrainer;
import org.tokenlab.training.unigram.UnigramTrainer;
import org.tokenlab.training.unigram.UnigramTraining;

class TokenizerPrunerTest {
  @TempDir private Path folder = Path.of("");

  private static Tokenizer bpe(BpeTraining training, boolean ranks) {
    Tokenizer tokenizer = training.tokenizer("base");
    return ranks
        ? tokenizer.toBuilder("base", BpeModel.ofRanks(training.model().vocabulary())).build()
        : tokenizer;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allThatIsLeftOfBpeCanBeReached(boolean ranks) {
    Random random = TestSeed.random("prune-reach" + ranks);
    BpeTraining training =
        BpeTrainer.builder(700).build().train(AdaptTexts.lines(random, 0, 600).stream());
    Tokenizer base = bpe(training, ranks);
    List<String> lines = AdaptTexts.lines(random, 1, 300);
    lines.addAll(AdaptTexts.lines(random, 0, 30));
    for (int size : new int[] {training.vocabularySize() - 1, 500, 300, 257, 256}) {
      PrunedTokenizer pruned = TokenizerPruner.builder(base, size).build().prune(lines.iterator());
      Tokenizer tokenizer = pruned.tokenizer();
      assertEquals(size, pruned.size());
      assertEquals(size, tokenizer.vocabulary().size());
      assertEquals(size, tokenizer.vocabulary().idLimit());
      Tokenizer pieces =
          tokenizer.toBuilder("pieces", tokenizer.model())
              .preTokenizer(PreTokenizer.none())
              .build();
      for (int id = 0; id < size; id++) {
        byte[] token = tokenizer.vocabulary().bytes(id);
        assertArrayEquals(base.vocabulary().bytes(pruned.oldId(id)), token);
        assertArrayEquals(new int[] {id}, pieces.encodeOrdinary(token));
        assertTrue(id == 0 || pruned.oldId(id) > pruned.oldId(id - 1));
      }
      assertEquals(AdaptTexts.tokens(base, lines), pruned.tokensBefore());
      assertEquals(AdaptTexts.tokens(tokenizer, lines), pruned.tokensAfter());
      for (String line : lines) {
        assertEquals(line, tokenizer.decode(tokenizer.encodeOrdinary(line)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allThatIsLeftOfSentencePiecesBpeCanBeReached(boolean byteFallback) throws IOException {
    Random random = TestSeed.random("prune-pieces" + byteFallback);
    List<String> lines = AdaptTexts.lines(random, 0, 400);
    int size = byteFallback ? 560 : 300;
    Tokenizer base =
        SentencePieceBpeTrainer.builder(size)
            .byteFallback(byteFallback)
            .build()
            .train(lines.stream())
            .tokenizer("base");
    lines = AdaptTexts.lines(random, 0, 100); // of other words
    PrunedTokenizer pruned =
        TokenizerPruner.builder(base, size - 180).build().prune(lines.iterator());
    Tokenizer tokenizer = pruned.tokenizer();
    SentencePieces pieces = ((SentencePieceModel) tokenizer.model()).pieces();
    assertEquals(size - 180, pieces.size());
    Tokenizer bare = Tokenizer.builder("bare", tokenizer.model()).build();
    for (int id = 0; id < pieces.size(); id++) {
      assertEquals(base.model().tokenText(pruned.oldId(id)), pieces.piece(id));
      if (pieces.type(id) == PieceType.NORMAL) {
        assertArrayEquals(new int[] {id}, bare.encodeOrdinary(pieces.piece(id)));
      }
    }
    assertEquals(AdaptTexts.tokens(base, lines), pruned.tokensBefore());
    assertEquals(AdaptTexts.tokens(tokenizer, lines), pruned.tokensAfter());
    Path file = folder.resolve("pruned.model");
    Tokenizers.save(tokenizer, file);
    Tokenizer loaded = Tokenizers.load(file);
    for (String text : lines) {
      assertArrayEquals(tokenizer.encodeOrdinary(text), loaded.encodeOrdinary(text));
      assertEquals(
          base.decode(base.encodeOrdinary(text)), tokenizer.decode(tokenizer.encodeOrdinary(text)));
    }
  }

  /// The old ids that are left, as the definition reads: again and again, of all tokens of which no
  /// other is made, the least used goes, the later of two, and its use falls to its parts.
  private static SortedSet<Integer> naive(BpeTraining training, WordCounts words, int size) {
    Merges merges = training.merges();
    Map<Integer, Long> uses = new HashMap<>();
    Tokenizer whole = new Tokenizer("", PreTokenizer.none(), training.model(), AddedTokens.none());
    for (int w = 0; w < words.size(); w++) {
      for (int id : whole.encodeOrdinary(words.word(w))) {
        uses.merge(id, words.count(w), Long::sum);
      }
    }
    TreeSet<Integer> left = new TreeSet<>();
    for (int id = 0; id < training.vocabularySize(); id++) {
      left.add(id);
    }
    while (left.size() > size) {
      TreeSet<Integer> leaves = new TreeSet<>(left.tailSet(256));
      for (int id : left.tailSet(256)) {
        leaves.remove(merges.left(id - 256));
        leaves.remove(merges.right(id - 256));
      }
      int least = leaves.first();
      for (int leaf : leaves) {
        if (uses.getOrDefault(leaf, 0L) <= uses.getOrDefault(least, 0L)) {
          least = leaf;
        }
      }
      left.remove(least);
      uses.merge(merges.left(least - 256), uses.getOrDefault(least, 0L), Long::sum);
      uses.merge(merges.right(least - 256), uses.getOrDefault(least, 0L), Long::sum);
    }
    return left;
  }

  @Test
  void bpeLosesTheLeavesOfTheDefinition() {
    Random random = TestSeed.random("prune-naive");
    for (int round = 0; round < 5; round++) {
      BpeTraining training =
          BpeTrainer.builder(400).build().train(AdaptTexts.lines(random, 0, 200).stream());
      int size = 256 + random.nextInt(training.vocabularySize() - 256);
      TokenizerPruner pruner = TokenizerPruner.builder(bpe(training, round % 2 == 1), size).build();
      WordCounts words =
          pruner.count(AdaptTexts.lines(random, round % 2, 50).iterator(), TrainingListener.NONE);
      PrunedTokenizer pruned = pruner.prune(words, TrainingListener.NONE);
      TreeSet<Integer> found = new TreeSet<>();
      for (int id = 0; id < pruned.size(); id++) {
        found.add(pruned.oldId(id));
      }
      assertEquals(naive(training, words, size), found);
    }
  }

  @Test
  void whatNamesTokensMovesAlong() throws IOException {
    Random random = TestSeed.random("prune-parts");
    List<String> lines = AdaptTexts.lines(random, 0, 400);
    Tokenizer trained =
        BpeTrainer.builder(500)
            .specialTokens(List.of("<s>", "</s>", "<pad>"))
            .build()
            .train(lines.stream())
            .tokenizer("base");
    Tokenizer base =
        trained.toBuilder("base", trained.model())
            .postProcessor(new RobertaProcessing("</s>", 501, "<s>", 500, true, false))
            .padding(new Padding(OptionalInt.empty(), 0, Side.RIGHT, 502, 0, "<pad>"))
            .build();
    PrunedTokenizer pruned = TokenizerPruner.builder(base, 403).build().prune(lines.iterator());
    Tokenizer tokenizer = pruned.tokenizer();
    assertEquals(403, pruned.size());
    assertEquals(400, tokenizer.addedTokens().id("<s>").orElseThrow());
    assertEquals(402, tokenizer.padding().orElseThrow().id());
    assertEquals(501, pruned.oldId(401));
    int[] ids = tokenizer.encode("ka", EncodeOptions.DEFAULT.withSpecialTokens(true)).ids();
    assertEquals(400, ids[0]);
    assertEquals(401, ids[ids.length - 1]);
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(tokenizer, file);
    try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(file, Map.of())) {
      for (String text : lines) {
        assertArrayEquals(
            Arrays.stream(theirs.encode(text).getIds()).mapToInt(Math::toIntExact).toArray(),
            tokenizer.encode(text, EncodeOptions.DEFAULT.withSpecialTokens(true)).ids(),
            text);
      }
    }
  }

  @Test
  void wordPieceKnowsAllWordsItKnew() throws IOException {
    Random random = TestSeed.random("prune-wordpiece");
    List<String> lines = AdaptTexts.lines(random, 0, 400);
    lines.addAll(AdaptTexts.lines(random, 1, 400));
    Tokenizer base = WordPieceTrainer.builder(600).build().train(lines.stream()).tokenizer("base");
    int unknown = base.vocabulary().id("[UNK]".getBytes(StandardCharsets.UTF_8));
    PrunedTokenizer pruned = TokenizerPruner.builder(base, 200).build().prune(lines.iterator());
    Tokenizer tokenizer = pruned.tokenizer();
    assertEquals(200, pruned.size());
    assertEquals(AdaptTexts.tokens(tokenizer, lines), pruned.tokensAfter());
    assertTrue(pruned.tokensAfter() > pruned.tokensBefore());
    for (int id = 0; id < 200; id++) {
      assertEquals(base.model().tokenText(pruned.oldId(id)), tokenizer.model().tokenText(id));
    }
    for (String line : lines) {
      int[] ids = tokenizer.encodeOrdinary(line);
      assertFalse(Arrays.stream(ids).anyMatch(id -> pruned.oldId(id) == unknown), line);
    }
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(tokenizer, file);
    try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(file, Map.of())) {
      for (String text : lines) {
        assertArrayEquals(
            Arrays.stream(theirs.encode(text).getIds()).mapToInt(Math::toIntExact).toArray(),
            tokenizer.encode(text, EncodeOptions.DEFAULT.withSpecialTokens(true)).ids(),
            text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unigramIsFittedToFewerPieces(boolean byteFallback) throws IOException {
    Random random = TestSeed.random("prune-unigram" + byteFallback);
    List<String> lines = AdaptTexts.lines(random, 0, 500);
    lines.addAll(AdaptTexts.lines(random, 2, 200));
    int size = byteFallback ? 500 : 240;
    UnigramTraining trained =
        UnigramTrainer.builder(size)
            .byteFallback(byteFallback)
            .userDefinedSymbols(List.of("<br>"))
            .build()
            .train(lines.stream());
    Tokenizer base = trained.tokenizer("base");
    List<String> served = lines.subList(0, 500);
    PrunedTokenizer pruned =
        TokenizerPruner.builder(base, size - 120).threads(1).build().prune(served.iterator());
    Tokenizer tokenizer = pruned.tokenizer();
    SentencePieces before = trained.model().pieces();
    SentencePieces pieces = ((SentencePieceModel) tokenizer.model()).pieces();
    assertEquals(size - 120, pieces.size());
    for (int id = 0; id < pieces.size(); id++) {
      assertEquals(before.piece(pruned.oldId(id)), pieces.piece(id));
      assertEquals(before.type(pruned.oldId(id)), pieces.type(id));
    }
    PrunedTokenizer again =
        TokenizerPruner.builder(base, size - 120).threads(3).build().prune(served.iterator());
    SentencePieces same = ((SentencePieceModel) again.tokenizer().model()).pieces();
    for (int id = 0; id < pieces.size(); id++) {
      assertEquals(pieces.piece(id), same.piece(id));
      assertEquals(pieces.score(id), same.score(id));
    }
    assertEquals(AdaptTexts.tokens(tokenizer, served), pruned.tokensAfter());
    Path file = folder.resolve("pruned.model");
    Tokenizers.save(tokenizer, file);
    Tokenizer loaded = Tokenizers.load(file);
    for (String text : served) {
      assertArrayEquals(tokenizer.encodeOrdinary(text), loaded.encodeOrdinary(text));
      assertEquals(
          base.decode(base.encodeOrdinary(text)), tokenizer.decode(tokenizer.encodeOrdinary(text)));
    }
  }

  @Test
  void huggingFacesUnigramIsPrunedAlike() {
    Random random = TestSeed.random("prune-hf-unigram");
    List<String> lines = AdaptTexts.lines(random, 0, 500);
    UnigramTraining trained = UnigramTrainer.builder(200).build().train(lines.stream());
    PrunedTokenizer ours =
        TokenizerPruner.builder(trained.tokenizer("base"), 90).build().prune(lines.iterator());
    PrunedTokenizer theirs =
        TokenizerPruner.builder(trained.huggingFace("base"), 90).build().prune(lines.iterator());
    for (int id = 0; id < 90; id++) {
      assertEquals(ours.oldId(id), theirs.oldId(id));
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    List<String> lines = List.of("a rose is a rose is a rose");
    Tokenizer bpe =
        BpeTrainer.builder(264)
            .specialTokens(List.of("<s>"))
            .build()
            .train(lines.stream())
            .tokenizer("bpe");
    int size = bpe.vocabulary().size() + 1;
    assertMessage(
        "bpe has " + size + " tokens, and can be pruned to fewer; got " + size,
        () -> TokenizerPruner.builder(bpe, size));
    assertMessage(
        "bpe: 257 tokens must stay (single bytes or characters, added and unknown tokens); got a"
            + " size of 200",
        () -> TokenizerPruner.builder(bpe, 200).build().prune(lines.iterator()));
    assertMessage(
        "there is no text to tell which tokens are of use",
        () -> TokenizerPruner.builder(bpe, 258).build().prune(List.<String>of().iterator()));
    Tokenizer characters =
        CharacterBpeTrainer.builder(CharacterBpeRules.YOUTOKENTOME, 40)
            .build()
            .train(lines.stream())
            .tokenizer("characters");
    assertMessage(
        "characters: byte-level BPE, SentencePiece's BPE, Unigram and WordPiece can be pruned; got"
            + " CharacterBpeModel",
        () -> TokenizerPruner.builder(characters, 20));
    Tokenizer unigram =
        UnigramTrainer.builder(20).build().train(lines.stream()).tokenizer("unigram");
    assertMessage(
        "7 pieces are single characters, which are not pruned; got 5 pieces to keep",
        () -> TokenizerPruner.builder(unigram, 8).build().prune(lines.iterator()));
  }

  private static void assertMessage(String expected, Executable run) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, run).getMessage());
  }
}
