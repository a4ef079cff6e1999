package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.ReferenceData;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

final class ModelFilesTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"model.tiktoken", "model.json", "model.tokenlab"})
  void savedAndLoadedGivesTheSameIds(String name) throws IOException {
    Tokenizer saved = smallTokenizer();
    Tokenizers.save(saved, folder.resolve(name));
    Tokenizer loaded = Tokenizers.load(folder.resolve(name));
    SplittableRandom random = TestSeed.random("saved" + name);
    for (int i = 0; i < 2_000; i++) {
      String text = RandomText.next(random, 10) + " the theta ".repeat(random.nextInt(3));
      assertArrayEquals(
          saved.encodeOrdinary(text), loaded.encodeOrdinary(text), TestSeed::replayLine);
    }
    assertEquals(300, loaded.addedTokens().id("<|end|>").orElseThrow());
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith(".part")), "no temporary file is left");
    }
  }

  @Test
  void aPublishedFileIsKnownByItsHash() throws IOException {
    Tokenizer cl100k = Tokenizers.named("cl100k_base");
    Path file = folder.resolve("renamed.tiktoken");
    Files.write(file, TiktokenFile.write(cl100k.vocabulary()));
    Tokenizer loaded = Tokenizers.load(file);
    assertArrayEquals(
        cl100k.encodeOrdinary("don't 12345\n "), loaded.encodeOrdinary("don't 12345\n "));
    assertEquals(100257, loaded.addedTokens().id("<|endoftext|>").orElseThrow());
  }

  @Test
  void aRanksFileWithoutPatternIsRefused() throws IOException {
    Path file = folder.resolve("bare.tiktoken");
    Files.write(file, TiktokenFile.write(smallTokenizer().vocabulary()));
    assertMessage(() -> Tokenizers.load(file), "no splitting pattern");
    assertEquals(
        256 + 3,
        TokenizerFiles.loadTiktoken(file, SplitPattern.GPT2, AddedTokens.none())
            .vocabulary()
            .size());
  }

  @ParameterizedTest
  @CsvSource({
    "'IQ== 0\nIg== x\n', 'line 2, byte 7'",
    "'IQ==0\n', 'line 1, byte 0'",
    "'I*== 0\n', 'line 1, byte 0'",
    "'IQ== 0\nIg== 0\n', 'rank 0 comes twice'",
    "'IQ== 0\nIQ== 1\n', 'same bytes'",
    "'IQ== 99999999\n', 'line 1'",
    "'', 'no tokens'"
  })
  void aDamagedRanksFileIsRefusedWithThePlace(String content, String part) throws IOException {
    Path file = folder.resolve("bad.tiktoken");
    Files.writeString(file, content);
    assertMessage(() -> TiktokenFile.read(file), part);
    assertMessage(() -> TiktokenFile.read(file), "bad.tiktoken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\": | not JSON at byte",
        "[1] | expected a JSON object",
        "{\"model\": null} | model: expected this field",
        "{\"normalizer\": {\"type\": \"NFX\"}, \"model\": {\"vocab\": []}} | normalizer, byte 15: expected a normalizer of HF tokenizers 0.23; found an object of type \"NFX\"",
        "{\"pre_tokenizer\": {\"type\": \"Metaspace\"}, \"model\": {\"vocab\": []}} | pre_tokenizer.replacement",
        "{\"model\": {\"type\": \"Foo\", \"vocab\": []}} | model.type, byte 19: expected BPE, Unigram, WordPiece or WordLevel; found \"Foo\"",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0.5}}} | model.vocab.a",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 2097152}}} | model.vocab.a, byte 41: expected a whole number from 0 to 2097151; found 2097152",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a b\"]}} | token \"b\"",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"ab\"]}} | model.merges[0]: expected two tokens",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"\\ud800\": 0}, \"merges\": []}} | surrogate",
      })
  void aTokenizerJsonThatCantBeRunExactlyIsRefusedWithTheField(String content, String part)
      throws IOException {
    Path file = folder.resolve("bad.json");
    Files.writeString(file, content);
    assertMessage(() -> Tokenizers.load(file), part);
    assertMessage(() -> Tokenizers.load(file), "bad.json");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    Path file = folder.resolve("deep.json");
    Files.writeString(file, "{\"normalizer\": " + "[".repeat(200_000));
    assertMessage(() -> Tokenizers.load(file), "not JSON at byte");
  }

  @Test
  void aFolderIsReadByWhatIsInIt() throws IOException {
    Tokenizers.save(smallTokenizer(), folder.resolve("tokenizer.json"));
    assertArrayEquals(
        smallTokenizer().encodeOrdinary("the"), Tokenizers.load(folder).encodeOrdinary("the"));
    Files.delete(folder.resolve("tokenizer.json"));
    assertMessage(() -> Tokenizers.load(folder), "expected one of wordpool.json, tokenizer.json");
  }

  @Test
  void ranksAndMergesAreTranslatedWithoutOtherIds() throws IOException {
    Tokenizer ranks = Tokenizers.named("r50k_base");
    Path json = folder.resolve("r50k.json");
    Path tiktoken = folder.resolve("r50k.tiktoken");
    Tokenizers.save(ranks, json);
    Tokenizer merges = Tokenizers.load(json);
    Tokenizers.save(merges, tiktoken);
    assertArrayEquals(TiktokenFile.write(ranks.vocabulary()), Files.readAllBytes(tiktoken));
    SplittableRandom random = TestSeed.random("translated");
    for (int i = 0; i < 2_000; i++) {
      String text = RandomText.next(random, 20);
      assertArrayEquals(
          ranks.encodeOrdinary(text), merges.encodeOrdinary(text), TestSeed::replayLine);
    }
  }

  @Test
  void vocabularyAndMergesGiveGpt2() throws IOException {
    Tokenizer gpt2 = Tokenizers.load(ReferenceData.file("vocab/gpt2/encoder.json"));
    Tokenizer r50k = Tokenizers.named("r50k_base");
    Tokenizers.save(gpt2, folder.resolve("vocab.json"));
    Tokenizer again = Tokenizers.load(folder.resolve("merges.txt"));
    SplittableRandom random = TestSeed.random("vocabulary and merges");
    for (int i = 0; i < 2_000; i++) {
      String text = RandomText.next(random, 30);
      assertArrayEquals(
          r50k.encodeOrdinary(text), again.encodeOrdinary(text), TestSeed::replayLine);
    }
  }

  @Test
  void aWordPieceVocabularyTellsWhetherItLowercases() throws IOException {
    Path file = folder.resolve("vocab.txt");
    for (boolean lowercase : new boolean[] {true, false}) {
      Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n[SEP]\nab\n##c\n" + (lowercase ? "" : "AB\n"));
      Tokenizer tokenizer = Tokenizers.load(file);
      assertArrayEquals(
          new int[] {lowercase ? 4 : 6, lowercase ? 5 : 1},
          new int[] {
            tokenizer.encodeOrdinary("AB")[0], lowercase ? 5 : tokenizer.encodeOrdinary("ABd")[0]
          });
      Tokenizers.save(tokenizer, file);
      assertEquals(tokenizer.normalizer(), Tokenizers.load(file).normalizer());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unigram", "bpe", "char", "word"})
  void aSentencePieceModelIsNotWrittenAsTokenizerJson(String kind) throws IOException {
    try (java.io.InputStream in =
        ModelFilesTest.class.getResourceAsStream(
            "/org/tokenlab/tokenizers/fuzz/SentencePiece/" + kind + ".model")) {
      Tokenizer model =
          Tokenizers.load(java.util.Objects.requireNonNull(in), ModelFormat.SENTENCEPIECE, kind);
      IllegalArgumentException e =
          org.junit.jupiter.api.Assertions.assertThrows(
              IllegalArgumentException.class, () -> TokenizerJson.write(model));
      String message = String.valueOf(e.getMessage());
      assertTrue(message.contains(kind.equals("unigram") ? "doubles" : "rule for"), message);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertMessage(() -> Tokenizers.load(folder.resolve("none.json")), "no such file");
  }

  @Test
  void ranksThatWouldGiveOtherIdsAreNotWritten() {
    Tokenizer outOfOrder =
        tokenizer(new String[] {"the", "th"}, new int[] {'t', 'h', 257, 257, 'e', 256});
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Tokenizers.save(outOfOrder, folder.resolve("x.tiktoken")));
    assertTrue(String.valueOf(e.getMessage()).contains("tokens of higher rank"), e.getMessage());
    assertTrue(!Files.exists(folder.resolve("x.tiktoken")));
  }

  @Test
  void ranksHaveNoPlaceForTokensOfTwoKinds() throws IOException {
    Path file = folder.resolve("x.tiktoken");
    AddedToken before = AddedToken.special("<|a|>", 300);
    AddedToken after = new AddedToken("<|b|>", 301, false, false, false, true, true);
    Tokenizers.save(with(after), file); // nothing is normalized
    assertArrayEquals(
        new int[] {'-', 301}, Tokenizers.load(file).encode("-<|b|>", EncodeOptions.TRUSTED).ids());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Tokenizers.save(with(before, after), file));
    assertTrue(String.valueOf(e.getMessage()).contains("no such added token"), e.getMessage());
  }

  private static Tokenizer with(AddedToken... added) {
    return Tokenizer.builder("small", smallTokenizer().model())
        .preTokenizer(SplitPattern.O200K.preTokenizer())
        .addedTokens(AddedTokens.of(List.of(added)))
        .build();
  }

  @Test
  void hfsGpt2FileGivesTheIdsOfR50k() throws IOException {
    Tokenizer gpt2 = Tokenizers.load(ReferenceData.file("vocab/hf-json/gpt2.json"));
    Tokenizer r50k = Tokenizers.named("r50k_base");
    SplittableRandom random = TestSeed.random("gpt2");
    for (int i = 0; i < 5_000; i++) {
      String text = RandomText.next(random, 30);
      assertArrayEquals(r50k.encodeOrdinary(text), gpt2.encodeOrdinary(text), TestSeed::replayLine);
    }
  }

  static Tokenizer smallTokenizer() {
    return tokenizer(
        new String[] {"th", "the", " the"},
        new int[] {'t', 'h', 256, 256, 'e', 257, ' ', 257, 258});
  }

  private static Tokenizer tokenizer(String[] merged, int[] triples) {
    byte[][] tokens = new byte[256 + merged.length][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    for (int i = 0; i < merged.length; i++) {
      tokens[256 + i] = merged[i].getBytes(StandardCharsets.UTF_8);
    }
    return new Tokenizer(
        "small",
        SplitPattern.O200K.preTokenizer(),
        BpeModel.ofMerges(Vocabulary.of(tokens), Merges.of(triples)),
        AddedTokens.special(Map.of("<|end|>", 300)));
  }

  private static void assertMessage(org.junit.jupiter.api.function.Executable call, String part) {
    ModelFileException e = assertThrows(ModelFileException.class, call);
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }
}
