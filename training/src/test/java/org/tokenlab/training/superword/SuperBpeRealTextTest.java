package org.tokenlab.training.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.training.TieOrder;

/// Training on real text in ten scripts, where the reference data is there, and on invented text.
class SuperBpeRealTextTest {
  static final List<String> LANGUAGES = SuperwordTexts.LANGUAGES;

  @TempDir private Path folder = Path.of("");

  private static void assertMergesEqualTheNaiveTrainers(List<String> texts, int words, int all) {
    for (SuperBpeTrainer trainer :
        List.of(
            SuperBpeTrainer.builder(all).transitionSize(words).junctionFloor(4).build(),
            SuperBpeTrainer.original(all).transitionSize(words).build())) {
      NaiveSuperBpe naive = SuperBpeTrainerTest.naive(texts, trainer, trainer.tieOrder());
      assertFalse(naive.repeated);
      SuperBpeTraining training = trainer.train(texts.iterator());
      assertEquals(naive.merges, SuperBpeTrainerTest.merges(training));
      assertEquals(naive.corpusTokens(), training.corpusTokens());
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void mergesEqualTheNaiveTrainersOnRealText(String language) throws IOException {
    assertMergesEqualTheNaiveTrainers(SuperwordTexts.flores(language, 16), 330, 390);
  }

  @Test
  void mergesEqualTheNaiveTrainersOnInventedText() {
    for (String script : SuperwordTexts.scripts()) {
      assertMergesEqualTheNaiveTrainers(SuperwordTexts.invented(script), 290, 350);
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void splittingAndThreadsChangeNothingOnRealText(String language) throws IOException {
    List<String> texts = SuperwordTexts.flores(language, 250);
    SuperBpeTrainer.Builder builder = SuperBpeTrainer.builder(2000).transitionSize(1400);
    SuperBpeTraining plain = builder.threads(1).junctionFloor(1).build().train(texts.iterator());
    SuperBpeTraining split = builder.threads(2).junctionFloor(100).build().train(texts.iterator());
    assertEquals(SuperBpeTrainerTest.merges(plain), SuperBpeTrainerTest.merges(split));
    Tokenizer tokenizer = plain.tokenizer(language);
    assertEquals(texts.stream().mapToLong(tokenizer::count).sum(), plain.corpusTokens());
  }

  @Test
  void huggingFaceGivesTheSameIdsForTokenizerJson() throws IOException {
    List<String> texts = SuperwordTexts.inventedLines();
    for (SuperBpeTrainer.Builder builder :
        List.of(
            SuperBpeTrainer.builder(1500).transitionSize(900),
            SuperBpeTrainer.builder(1500).transitionSize(900).cuts(SuperwordCuts.NONE),
            SuperBpeTrainer.original(1500).transitionSize(900).tieOrder(TieOrder.HF))) {
      Tokenizer ours = builder.build().train(texts.iterator()).tokenizer("super");
      Path file = folder.resolve("tokenizer.json");
      Tokenizers.save(ours, file);
      Tokenizer loaded = Tokenizers.load(file);
      String whole = String.join("", texts);
      try (HuggingFaceTokenizer theirs =
          HuggingFaceTokenizer.newInstance(file, Map.of("addSpecialTokens", "false"))) {
        for (int from = 0; from < whole.length(); from += 97) {
          String text = whole.substring(from, Math.min(whole.length(), from + 400));
          if (Character.isLowSurrogate(text.charAt(0))
              || Character.isHighSurrogate(text.charAt(text.length() - 1))) {
            continue;
          }
          int[] wanted =
              Arrays.stream(theirs.encode(text).getIds()).mapToInt(Math::toIntExact).toArray();
          assertArrayEquals(wanted, ours.encodeOrdinary(text), text);
          assertArrayEquals(wanted, loaded.encodeOrdinary(text), text);
        }
      }
    }
  }
}
