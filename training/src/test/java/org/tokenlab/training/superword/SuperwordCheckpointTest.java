package org.tokenlab.training.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.training.Stopping;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TieOrder;
import org.tokenlab.training.TrainingCheckpoint;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingListener.Phase;

@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class SuperwordCheckpointTest {
  @TempDir private Path folder = Path.of("");

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    while (texts.size() < 200) {
      texts.addAll(RandomPhrases.next(random));
    }
    return texts;
  }

  private TrainingCheckpoint checkpoint(String name) {
    return new TrainingCheckpoint(folder.resolve(name), "test", Duration.ZERO);
  }

  private static Iterator<String> none() {
    return Collections.emptyIterator();
  }

  /// Two trainings came to the same if their files are equal, and their counts.
  private void assertSame(Tokenizer expected, Tokenizer actual, String ending) throws IOException {
    Path a = folder.resolve("a" + ending);
    Path b = folder.resolve("b" + ending);
    Tokenizers.save(expected, a);
    Tokenizers.save(actual, b);
    assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
  }

  private void assertSame(SuperBpeTraining expected, SuperBpeTraining actual) throws IOException {
    assertEquals(expected.transitionSize(), actual.transitionSize());
    assertEquals(expected.merges().size(), actual.merges().size());
    for (int rank = 0; rank < expected.merges().size(); rank++) {
      assertEquals(expected.pairCount(rank), actual.pairCount(rank));
    }
    for (int size = expected.transitionSize(); size <= expected.vocabularySize(); size++) {
      assertEquals(expected.corpusTokens(size), actual.corpusTokens(size));
    }
    assertSame(expected.tokenizer("x"), actual.tokenizer("x"), ".json");
  }

  @Test
  void superBpeThatIsStoppedAgainAndAgainEndsWithTheSameBytes() throws IOException {
    Random random = TestSeed.random("superBpeThatIsStoppedAgainAndAgainEndsWithTheSameBytes");
    for (int round = 0; round < 8; round++) {
      List<String> texts = texts(random);
      int transition = 256 + random.nextInt(120);
      SuperBpeTrainer trainer = superBpe(round, transition, 256 + 250, random);
      SuperBpeTraining undisturbed = trainer.train(texts.iterator());
      assertTrue(undisturbed.vocabularySize() > undisturbed.transitionSize(), "no superwords");
      TrainingCheckpoint checkpoint = checkpoint("superbpe-" + round);
      assertSame(
          undisturbed,
          Stopping.untilDone(
              random, listener -> trainer.train(texts.iterator(), checkpoint, listener)));
      // Once more, from what is there; then for more tokens, for fewer, and from elsewhere on.
      assertSame(undisturbed, trainer.train(none(), checkpoint, TrainingListener.NONE));
      for (int[] sizes :
          new int[][] {
            {transition, 256 + 400}, {transition, 256 + 150}, {256, 400}, {transition + 60, 500}
          }) {
        SuperBpeTrainer other = superBpe(round, sizes[0], sizes[1], random);
        assertSame(
            other.train(texts.iterator()), other.train(none(), checkpoint, TrainingListener.NONE));
      }
    }
  }

  private static SuperBpeTrainer superBpe(int round, int transition, int size, Random random) {
    SuperBpeTrainer.Builder builder =
        (round & 1) == 0 ? SuperBpeTrainer.builder(size) : SuperBpeTrainer.original(size);
    if (random.nextBoolean()) {
      builder.junctionFloor(1L << random.nextInt(9)); // often too high at first
    }
    return builder
        .transitionSize(transition)
        .minFrequency(1 + (round >> 1 & 1))
        .tieOrder((round >> 2 & 1) == 0 ? TieOrder.BEST : TieOrder.HF)
        .threads(1 + random.nextInt(2))
        .build();
  }

  @Test
  void boundlessBpeThatIsStoppedAgainAndAgainEndsWithTheSameBytes() throws IOException {
    Random random = TestSeed.random("boundlessBpeThatIsStoppedAgainAndAgainEndsWithTheSameBytes");
    for (int round = 0; round < 6; round++) {
      List<String> texts = texts(random);
      BoundlessBpeTrainer trainer = boundless(round, 340, random);
      BoundlessBpeTraining undisturbed = trainer.train(texts.iterator());
      assertTrue(undisturbed.superwords() > 0, "no superwords");
      TrainingCheckpoint checkpoint = checkpoint("boundless-" + round);
      BoundlessBpeTraining resumed =
          Stopping.untilDone(
              random, listener -> trainer.train(texts.iterator(), checkpoint, listener));
      assertEquals(undisturbed.corpusTokens(), resumed.corpusTokens());
      assertEquals(counts(undisturbed), counts(resumed));
      assertSame(undisturbed.tokenizer("x"), resumed.tokenizer("x"), ".boundless.json");
      for (int size : new int[] {340, 420, 290}) {
        BoundlessBpeTrainer other = boundless(round, size, random);
        BoundlessBpeTraining from = other.train(none(), checkpoint, TrainingListener.NONE);
        BoundlessBpeTraining whole = other.train(texts.iterator());
        assertEquals(counts(whole), counts(from));
        assertSame(whole.tokenizer("x"), from.tokenizer("x"), ".boundless.json");
      }
    }
  }

  private static BoundlessBpeTrainer boundless(int round, int size, Random random) {
    BoundlessBpeTrainer.Builder builder =
        BoundlessBpeTrainer.builder(size)
            .minFrequency(1 + (round & 1))
            .threads(1 + random.nextInt(2));
    if (round % 3 == 2) {
      builder.deletion(new TokenDeletion(0.7, TokenDeletion.Into.PAIR));
    }
    return builder.build();
  }

  private static List<Long> counts(BoundlessBpeTraining training) {
    return training.steps().stream().map(BoundlessStep::count).toList();
  }

  @Test
  void nothingIsReadTwice() {
    List<String> texts = texts(TestSeed.random("nothingIsReadTwice"));
    SuperBpeTrainer trainer = SuperBpeTrainer.builder(400).transitionSize(300).build();
    TrainingCheckpoint checkpoint = checkpoint("once");
    assertThrows(
        Stopping.Stopped.class,
        () ->
            trainer.train(
                texts.iterator(),
                checkpoint,
                (phase, done, total) -> {
                  if (phase == Phase.MERGING) {
                    throw Stopping.now();
                  }
                }));
    int[] counted = new int[1];
    trainer.train(
        none(), checkpoint, (phase, done, total) -> counted[0] += phase == Phase.COUNTING ? 1 : 0);
    assertEquals(0, counted[0]);
  }

  @Test
  void anotherRunsCheckpointIsRefusedByName() {
    List<String> texts = texts(TestSeed.random("anotherRunsCheckpointIsRefusedByName"));
    SuperBpeTrainer.builder(300)
        .build()
        .train(texts.iterator(), checkpoint("one"), TrainingListener.NONE);
    String words =
        refused(() -> SuperBpeTrainer.builder(300).maxWords(3).build(), texts, checkpoint("one"));
    assertTrue(words.contains("max-words: \"3\" wanted, found \"4\""), words);
    String cuts =
        refused(
            () -> SuperBpeTrainer.builder(300).cuts(SuperwordCuts.NONE).build(),
            texts,
            checkpoint("one"));
    assertTrue(cuts.contains("runs: "), cuts);
    String kind =
        assertThrows(
                UncheckedIOException.class,
                () ->
                    BoundlessBpeTrainer.builder(300)
                        .build()
                        .train(texts.iterator(), checkpoint("one"), TrainingListener.NONE))
            .getMessage();
    assertTrue(kind.contains("kind: \"boundlessbpe\" wanted, found \"superbpe\""), kind);
  }

  private static String refused(
      java.util.function.Supplier<SuperBpeTrainer> trainer,
      List<String> texts,
      TrainingCheckpoint checkpoint) {
    return assertThrows(
            UncheckedIOException.class,
            () -> trainer.get().train(texts.iterator(), checkpoint, TrainingListener.NONE))
        .getMessage();
  }
}
