package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Our merges against those of Hugging Face tokenizers 0.23.2 on a text in many scripts, in the
/// golden files that `src/test/python/hf_merges.py` writes.
class HfMergesTest {
  @ParameterizedTest
  @ValueSource(strings = {"llama3", "llama3-min3", "llama3-max6", "gpt2", "whole"})
  void mergesEqualHuggingFaceOneByOne(String run) throws IOException {
    List<String> expected = read("hf-merges-" + run + ".txt").lines().toList();
    List<String> texts = Arrays.asList(read("invented-text.txt").split("\n\n", -1));
    BpeTraining training = trainer(run).train(texts.iterator());
    Vocabulary vocabulary = training.model().vocabulary();
    List<String> found = new ArrayList<>();
    for (int rank = 0; rank < training.merges().size(); rank++) {
      found.add(
          hex(vocabulary.bytes(training.merges().left(rank)))
              + " "
              + hex(vocabulary.bytes(training.merges().right(rank))));
    }
    assertEquals(expected, found);
  }

  private static BpeTrainer trainer(String run) {
    BpeTrainer.Builder builder =
        switch (run) {
          case "llama3" -> BpeTrainer.builder(4000).pattern(SplitPattern.LLAMA3);
          case "llama3-min3" ->
              BpeTrainer.builder(4000).pattern(SplitPattern.LLAMA3).minFrequency(3);
          case "llama3-max6" ->
              BpeTrainer.builder(700).pattern(SplitPattern.LLAMA3).maxTokenLength(6);
          case "gpt2" -> BpeTrainer.builder(900).pattern(SplitPattern.GPT2);
          case "whole" -> BpeTrainer.builder(700).preTokenizer(PreTokenizer.none());
          default -> throw new AssertionError(run);
        };
    return builder.tieOrder(TieOrder.HF).build();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String read(String name) throws IOException {
    try (InputStream in = HfMergesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
