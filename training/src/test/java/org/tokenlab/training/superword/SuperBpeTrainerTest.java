package org.tokenlab.training.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TieOrder;
import org.tokenlab.training.TrainingListener;

class SuperBpeTrainerTest {
  private static final List<Splitter> WORDS =
      List.of(
          SplitPattern.O200K.preTokenizer(),
          SplitPattern.GPT2.preTokenizer(),
          SuperBpeTrainer.original(300).build().words());

  private static final List<SuperwordCuts.Punctuation> PUNCTUATION =
      List.of(SuperwordCuts.Punctuation.values());

  /// A configuration with every rule on or off by chance.
  private static SuperBpeTrainer.Builder random(Random random, int most) {
    int size = 256 + random.nextInt(most);
    return SuperBpeTrainer.builder(size)
        .transitionSize(256 + random.nextInt(size - 255))
        .words(WORDS.get(random.nextInt(WORDS.size())))
        .cuts(
            switch (random.nextInt(4)) {
              case 0 -> SuperwordCuts.ORIGINAL;
              case 1 -> SuperwordCuts.PHRASES;
              case 2 -> SuperwordCuts.NONE;
              default ->
                  new SuperwordCuts(
                      random.nextBoolean(),
                      PUNCTUATION.get(random.nextInt(3)),
                      random.nextBoolean(),
                      random.nextBoolean());
            })
        .maxWords(random.nextBoolean() ? 4 : 1 + random.nextInt(5))
        .colonRule(random.nextBoolean())
        .onlySeenTokens(random.nextBoolean())
        .minFrequency(random.nextBoolean() ? 1 : 1 + random.nextInt(6))
        .tieOrder(random.nextBoolean() ? TieOrder.BEST : TieOrder.HF)
        .threads(1 + random.nextInt(2))
        .junctionFloor(1 + random.nextInt(30));
  }

  static NaiveSuperBpe naive(List<String> texts, SuperBpeTrainer trainer, TieOrder ties) {
    SuperBpeTraining none =
        SuperBpeTrainer.builder(256).tieOrder(ties).build().train(Stream.<String>of());
    byte[] bytes = new byte[256];
    for (int id = 0; id < 256; id++) {
      bytes[id] = none.model().vocabulary().bytes(id)[0];
    }
    return new NaiveSuperBpe(texts, bytes, trainer);
  }

  static List<NaiveSuperBpe.Merge> merges(SuperBpeTraining training) {
    List<NaiveSuperBpe.Merge> merges = new ArrayList<>();
    Merges list = training.merges();
    for (int r = 0; r < list.size(); r++) {
      merges.add(
          new NaiveSuperBpe.Merge(
              list.left(r), list.right(r), list.merged(r), training.pairCount(r)));
    }
    return merges;
  }

  @Test
  void mergesEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("superMergesEqualTheNaiveTrainersOneByOne");
    int superwords = 0;
    for (int round = 0; round < 80; round++) {
      List<String> texts = RandomPhrases.next(random);
      SuperBpeTrainer trainer = random(random, 90).build();
      SuperBpeTraining training = trainer.train(texts.iterator());
      NaiveSuperBpe naive = naive(texts, trainer, trainer.tieOrder());
      assertEquals(naive.merges, merges(training), () -> "texts " + texts);
      assertEquals(naive.tokens.size(), training.vocabularySize());
      assertEquals(naive.transitionSize, training.transitionSize());
      assertEquals(naive.corpusTokens(), training.corpusTokens());
      assertFalse(naive.repeated, "a string was learned twice");
      superwords += training.vocabularySize() - training.transitionSize();
    }
    assertTrue(superwords > 50, "too few superwords to show anything: " + superwords);
  }

  @Test
  void theTokenizerCountsWhatTrainingCounted() {
    Random random = TestSeed.random("superTokenizerCounts");
    for (int round = 0; round < 60; round++) {
      List<String> texts = RandomPhrases.next(random);
      SuperBpeTraining training = random(random, 200).build().train(texts.iterator());
      int smaller =
          training.transitionSize()
              + random.nextInt(training.vocabularySize() - training.transitionSize() + 1);
      for (SuperBpeTraining run : List.of(training, training.truncated(smaller))) {
        Tokenizer tokenizer = run.tokenizer("super");
        assertEquals(texts.stream().mapToLong(tokenizer::count).sum(), run.corpusTokens());
        assertEquals(run.corpusTokens(), training.corpusTokens(run.vocabularySize()));
        for (String text : texts) {
          assertEquals(text, tokenizer.decode(tokenizer.encodeOrdinary(text)));
        }
      }
    }
  }

  @Test
  void neitherThreadsNorSplittingChangeTheResult() {
    Random random = TestSeed.random("neitherThreadsNorSplitting");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.addAll(RandomPhrases.next(random));
    }
    for (int round = 0; round < 6; round++) {
      SuperBpeTrainer.Builder builder = random(random, 900).minFrequency(1 + round % 2);
      SuperBpeTraining plain = builder.threads(1).junctionFloor(1).build().train(texts.iterator());
      for (int threads = 1; threads <= 3; threads++) {
        SuperBpeTraining split =
            builder
                .threads(threads)
                .junctionFloor(3 + 20 * threads)
                .build()
                .train(texts.iterator());
        assertEquals(merges(plain), merges(split));
        assertEquals(plain.corpusTokens(), split.corpusTokens());
      }
    }
  }

  @Test
  void aTruncatedRunIsTheRunForTheSmallerSize() {
    Random random = TestSeed.random("superTruncated");
    for (int round = 0; round < 10; round++) {
      List<String> texts = RandomPhrases.next(random);
      SuperBpeTraining large =
          SuperBpeTrainer.builder(330).transitionSize(280).build().train(texts.iterator());
      for (int size = Math.max(280, large.transitionSize()); size <= 330; size += 7) {
        SuperBpeTraining direct =
            SuperBpeTrainer.builder(size).transitionSize(280).build().train(texts.iterator());
        assertEquals(merges(direct), merges(large.truncated(size)));
        assertEquals(direct.vocabularySize(), large.truncated(size).vocabularySize());
        assertEquals(direct.corpusTokens(), large.truncated(size).corpusTokens());
      }
      int tooFew = large.transitionSize() - 1;
      assertThrows(IllegalArgumentException.class, () -> large.truncated(tooFew));
    }
  }

  @Test
  void oneStageOneAndOneCountServeSeveralTransitionPoints() {
    Random random = TestSeed.random("severalTransitionPoints");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.addAll(RandomPhrases.next(random));
    }
    SuperBpeTrainer latest = SuperBpeTrainer.builder(400).transitionSize(350).build();
    RunCounts counts = latest.count(texts.iterator(), TrainingListener.NONE);
    BpeTraining stageOne = latest.stageOne(counts, TrainingListener.NONE);
    for (int transition : new int[] {256, 280, 320, 350}) {
      SuperBpeTrainer trainer = SuperBpeTrainer.builder(400).transitionSize(transition).build();
      assertEquals(
          merges(trainer.train(texts.iterator())),
          merges(trainer.train(counts, stageOne, TrainingListener.NONE)));
    }
  }

  @Test
  void aStageOneThatIsTooShortIsRefused() {
    SuperBpeTrainer early = SuperBpeTrainer.builder(400).transitionSize(300).build();
    RunCounts counts = early.count(List.of("of the lamp").iterator(), TrainingListener.NONE);
    BpeTraining words = early.stageOne(counts, TrainingListener.NONE);
    SuperBpeTrainer late = SuperBpeTrainer.builder(400).transitionSize(301).build();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> late.train(counts, words, TrainingListener.NONE))
            .getMessage();
    assertTrue(message.contains("301") && message.contains("300"), message);
  }

  @Test
  void phrasesHoldNoEndOfASentence() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      texts.add("We know of many good applications.\nIn the end, we don't know: in the end.\n");
    }
    SuperBpeTraining training =
        SuperBpeTrainer.builder(400).transitionSize(300).build().train(texts.iterator());
    List<String> superwords = new ArrayList<>();
    for (int id = training.transitionSize(); id < training.vocabularySize(); id++) {
      superwords.add(training.tokenizer("p").decode(id));
    }
    assertTrue(superwords.contains(" in the end"), superwords::toString);
    assertTrue(superwords.contains(" we don't know"), superwords::toString);
    assertTrue(
        superwords.stream().noneMatch(s -> s.matches("(?s).*[.,:\n].+")), superwords::toString);
    SuperBpeTraining original =
        SuperBpeTrainer.original(400).transitionSize(300).build().train(texts.iterator());
    List<String> theirs = new ArrayList<>();
    for (int id = original.transitionSize(); id < original.vocabularySize(); id++) {
      theirs.add(original.tokenizer("o").decode(id));
    }
    assertTrue(
        theirs.stream().anyMatch(s -> s.contains(".\n") && s.length() > 3), theirs::toString);
  }

  @Test
  void oddTextsTrain() {
    String many = "語".repeat(20_000);
    for (String text :
        List.of(
            "",
            " ",
            " ".repeat(5_000),
            "\n\n\n",
            ".".repeat(5_000),
            ".,;:!?".repeat(1_000),
            many,
            "acgt".repeat(20_000),
            "one endless line ".repeat(20_000),
            "7".repeat(3_000))) {
      for (SuperBpeTrainer.Builder builder :
          List.of(
              SuperBpeTrainer.builder(320).transitionSize(290),
              SuperBpeTrainer.builder(320).cuts(SuperwordCuts.NONE).transitionSize(270),
              SuperBpeTrainer.original(320).transitionSize(290))) {
        SuperBpeTraining training = builder.build().train(List.of(text).iterator());
        assertEquals(320, training.requestedSize());
        assertTrue(training.vocabularySize() <= 320);
        Tokenizer tokenizer = training.tokenizer("odd");
        int[] ids = tokenizer.encodeOrdinary(text);
        assertEquals(training.corpusTokens(), ids.length);
        assertEquals(text, tokenizer.decode(ids));
      }
    }
  }

  @Test
  void noTextGivesTheBytes() {
    SuperBpeTraining training = SuperBpeTrainer.builder(1000).build().train(Stream.of("", ""));
    assertEquals(256, training.vocabularySize());
    assertEquals(256, training.transitionSize());
    assertEquals(1000, training.requestedSize());
    assertEquals(0, training.corpusTokens());
    assertArrayEquals(new int[] {'h', 'i'}, training.tokenizer("bytes").encodeOrdinary("hi"));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> SuperBpeTrainer.builder(255));
    SuperBpeTrainer.Builder builder = SuperBpeTrainer.builder(300);
    String message =
        assertThrows(IllegalArgumentException.class, () -> builder.transitionSize(301))
            .getMessage();
    assertTrue(message.contains("300") && message.contains("got 301"), message);
    assertThrows(IllegalArgumentException.class, () -> builder.transitionSize(255));
    assertThrows(IllegalArgumentException.class, () -> builder.transitionShare(1.5));
    assertThrows(IllegalArgumentException.class, () -> builder.maxWords(0));
    assertThrows(IllegalArgumentException.class, () -> builder.minFrequency(0));
    assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
    assertThrows(IllegalArgumentException.class, () -> builder.specialTokens(List.of("a", "a")));
    PreTokenizer rewriting = new org.tokenlab.tokenizers.pretokenize.BertPreTokenizer();
    assertThrows(IllegalArgumentException.class, () -> builder.runs(rewriting).build());
  }

  @Test
  void specialTokensComeBehindTheLastToken() {
    SuperBpeTraining training =
        SuperBpeTrainer.builder(262)
            .specialTokens(List.of("<|end|>"))
            .build()
            .train(List.of("a lamp, a lamp, a lamp a lamp").iterator());
    assertEquals(262, training.specialTokens().id("<|end|>").orElseThrow());
  }
}
