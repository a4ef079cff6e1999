package org.tokenlab.training.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.WordSplitter;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingListener;

class BoundlessBpeTrainerTest {
  static final List<String> LANGUAGES = SuperwordTexts.LANGUAGES;

  private static final List<Splitter> WORDS =
      List.of(
          WordSplitter.of(SplitPattern.O200K.regex()),
          SplitPattern.GPT2.preTokenizer(),
          WordSplitter.standard());
  private static final List<MergePattern> PATTERNS =
      List.of(MergePattern.LETTER, MergePattern.COLM, MergePattern.WORDS, new MergePattern(""));

  private static NaiveBoundlessBpe naive(List<String> texts, BoundlessBpeTrainer trainer) {
    List<List<String>> split = new ArrayList<>();
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int[] ends = new int[utf8.length + 1];
      List<String> words = new ArrayList<>();
      int at = 0;
      while (at < utf8.length) {
        int count = trainer.words().split(utf8, at, utf8.length, ends);
        for (int i = 0; i < count; i++) {
          words.add(new String(utf8, at, ends[i] - at, StandardCharsets.UTF_8));
          at = ends[i];
        }
      }
      split.add(words);
    }
    return new NaiveBoundlessBpe(
        split,
        // Java's $ also matches before a line end at the end.
        Pattern.compile(trainer.mergePattern().regex().replaceFirst("\\$$", "\\\\z")),
        trainer.vocabularySize(),
        trainer.minFrequency(),
        trainer.deletion().orElse(null));
  }

  private static List<NaiveBoundlessBpe.Step> steps(BoundlessBpeTraining training) {
    return training.steps().stream()
        .map(step ->
            new NaiveBoundlessBpe.Step(
                step.kind(),
                step.parts().stream()
                    .map(part -> new String(part, StandardCharsets.ISO_8859_1))
                    .toList(),
                step.count()))
        .toList();
  }

  @Test
  void mergesEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("boundlessMergesEqualTheNaiveTrainers");
    int superwords = 0;
    for (int round = 0; round < 120; round++) {
      List<String> texts = RandomPhrases.next(random);
      BoundlessBpeTrainer trainer =
          BoundlessBpeTrainer.builder(243 + random.nextInt(90))
              .words(WORDS.get(random.nextInt(WORDS.size())))
              .mergePattern(PATTERNS.get(random.nextInt(PATTERNS.size())))
              .minFrequency(random.nextBoolean() ? 1 : 1 + random.nextInt(5))
              .threads(1 + random.nextInt(2))
              .junctionSplitting(random.nextBoolean())
              .build();
      BoundlessBpeTraining training = trainer.train(texts.iterator());
      assertEquals(naive(texts, trainer).steps, steps(training), () -> "texts " + texts);
      superwords += training.superwords();
    }
    assertTrue(superwords > 50, "too few superwords to show anything: " + superwords);
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void mergesEqualTheNaiveTrainersOnRealText(String language) throws IOException {
    List<String> texts = SuperwordTexts.flores(language, 16);
    BoundlessBpeTrainer trainer =
        BoundlessBpeTrainer.builder(390).words(WordSplitter.standard()).build();
    assertEquals(naive(texts, trainer).steps, steps(trainer.train(texts.iterator())));
  }

  @Test
  void mergesEqualTheNaiveTrainersOnInventedText() {
    for (String script : SuperwordTexts.scripts()) {
      List<String> texts = SuperwordTexts.invented(script);
      BoundlessBpeTrainer trainer =
          BoundlessBpeTrainer.builder(340).words(WordSplitter.standard()).build();
      assertEquals(naive(texts, trainer).steps, steps(trainer.train(texts.iterator())));
    }
  }

  @Test
  void stepsWithDeletionsEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("boundlessDeletions");
    int deletions = 0;
    int remade = 0;
    for (int round = 0; round < 120; round++) {
      List<String> texts = RandomPhrases.next(random);
      BoundlessBpeTrainer trainer =
          BoundlessBpeTrainer.builder(243 + random.nextInt(90))
              .words(WORDS.get(random.nextInt(WORDS.size())))
              .mergePattern(PATTERNS.get(random.nextInt(PATTERNS.size())))
              .deletion(deletion(random))
              .minFrequency(random.nextBoolean() ? 1 : 1 + random.nextInt(5))
              .junctionSplitting(random.nextBoolean())
              .build();
      BoundlessBpeTraining training = trainer.train(texts.iterator());
      List<NaiveBoundlessBpe.Step> steps = steps(training);
      assertEquals(naive(texts, trainer).steps, steps, () -> "texts " + texts);
      Set<String> deleted = new HashSet<>();
      for (NaiveBoundlessBpe.Step step : steps) {
        if (step.kind() == BoundlessStep.Kind.DELETION) {
          deletions++;
          deleted.add(step.token());
        } else if (deleted.contains(step.token())) {
          remade++;
        }
      }
    }
    assertTrue(deletions > 500, "too few deletions to show anything: " + deletions);
    assertTrue(remade > 20, "too few tokens made again to show anything: " + remade);
  }

  private static TokenDeletion deletion(Random random) {
    TokenDeletion.Into[] into = TokenDeletion.Into.values();
    return new TokenDeletion(0.51 + random.nextInt(50) / 100.0, into[random.nextInt(into.length)]);
  }

  @Test
  void aTokenizerWithDeletionsCountsWhatTrainingCountedAndSavesInBothForms(@TempDir Path folder)
      throws IOException {
    Random random = TestSeed.random("boundlessDeletionsTokenizer");
    for (int round = 0; round < 40; round++) {
      List<String> texts = RandomPhrases.next(random);
      BoundlessBpeTraining training =
          BoundlessBpeTrainer.builder(243 + random.nextInt(150))
              .words(WordSplitter.standard())
              .deletion(deletion(random))
              .build()
              .train(texts.iterator());
      Tokenizer tokenizer = training.tokenizer("deletions");
      assertEquals(
          texts.stream().mapToLong(tokenizer::count).sum(),
          training.corpusTokens(),
          texts::toString);
      Path file = folder.resolve(round + ".boundless.json");
      Tokenizers.save(tokenizer, file);
      Tokenizer loaded = Tokenizers.load(file);
      Path fast = folder.resolve(round + ".boundless.model");
      Tokenizers.save(tokenizer, fast);
      Tokenizer loadedFast = Tokenizers.load(fast);
      for (String text : RandomPhrases.next(random)) {
        int[] ids = tokenizer.encodeOrdinary(text);
        assertEquals(text, tokenizer.decode(ids));
        assertArrayEquals(ids, loaded.encodeOrdinary(text), text);
        assertArrayEquals(ids, loadedFast.encodeOrdinary(text), text);
      }
      assertThrows(IllegalStateException.class, () -> training.truncated(243));
    }
  }

  @Test
  void theTokenizerCountsWhatTrainingCounted() {
    Random random = TestSeed.random("boundlessTokenizerCounts");
    for (int round = 0; round < 40; round++) {
      List<String> texts = RandomPhrases.next(random);
      BoundlessBpeTraining training =
          BoundlessBpeTrainer.builder(243 + random.nextInt(150))
              .words(WORDS.get(random.nextInt(WORDS.size())))
              .build()
              .train(texts.iterator());
      int smaller = 243 + random.nextInt(training.requestedSize() - 242);
      for (BoundlessBpeTraining run : List.of(training, training.truncated(smaller))) {
        Tokenizer tokenizer = run.tokenizer("boundless");
        assertEquals(
            texts.stream().mapToLong(tokenizer::count).sum(), run.corpusTokens(), texts::toString);
        for (String text : texts) {
          assertEquals(text, tokenizer.decode(tokenizer.encodeOrdinary(text)));
        }
      }
    }
  }

  @Test
  void neitherThreadsNorSplittingChangeTheResult() throws IOException {
    Random random = TestSeed.random("boundlessThreads");
    List<String> texts = new ArrayList<>(SuperwordTexts.inventedLines());
    for (int i = 0; i < 100; i++) {
      texts.addAll(RandomPhrases.next(random));
    }
    for (int size : new int[] {400, 700, 1200}) {
      BoundlessBpeTrainer.Builder builder = BoundlessBpeTrainer.builder(size);
      BoundlessBpeTraining plain =
          builder.threads(1).junctionSplitting(false).build().train(texts.iterator());
      for (int threads = 1; threads <= 3; threads++) {
        BoundlessBpeTraining split =
            builder.threads(threads).junctionSplitting(true).build().train(texts.iterator());
        assertEquals(steps(plain), steps(split));
        assertEquals(plain.corpusTokens(), split.corpusTokens());
      }
    }
  }

  @Test
  void aTruncatedRunIsTheRunForTheSmallerSize() {
    Random random = TestSeed.random("boundlessTruncated");
    for (int round = 0; round < 10; round++) {
      List<String> texts = RandomPhrases.next(random);
      BoundlessBpeTrainer trainer = BoundlessBpeTrainer.builder(330).build();
      RunCounts counts = trainer.count(texts.iterator(), TrainingListener.NONE);
      BoundlessBpeTraining large = trainer.train(counts);
      for (int size = 243; size <= 330; size += 3) {
        BoundlessBpeTraining direct = BoundlessBpeTrainer.builder(size).build().train(counts);
        assertEquals(steps(direct), steps(large.truncated(size)), "size " + size);
        assertEquals(direct.corpusTokens(), large.truncated(size).corpusTokens());
      }
    }
  }

  @Test
  void oddTextsTrain() {
    for (String text :
        List.of(
            "",
            " ",
            " ".repeat(5_000),
            "\n\n\n",
            ".".repeat(5_000),
            ".,;:!?".repeat(1_000),
            "語".repeat(20_000),
            "acgt".repeat(20_000),
            "one endless line ".repeat(20_000),
            "the the the the the")) {
      BoundlessBpeTraining training =
          BoundlessBpeTrainer.builder(300)
              .words(WordSplitter.standard())
              .build()
              .train(List.of(text).iterator());
      assertEquals(300, training.requestedSize());
      assertTrue(training.vocabularySize() <= 300);
      Tokenizer tokenizer = training.tokenizer("odd");
      assertEquals(training.corpusTokens(), tokenizer.count(text), text);
      assertEquals(text, tokenizer.decode(tokenizer.encodeOrdinary(text)));
    }
  }

  @Test
  void noTextGivesTheBytes() {
    BoundlessBpeTraining training =
        BoundlessBpeTrainer.builder(1000).build().train(Stream.of("", ""));
    assertEquals(243, training.vocabularySize());
    assertEquals(1000, training.requestedSize());
    assertEquals(0, training.superwords());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> BoundlessBpeTrainer.builder(242));
    BoundlessBpeTrainer.Builder builder = BoundlessBpeTrainer.builder(300);
    assertThrows(IllegalArgumentException.class, () -> builder.minFrequency(0));
    assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
    assertThrows(IllegalArgumentException.class, () -> builder.specialTokens(List.of("")));
    assertThrows(IllegalArgumentException.class, () -> new MergePattern("(("));
    for (double threshold : new double[] {0.5, 1.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new TokenDeletion(threshold, TokenDeletion.Into.BYTES));
    }
    BoundlessBpeTraining none = builder.words(PreTokenizer.none()).build().train(Stream.of("a b"));
    assertThrows(IllegalArgumentException.class, () -> none.truncated(301));
    assertThrows(IllegalArgumentException.class, () -> none.truncated(242));
  }
}
