package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.normalize.BertNormalizer;

/// Our vocabularies against those of Hugging Face tokenizers 0.23.2, in the golden files that
/// `src/test/python/hf_wordpiece.py` writes; and what the peer makes of a file of ours.
class WordPieceTrainerTest {
  private static final int SPECIAL = 5;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"lower", "cased"})
  void vocabulariesEqualHuggingFace(String run) throws IOException {
    List<String> expected = read("hf-wordpiece-" + run + ".txt").lines().toList();
    int special = SPECIAL;
    while (expected.get(special).startsWith("##")) {
      special++;
    }
    WordPieceTrainer.Builder builder =
        WordPieceTrainer.builder(run.equals("lower") ? 900 : 1000)
            .specialTokens(expected.subList(0, special));
    if (run.equals("cased")) {
      builder.normalizer(new BertNormalizer(true, true, Optional.empty(), false)).minFrequency(2);
    }
    WordPieceTraining training = builder.build().train(texts().iterator());
    assertEquals(expected, tokens(training));
  }

  @Test
  void huggingFaceGivesTheSameIdsForASavedFile() throws IOException {
    Tokenizer ours =
        WordPieceTrainer.builder(700).build().train(texts().iterator()).tokenizer("mine");
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(ours, file);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(file, Map.of("addSpecialTokens", "false"))) {
      for (String text : texts()) {
        int[] wanted =
            Arrays.stream(theirs.encode(text).getIds()).mapToInt(Math::toIntExact).toArray();
        assertArrayEquals(wanted, ours.encodeOrdinary(text), text);
      }
    }
  }

  @Test
  void theAlphabetMayBeLimitedAndGiven() {
    WordPieceTrainer.Builder builder =
        WordPieceTrainer.builder(100).specialTokens(List.of("[UNK]")).limitAlphabet(3);
    List<String> texts = List.of("aaab aab abc acx ay");
    List<String> tokens = tokens(builder.build().train(texts.iterator()));
    assertEquals(List.of("[UNK]", "a", "b", "c", "##a", "##b", "##c"), tokens.subList(0, 7));
    assertTrue(tokens.stream().noneMatch(token -> token.contains("x")), tokens.toString());
    List<String> given = tokens(builder.initialAlphabet("zx").build().train(texts.iterator()));
    assertEquals(List.of("[UNK]", "a", "x", "z", "##a", "##x"), given.subList(0, 6));
  }

  @Test
  void whatCantBeTrainedIsSaid() {
    WordPieceTrainer trainer = WordPieceTrainer.builder(10).build();
    assertThrows(IllegalArgumentException.class, () -> trainer.train(List.of("").iterator()));
    String small =
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer.train(List.of("abcdefghij").iterator()))
            .getMessage();
    assertTrue(small.contains("can't hold the 5 special tokens"), small);
    WordPieceTraining little =
        WordPieceTrainer.builder(1000).build().train(List.of("abc abc").iterator());
    assertEquals(1000, little.requestedSize());
    assertEquals(12, little.vocabularySize());
  }

  private static List<String> tokens(WordPieceTraining training) {
    Vocabulary vocabulary = training.model().vocabulary();
    List<String> tokens = new ArrayList<>();
    for (int id = 0; id < training.vocabularySize(); id++) {
      tokens.add(new String(vocabulary.bytes(id), StandardCharsets.UTF_8));
    }
    return tokens;
  }

  private static List<String> texts() throws IOException {
    return Arrays.asList(read("invented-text.txt").split("\n\n", -1));
  }

  private static String read(String name) throws IOException {
    try (InputStream in = WordPieceTrainerTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
