package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.Stopping;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingCheckpoint;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunKey;
import org.tokenlab.training.internal.checkpoint.RunSettings;
import org.tokenlab.training.internal.checkpoint.SavedCounts;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class UnigramCheckpointTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aRunThatIsStoppedAgainAndAgainEndsWithTheSameBytes() throws IOException {
    Random random = TestSeed.random("aRunThatIsStoppedAgainAndAgainEndsWithTheSameBytes");
    for (int round = 0; round < 6; round++) {
      List<String> lines = UnigramTrainerTest.lines(random, 800);
      UnigramTrainer.Builder builder = UnigramTrainer.builder(70).threads(1 + random.nextInt(2));
      UnigramTrainer trainer =
          (round % 2 == 0
                  ? builder.flatScorePruning(random.nextBoolean())
                  : builder
                      .mode(UnigramMode.SENTENCEPIECE)
                      .maxSentenceBytes(150)
                      .sentencePieceThreads(1 + random.nextInt(3)))
              .build();
      UnigramTraining undisturbed = trainer.train(lines.iterator());
      TrainingCheckpoint checkpoint =
          new TrainingCheckpoint(folder.resolve("c" + round), "lines", Duration.ZERO);
      UnigramTraining resumed =
          Stopping.untilDone(
              random, listener -> trainer.train(lines.iterator(), checkpoint, listener));
      assertSame(undisturbed, resumed);
      // What is there now is enough, and no text is read any more.
      assertSame(
          undisturbed,
          trainer.train(Collections.emptyIterator(), checkpoint, TrainingListener.NONE));
    }
  }

  @Test
  void fittingGoesOnAfterAnyRound() throws IOException {
    Random random = TestSeed.random("fittingGoesOnAfterAnyRound");
    for (boolean best : new boolean[] {true, false}) {
      WordCounts words =
          UnigramTrainer.builder(99)
              .build()
              .count(UnigramTrainerTest.lines(random, 900).iterator());
      Seeds seeds = new Seeds();
      seeds.addCharacters(Alphabet.count(words));
      int characters = seeds.pieces().size();
      WordSeeds.find(words, PieceRules.DEFAULT, 1000, 1, seeds);
      UnigramSettings settings = new UnigramSettings(characters + 9, 1000, 1, 0.75f, false, 2, 1);
      TrainingCheckpoint checkpoint =
          new TrainingCheckpoint(folder.resolve("fitting" + best), "words", Duration.ZERO);
      try (CheckpointFolder opened =
          CheckpointFolder.open(
              checkpoint, new RunSettings("test", checkpoint, CountingSettings.DEFAULT))) {
        SavedFitting saved =
            new SavedFitting(opened, RunKey.of(opened, RunKey.sum(words, SavedCounts.WORDS)));
        int[] rounds = new int[1];
        FittedPieces whole =
            fit(best, settings, FittingState.of(seeds), words, characters, saved, rounds, -1);
        assertTrue(rounds[0] > 2, rounds[0] + " rounds");
        for (int stop = 0; stop < rounds[0]; stop++) {
          saved.save(FittingState.of(seeds));
          int last = stop;
          assertThrows(
              Stopping.Stopped.class,
              () ->
                  fit(
                      best,
                      settings,
                      FittingState.of(seeds),
                      words,
                      characters,
                      saved,
                      new int[1],
                      last));
          FittedPieces resumed =
              fit(
                  best,
                  settings,
                  saved.read().orElseThrow(),
                  words,
                  characters,
                  saved,
                  new int[1],
                  -1);
          assertEquals(texts(whole), texts(resumed));
          assertEquals(whole.lowest(), resumed.lowest());
        }
      }
    }
  }

  /// Fits, and stops after the round with the number `stop`.
  private static FittedPieces fit(
      boolean best,
      UnigramSettings settings,
      FittingState start,
      WordCounts words,
      int characters,
      SavedFitting saved,
      int[] rounds,
      int stop) {
    PacedListener listener = new PacedListener(TrainingListener.NONE);
    java.util.function.Consumer<java.util.function.Supplier<FittingState>> pause =
        state -> {
          saved.saveIfDue(state);
          if (rounds[0]++ == stop) {
            throw Stopping.now();
          }
        };
    if (best) {
      Fitting fitting =
          new Fitting(settings, start, settings.vocabularySize(), characters, words, listener);
      fitting.onPause(pause);
      return fitting.run();
    }
    SentencePieceFitting fitting = new SentencePieceFitting(settings, start, words, listener);
    fitting.onPause(pause);
    return fitting.run();
  }

  private static List<String> texts(FittedPieces pieces) {
    return java.util.Arrays.stream(pieces.numbers())
        .mapToObj(i -> pieces.list().text(i) + " " + pieces.scores()[i])
        .toList();
  }

  @Test
  void anotherRunsCheckpointIsRefusedByName() {
    List<String> lines = UnigramTrainerTest.lines(TestSeed.random("refused"), 500);
    TrainingCheckpoint checkpoint = new TrainingCheckpoint(folder.resolve("one"), "lines");
    UnigramTrainer.builder(60).build().train(lines.iterator(), checkpoint, TrainingListener.NONE);
    refused(
        UnigramTrainer.builder(61),
        lines,
        checkpoint,
        "vocabulary-size: \"61\" wanted, found \"60\"");
    refused(
        UnigramTrainer.builder(60).splitDigits(true), lines, checkpoint, "pieces: \"PieceRules[");
    refused(
        UnigramTrainer.builder(60).normalizer(NormalizationRules.identity(List.of())),
        lines,
        checkpoint,
        "normalizer: \"");
    refused(
        UnigramTrainer.builder(60).controlSymbols(List.of("<x>")),
        lines,
        checkpoint,
        "special: \"");
    refused(
        UnigramTrainer.builder(60).mode(UnigramMode.SENTENCEPIECE), lines, checkpoint, "mode: \"");
    TrainingCheckpoint empty = new TrainingCheckpoint(folder.resolve("empty"), "lines");
    for (int i = 0; i < 2; i++) { // nothing is kept of it
      assertThrows(
          IllegalArgumentException.class,
          () ->
              UnigramTrainer.builder(60)
                  .build()
                  .train(Collections.emptyIterator(), empty, TrainingListener.NONE));
    }
  }

  private static void refused(
      UnigramTrainer.Builder builder,
      List<String> lines,
      TrainingCheckpoint checkpoint,
      String wanted) {
    UnigramTrainer trainer = builder.build();
    String message =
        assertThrows(
                UncheckedIOException.class,
                () -> trainer.train(lines.iterator(), checkpoint, TrainingListener.NONE))
            .getMessage();
    assertTrue(message.contains(wanted), message);
  }

  private void assertSame(UnigramTraining expected, UnigramTraining actual) throws IOException {
    assertEquals(expected.skippedTexts(), actual.skippedTexts());
    Path a = folder.resolve("a.model");
    Path b = folder.resolve("b.model");
    Tokenizers.save(expected.tokenizer("x"), a);
    Tokenizers.save(actual.tokenizer("x"), b);
    assertEquals(-1, Files.mismatch(a, b));
  }
}
