package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.TrainingListener.Phase;

@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class CheckpointTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aRunThatIsStoppedAgainAndAgainEndsWithTheSameBytes() throws IOException {
    Random random = TestSeed.random("aRunThatIsStoppedAgainAndAgainEndsWithTheSameBytes");
    List<String> texts = texts(random);
    for (int round = 0; round < 6; round++) {
      BpeTrainer trainer =
          BpeTrainer.builder(900)
              .minFrequency(1 + random.nextInt(3))
              .maxTokenLength(random.nextBoolean() ? Integer.MAX_VALUE : 3 + random.nextInt(5))
              .tieOrder(random.nextBoolean() ? TieOrder.BEST : TieOrder.HF)
              .runsApart(random.nextBoolean())
              .threads(1 + random.nextInt(2))
              .build();
      BpeTraining undisturbed = trainer.train(texts.iterator());
      TrainingCheckpoint checkpoint = checkpoint("bpe-" + round);
      BpeTraining resumed =
          Stopping.untilDone(
              random, listener -> trainer.train(texts.iterator(), checkpoint, listener));
      assertSame(undisturbed, resumed);
      // Once more, from what is there.
      assertSame(undisturbed, trainer.train(none(), checkpoint, TrainingListener.NONE));
    }
  }

  @Test
  void aRunGoesOnWhereverItsMergesEnd() throws IOException {
    Random random = TestSeed.random("aRunGoesOnWhereverItsMergesEnd");
    for (int round = 0; round < 40; round++) {
      WordCounts words = RandomWords.next(random);
      BpeTrainer.Builder builder =
          BpeTrainer.builder(256 + 1 + random.nextInt(60))
              .runsApart(random.nextBoolean())
              .tieOrder(random.nextBoolean() ? TieOrder.BEST : TieOrder.HF);
      TrainingCheckpoint checkpoint = checkpoint("r" + round);
      BpeTrainer trainer = builder.build();
      BpeTraining whole = trainer.train(words);
      int small = 256 + random.nextInt(trainer.vocabularySize() - 256 + 1);
      BpeTrainer smaller =
          BpeTrainer.builder(small)
              .runsApart(trainer.runsApart())
              .tieOrder(trainer.tieOrder())
              .build();
      BpeTraining part = smaller.train(words, checkpoint, TrainingListener.NONE);
      assertEquals(Math.min(small, whole.vocabularySize()), part.vocabularySize());
      assertSame(whole, trainer.train(words, checkpoint, TrainingListener.NONE));
      // And back: the larger run's checkpoint holds the smaller one.
      if (part.vocabularySize() == small) {
        assertSame(part, smaller.train(words, checkpoint, Stopping.after(0)));
      }
    }
  }

  @Test
  void longWordsAreBroughtToWhereTheyStood() throws IOException {
    Random random = TestSeed.random("longWordsAreBroughtToWhereTheyStood");
    WordTable table = new WordTable();
    for (int w = 0; w < 12; w++) {
      byte[] word = new byte[1 + random.nextInt(w % 2 == 0 ? 3000 : 90)];
      for (int i = 0; i < word.length; i++) {
        word[i] = (byte) ("aab".charAt(random.nextInt(3)) + (i % 40 == 0 ? 1 : 0));
      }
      table.add(word, 0, word.length, 1 + random.nextInt(5));
    }
    WordCounts words = table.sorted();
    BpeTraining whole = BpeTrainer.builder(500).build().train(words);
    TrainingCheckpoint checkpoint = checkpoint("long");
    for (int size : new int[] {257, 258, 260, 290, 400, 500}) {
      BpeTraining part =
          BpeTrainer.builder(size).build().train(words, checkpoint, TrainingListener.NONE);
      assertSame(whole.truncated(size), part);
    }
  }

  @Test
  void aKilledProcessLeavesWhatARunGoesOnFrom() throws Exception {
    Path input = folder.resolve("words.txt");
    List<String> lines =
        texts(TestSeed.random("aKilledProcessLeavesWhatARunGoesOnFrom")).stream()
            .map(text -> text.replace('\n', ' '))
            .toList();
    Files.write(input, lines);
    TrainingCheckpoint checkpoint = checkpoint("killed");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Stream.of(
                        CheckpointTest.class,
                        BpeTrainer.class,
                        SplitPattern.class,
                        LongHeapPriorityQueue.class)
                    .map(CheckpointTest::root)
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator)),
                CheckpointTest.class.getName(),
                input.toString(),
                checkpoint.folder().toString())
            .redirectError(log.toFile())
            .start();
    byte[] said = new byte[1];
    int read = process.getInputStream().read(said);
    process.destroyForcibly(); // while merging
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(1, read, Files.readString(log));
    assertTrue(Files.exists(checkpoint.folder().resolve("merges.bin")));
    BpeTrainer trainer = BpeTrainer.builder(900).build();
    int[] counted = new int[1];
    BpeTraining resumed =
        trainer.train(
            none(),
            checkpoint,
            (phase, done, total) -> counted[0] += phase == Phase.COUNTING ? 1 : 0);
    assertEquals(0, counted[0]);
    assertSame(trainer.train(lines.iterator()), resumed);
  }

  /// The folder or jar that a class comes from, on a class path or a module path, patched or not.
  private static String root(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    String url = String.valueOf(type.getResource(file));
    String root = url.substring(0, url.length() - file.length());
    String uri = root.startsWith("jar:") ? root.substring(4, root.length() - 1) : root;
    return Path.of(URI.create(uri)).toString();
  }

  /// The process to kill: trains, says so when some merges are saved, and waits.
  public static void main(String[] args) throws IOException {
    BpeTrainer.builder(900)
        .build()
        .train(
            Files.readAllLines(Path.of(args[0])).iterator(),
            new TrainingCheckpoint(Path.of(args[1]), "test", Duration.ZERO),
            (phase, done, total) -> {
              if (Files.exists(Path.of(args[1], "merges.bin"))) {
                System.out.print("m");
                System.out.flush();
                sleep();
              }
            });
  }

  private static void sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anotherRunsCheckpointIsRefusedByName() {
    List<String> texts = texts(TestSeed.random("anotherRunsCheckpointIsRefusedByName"));
    TrainingCheckpoint checkpoint = checkpoint("one");
    BpeTrainer.Builder builder = BpeTrainer.builder(300);
    builder.build().train(texts.iterator(), checkpoint, TrainingListener.NONE);
    String ties = refused(builder.tieOrder(TieOrder.HF).build(), texts, checkpoint);
    assertTrue(
        ties.contains("one: the checkpoint of another run: ties: \"HF\" wanted, found \"BEST\""),
        ties);
    builder.tieOrder(TieOrder.BEST);
    String pattern = refused(builder.pattern(SplitPattern.GPT2).build(), texts, checkpoint);
    assertTrue(pattern.contains("pre-tokenizer: \"gpt2\" wanted, found \"cl100k\""), pattern);
    builder.pattern(SplitPattern.CL100K);
    String corpus =
        refused(
            builder.build(), texts, new TrainingCheckpoint(checkpoint.folder(), "another corpus"));
    assertTrue(corpus.contains("corpus: \"another corpus\" wanted, found \"test\""), corpus);
    String counts =
        assertThrows(
                UncheckedIOException.class,
                () ->
                    builder
                        .build()
                        .train(
                            WordCounts.of(texts.iterator(), SplitPattern.CL100K.preTokenizer(), 1),
                            checkpoint,
                            TrainingListener.NONE))
            .getMessage();
    assertTrue(counts.contains("words: \""), counts);
    BpeTrainer minbpe = builder.tieOrder(TieOrder.MINBPE).build();
    assertThrows(
        IllegalArgumentException.class,
        () -> minbpe.train(texts.iterator(), checkpoint, TrainingListener.NONE));
  }

  @Test
  void filesOfAnotherRunAndDamagedOnesAreRefused() throws IOException {
    Random random = TestSeed.random("filesOfAnotherRunAndDamagedOnesAreRefused");
    List<String> texts = texts(random);
    TrainingCheckpoint one = checkpoint("one");
    TrainingCheckpoint two = checkpoint("two");
    BpeTrainer.builder(300).build().train(texts.iterator(), one, TrainingListener.NONE);
    BpeTrainer other = BpeTrainer.builder(300).minFrequency(2).build();
    other.train(texts.iterator(), two, TrainingListener.NONE);
    Path merges = two.folder().resolve("merges.bin");
    byte[] own = Files.readAllBytes(merges);
    Files.write(merges, Files.readAllBytes(one.folder().resolve("merges.bin")));
    assertTrue(refused(other, texts, two).contains("belongs to another run"));
    for (int i = 0; i < 20; i++) {
      byte[] damaged = own.clone();
      damaged[random.nextInt(own.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(merges, damaged);
      assertTrue(refused(other, texts, two).contains(merges.toString()));
    }
    Path unrelated = Files.createDirectory(folder.resolve("unrelated"));
    Files.writeString(unrelated.resolve("thesis.txt"), "precious");
    String full = refused(other, texts, new TrainingCheckpoint(unrelated, "test"));
    assertTrue(full.contains("unrelated") && full.contains("found thesis.txt"), full);
  }

  @Test
  void aFolderServesOneRunAtATime() {
    List<String> texts = texts(TestSeed.random("aFolderServesOneRunAtATime"));
    TrainingCheckpoint checkpoint = checkpoint("shared");
    BpeTrainer trainer = BpeTrainer.builder(300).build();
    List<String> said = new ArrayList<>();
    trainer.train(
        texts.iterator(),
        checkpoint,
        (phase, done, total) -> {
          if (said.isEmpty()) {
            said.add(refused(trainer, texts, checkpoint));
          }
        });
    assertTrue(said.getFirst().contains("another run is using this checkpoint"), said.getFirst());
  }

  private static String refused(
      BpeTrainer trainer, List<String> texts, TrainingCheckpoint checkpoint) {
    return assertThrows(
            UncheckedIOException.class,
            () -> trainer.train(texts.iterator(), checkpoint, TrainingListener.NONE))
        .getMessage();
  }

  private void assertSame(BpeTraining expected, BpeTraining actual) throws IOException {
    assertEquals(expected.vocabularySize(), actual.vocabularySize());
    for (int rank = 0; rank < expected.merges().size(); rank++) {
      assertEquals(expected.merges().left(rank), actual.merges().left(rank));
      assertEquals(expected.merges().right(rank), actual.merges().right(rank));
      assertEquals(expected.pairCount(rank), actual.pairCount(rank));
    }
    for (int size = 256; size <= expected.vocabularySize(); size++) {
      assertEquals(expected.corpusTokens(size), actual.corpusTokens(size));
    }
    Path a = folder.resolve("a.json");
    Path b = folder.resolve("b.json");
    Tokenizers.save(expected.tokenizer("x"), a);
    Tokenizers.save(actual.tokenizer("x"), b);
    assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
  }

  private TrainingCheckpoint checkpoint(String name) {
    return new TrainingCheckpoint(folder.resolve(name), "test", Duration.ZERO);
  }

  private static Iterator<String> none() {
    return Collections.emptyIterator();
  }

  static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 300; t++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(400); i > 0; i--) {
        text.appendCodePoint(
            "aaaaebcdefghi   1.\né語🏮"
                .codePointAt((int) (20 * Math.pow(random.nextDouble(), 1.5))));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
