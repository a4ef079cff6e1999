package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.sentencepiece.SentencePieceBpeTrainer;
import org.tokenlab.training.unigram.UnigramTrainer;

@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class WordTrainerTest {
  private static final List<WordTrainer<?>> TRAINERS =
      List.of(
          BpeTrainer.builder(400).build(),
          WordPieceTrainer.builder(200).build(),
          CharacterBpeTrainer.builder(CharacterBpeRules.SUBWORD_NMT, 150).build(),
          CharacterBpeTrainer.builder(CharacterBpeRules.YOUTOKENTOME, 150).build(),
          UnigramTrainer.builder(150).build(),
          SentencePieceBpeTrainer.builder(150).build());

  @Test
  void partsCountedApartTrainAsTheTextsDo() {
    List<String> texts = texts(TestSeed.random("partsCountedApartTrainAsTheTextsDo"));
    for (WordTrainer<?> trainer : TRAINERS) {
      Set<Phase> phases = EnumSet.noneOf(Phase.class);
      TrainingListener listener = (phase, done, total) -> phases.add(phase);
      WordCounts words =
          trainer
              .count(texts.subList(0, 100).iterator(), listener)
              .merge(trainer.count(texts.subList(100, texts.size()).iterator(), listener));
      assertTrue(phases.contains(Phase.COUNTING), trainer.toString());
      assertSame(trainer.train(texts.iterator()), trainer.train(words, listener), texts);
    }
  }

  @Test
  void aWeightIsSoManyTimesTheTexts() {
    List<String> texts = texts(TestSeed.random("aWeightIsSoManyTimesTheTexts"));
    List<String> more = new ArrayList<>(texts);
    more.addAll(texts.subList(0, 50));
    more.addAll(texts.subList(0, 50));
    for (WordTrainer<?> trainer : TRAINERS) {
      TrainingListener none = TrainingListener.NONE;
      List<WordCounts> parts =
          List.of(
              trainer.count(texts.subList(0, 50).iterator(), none),
              trainer.count(texts.subList(50, texts.size()).iterator(), none));
      WordCounts words = CorpusWeights.weighted(parts, new double[] {3, 1}, 5);
      assertSame(trainer.train(more.iterator()), trainer.train(words, none), texts);
    }
  }

  /// What is counted word by word, by rules that never look past a space, is what they give on
  /// whole texts.
  @Test
  void wordsCutAtSpacesAreThoseOfTheText() {
    Random random = TestSeed.random("wordsCutAtSpacesAreThoseOfTheText");
    WordPieceTrainer wordPiece = WordPieceTrainer.builder(200).build();
    CharacterBpeRules yttm = CharacterBpeRules.YOUTOKENTOME;
    CharacterBpeTrainer characters = CharacterBpeTrainer.builder(yttm, 200).build();
    for (int round = 0; round < 300; round++) {
      List<String> texts = new ArrayList<>();
      for (int t = random.nextInt(1, 5); t > 0; t--) {
        texts.add(
            randomText(
                random,
                "  \t\n\r\u00A0\u3000\u2581ΑΣσς'-.aBÉé\u0301\u0345\u0327\u0000\u200B\uFFFD語中가\u11A8İ"));
      }
      TrainingListener none = TrainingListener.NONE;
      assertEquals(
          WordCounts.of(
              texts.iterator(), wordPiece.normalizer(), wordPiece.preTokenizer(), 1, none),
          wordPiece.count(texts.iterator(), none),
          texts::toString);
      assertEquals(
          WordCounts.of(texts.iterator(), yttm.normalizer(), yttm.preTokenizer(), 1, none),
          characters.count(texts.iterator(), none),
          texts::toString);
    }
  }

  private static String randomText(Random random, String letters) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(40); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static void assertSame(TrainingResult<?> wanted, TrainingResult<?> got, List<String> on) {
    assertEquals(wanted.vocabularySize(), got.vocabularySize());
    Tokenizer one = wanted.tokenizer("m");
    Tokenizer other = got.tokenizer("m");
    for (int id = 0; id < wanted.vocabularySize(); id++) {
      assertEquals(one.decode(new int[] {id}), other.decode(new int[] {id}));
    }
    for (String text : on) {
      assertArrayEquals(one.encodeOrdinary(text), other.encodeOrdinary(text));
    }
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 300; t++) {
      StringBuilder text = new StringBuilder();
      for (int words = random.nextInt(1, 12); words > 0; words--) {
        for (int letters = random.nextInt(1, 7); letters > 0; letters--) {
          text.append("aabcdeﬁÄé語".charAt((int) (10 * Math.pow(random.nextDouble(), 2))));
        }
        text.append(words > 1 ? " " : random.nextBoolean() ? "." : "");
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
