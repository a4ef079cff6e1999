package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;
import org.tokenlab.training.internal.sentencepiece.SentenceNormalizer;
import org.tokenlab.training.internal.sentencepiece.SpacedWords;

class UnigramTrainerTest {
  private static final List<String> SYLLABLES =
      List.of("ka", "lo", "mi", "né", "стра", "на", "мир", "中", "国", "人", "2", "7", "-", "é");

  @TempDir private Path folder = Path.of("");

  static List<String> lines(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = random.nextInt(4); k >= 0; k--) {
        word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
      }
      words.add(word.toString());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = random.nextInt(12); k >= 0; k--) {
        line.append(words.get((int) (400 * Math.pow(random.nextDouble(), 3))));
        line.append(random.nextInt(9) == 0 ? "  " : " ");
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static void assertSamePieces(SentencePieces a, SentencePieces b) {
    assertEquals(a.size(), b.size());
    for (int id = 0; id < a.size(); id++) {
      assertEquals(a.piece(id), b.piece(id));
      assertEquals(a.score(id), b.score(id));
    }
  }

  @Test
  void theResultDoesNotDependOnThreadsNorOnTheOrderOfTexts() {
    Random random = TestSeed.random("threads");
    List<String> lines = lines(random, 3000);
    UnigramTraining one = UnigramTrainer.builder(80).threads(1).build().train(lines.stream());
    java.util.Collections.shuffle(lines, random);
    UnigramTraining two = UnigramTrainer.builder(80).threads(3).build().train(lines.stream());
    assertSamePieces(one.model().pieces(), two.model().pieces());
    assertEquals(80, one.vocabularySize());
  }

  /// Neither mode finds the optimum, so that either may win on one small text: of forty, ours is
  /// worse by 1.6 % once, better by 4 % once, and better by 0.4 % on the whole.
  @Test
  void ourModeFitsAsWellAsSentencePieces() {
    Random random = TestSeed.random("objective");
    double our = 0;
    double their = 0;
    for (int round = 0; round < 8; round++) {
      List<String> lines = lines(random, 1500);
      UnigramTrainer ours = UnigramTrainer.builder(250).build();
      UnigramTrainer theirs = UnigramTrainer.builder(250).mode(UnigramMode.SENTENCEPIECE).build();
      WordCounts words = ours.count(lines.iterator());
      our += UnigramObjective.of(ours.train(lines.stream()).model(), words);
      their += UnigramObjective.of(theirs.train(lines.stream()).model(), words);
    }
    assertTrue(our <= 1.02 * their, our + " against " + their);
  }

  @Test
  void wordsNormalizedApartAreTheWordsOfNormalizedTexts() {
    Random random = TestSeed.random("apart");
    List<String> odd =
        List.of(" ", "  ", "\u00A0", "\u3000", "▁", "\u200B", "\u0308", "ﬁ", "a", "<s>", "\t");
    List<String> lines = lines(random, 200);
    for (int i = 0; i < 400; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = random.nextInt(10); k >= 0; k--) {
        line.append(odd.get(random.nextInt(odd.size())));
      }
      lines.add(line.toString());
    }
    UnigramTrainer trainer = UnigramTrainer.builder(500).build();
    assertTrue(SpacedWords.suit(trainer.normalizer(), List.of("<s>")));
    WordCounts whole =
        WordCounts.of(
            lines.iterator(),
            new SentenceNormalizer(trainer.normalizer(), List.of("<unk>", "<s>", "</s>")),
            MarkedWords.UNCUT,
            1,
            (phase, done, total) -> {});
    assertEquals(whole, trainer.count(lines.iterator()));
  }

  @Test
  void savedModelsGiveTheSameIds() throws IOException {
    Random random = TestSeed.random("saved");
    UnigramTraining training =
        UnigramTrainer.builder(600).byteFallback(true).build().train(lines(random, 2000).stream());
    Tokenizer tokenizer = training.tokenizer("mine");
    Path file = folder.resolve("mine.model");
    Tokenizers.save(tokenizer, file, ModelFormat.SENTENCEPIECE);
    Tokenizer loaded = Tokenizers.load(file);
    for (String line : lines(random, 200)) {
      assertArrayEquals(tokenizer.encodeOrdinary(line), loaded.encodeOrdinary(line));
    }
  }

  @Test
  void aTextWithLittleToLearnGivesASmallerVocabulary() {
    for (UnigramMode mode : UnigramMode.values()) {
      UnigramTraining training =
          UnigramTrainer.builder(5000).mode(mode).build().train(List.of("abab abab ab").iterator());
      assertEquals(5000, training.requestedSize());
      assertTrue(training.vocabularySize() < 20, training.toString());
      assertTrue(training.vocabularySize() >= 6, training.toString());
    }
  }

  @Test
  void whatCantBeTrainedIsSaid() {
    for (UnigramMode mode : UnigramMode.values()) {
      UnigramTrainer trainer = UnigramTrainer.builder(10).mode(mode).maxSentenceBytes(40).build();
      String nothing =
          assertThrows(IllegalArgumentException.class, () -> trainer.train(List.of("").iterator()))
              .getMessage();
      assertEquals("there is no text to train on", nothing);
      String tooLong =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> trainer.train(List.of("long ".repeat(20)).iterator()))
              .getMessage();
      assertTrue(tooLong.contains("1 texts are longer than 40 bytes"), tooLong);
      String small =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> trainer.train(List.of("abcdefghijk").iterator()))
              .getMessage();
      assertTrue(small.contains("can't hold the 12 characters"), small);
    }
    assertThrows(IllegalArgumentException.class, () -> UnigramTrainer.builder(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> UnigramTrainer.builder(9).controlSymbols(List.of("<s2>", "<s2>")).build());
  }

  @Test
  void aVeryLongWordIsHandled() {
    String word = "kalomi".repeat(50_000) + "né".repeat(20_000);
    UnigramTraining training =
        UnigramTrainer.builder(40).characterCoverage(1).build().train(List.of(word).iterator());
    assertFalse(training.model().pieces().size() < 10);
  }

  @Test
  void partsCountedApartTrainAsTheWhole() {
    List<String> lines = lines(TestSeed.random("parts"), 1000);
    UnigramTrainer trainer = UnigramTrainer.builder(70).build();
    WordCounts parts =
        trainer
            .count(lines.subList(0, 300).iterator())
            .merge(trainer.count(lines.subList(300, 1000).iterator()));
    assertSamePieces(
        trainer.train(lines.stream()).model().pieces(),
        trainer.train(parts, TrainingListener.NONE).model().pieces());
    UnigramTrainer theirs = UnigramTrainer.builder(70).mode(UnigramMode.SENTENCEPIECE).build();
    assertThrows(IllegalArgumentException.class, () -> theirs.train(parts, TrainingListener.NONE));
  }

  @Test
  void progressIsTold() {
    Set<Phase> told = EnumSet.noneOf(Phase.class);
    UnigramTrainer.builder(200)
        .build()
        .train(
            lines(TestSeed.random("progress"), 500).iterator(),
            (phase, done, total) -> {
              told.add(phase);
              assertTrue(total < 0 || done <= total, phase + " " + done + " " + total);
            });
    assertEquals(EnumSet.of(Phase.COUNTING, Phase.SEEDING, Phase.PRUNING), told);
  }
}
