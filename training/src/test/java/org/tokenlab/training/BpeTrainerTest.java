package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

class BpeTrainerTest {
  @Test
  void mergesEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("mergesEqualTheNaiveTrainersOneByOne");
    int merges = 0;
    for (int round = 0; round < 60; round++) {
      WordCounts words = RandomWords.next(random);
      BpeTrainer trainer =
          BpeTrainer.builder(256 + random.nextInt(60))
              .tieOrder(random.nextBoolean() ? TieOrder.BEST : TieOrder.HF)
              .minFrequency(random.nextBoolean() ? 1 : 1 + random.nextInt(20))
              .maxTokenLength(random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(8))
              .build();
      BpeTraining training = trainer.train(words);
      NaiveBpe naive = new NaiveBpe(words, trainer);
      assertEquals(naive.merges, merges(training), () -> "words " + describe(words));
      assertEquals(naive.tokens.size(), training.vocabularySize());
      assertEquals(256 + naive.merges.size(), naive.tokens.size(), "a string was learned twice");
      assertEquals(naive.corpusTokens(), training.corpusTokens());
      merges += training.merges().size();
    }
    assertTrue(merges > 200, "too few merges to show anything: " + merges);
  }

  @Test
  void severalThreadsMergeAsOneDoes() {
    Random random = TestSeed.random("severalThreadsMergeAsOneDoes");
    for (int round = 0; round < 12; round++) {
      WordCounts words = manyWords(random);
      BpeTrainer.Builder builder =
          BpeTrainer.builder(256 + 20 + random.nextInt(300))
              .tieOrder(random.nextBoolean() ? TieOrder.BEST : TieOrder.HF)
              .minFrequency(random.nextBoolean() ? 1 : 1 + random.nextInt(2000))
              .maxTokenLength(random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(8))
              .runsApart(random.nextBoolean());
      BpeTraining alone = builder.threads(1).build().train(words);
      BpeTraining together = builder.threads(2 + random.nextInt(3)).build().train(words);
      assertEquals(merges(alone), merges(together));
      assertEquals(alone.corpusTokens(), together.corpusTokens());
    }
  }

  /// So many that the frequent pairs stand at thousands of places: in short words, and in some that
  /// go on for long.
  private static WordCounts manyWords(Random random) {
    int alphabet = 1 + random.nextInt(5);
    WordTable table = new WordTable();
    for (int w = 0; w < 30_000; w++) {
      boolean endless = random.nextInt(2000) == 0;
      byte[] word = new byte[1 + random.nextInt(endless ? 20_000 : 14)];
      for (int i = 0; i < word.length; i++) {
        word[i] = (byte) ('a' + random.nextInt(alphabet));
      }
      table.add(word, 0, word.length, 1 + (int) (1000 * Math.pow(random.nextDouble(), 6)));
    }
    return table.sorted();
  }

  private static List<NaiveBpe.Merge> merges(BpeTraining training) {
    List<NaiveBpe.Merge> merges = new ArrayList<>();
    for (int r = 0; r < training.merges().size(); r++) {
      merges.add(
          new NaiveBpe.Merge(
              training.merges().left(r),
              training.merges().right(r),
              training.merges().merged(r),
              training.pairCount(r)));
    }
    return merges;
  }

  private static String describe(WordCounts words) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < words.size(); w++) {
      text.append(words.count(w)).append(" × ");
      text.append(java.util.Arrays.toString(words.word(w))).append('\n');
    }
    return text.toString();
  }

  @Test
  void theCorpusStandsAsTheModelEncodesIt() {
    Random random = TestSeed.random("theCorpusStandsAsTheModelEncodesIt");
    for (int round = 0; round < 80; round++) {
      WordCounts words = RandomWords.next(random);
      BpeTraining training = BpeTrainer.builder(256 + random.nextInt(200)).build().train(words);
      assertEquals(encodedLength(training, words), training.corpusTokens());
      BpeTraining smaller =
          training.truncated(256 + random.nextInt(training.requestedSize() - 255));
      assertEquals(encodedLength(smaller, words), smaller.corpusTokens());
    }
  }

  private static long encodedLength(BpeTraining training, WordCounts words) {
    TokenizerModel.PieceEncoder encoder = training.model().newEncoder();
    long tokens = 0;
    for (int w = 0; w < words.size(); w++) {
      IntSink ids = new IntSink(8);
      byte[] word = words.word(w);
      encoder.encode(word, 0, new int[] {word.length}, 1, ids);
      tokens += words.count(w) * ids.size();
    }
    return tokens;
  }

  @Test
  void aTruncatedRunIsTheRunForTheSmallerSize() {
    Random random = TestSeed.random("aTruncatedRunIsTheRunForTheSmallerSize");
    for (int round = 0; round < 40; round++) {
      WordCounts words = RandomWords.next(random);
      int size = 256 + random.nextInt(40);
      BpeTraining large = BpeTrainer.builder(size).build().train(words);
      for (int smaller = 256; smaller <= size; smaller++) {
        BpeTraining direct = BpeTrainer.builder(smaller).build().train(words);
        BpeTraining cut = large.truncated(smaller);
        assertEquals(merges(direct), merges(cut));
        assertEquals(direct.vocabularySize(), cut.vocabularySize());
        assertEquals(direct.requestedSize(), cut.requestedSize());
        assertEquals(direct.corpusTokens(), cut.corpusTokens());
        assertEquals(direct.vocabularySize(), cut.model().vocabulary().size());
      }
    }
  }

  @Test
  void everyWindowOfARunCounts() {
    BpeTraining training = train(260, "aaaa");
    assertEquals(
        List.of(new NaiveBpe.Merge('a', 'a', 256, 3), new NaiveBpe.Merge(256, 256, 257, 1)),
        merges(training));
    assertEquals(258, training.vocabularySize());
    assertEquals(260, training.requestedSize());
    assertEquals(1, training.corpusTokens());
    assertEquals(2, training.corpusTokens(257));
    assertEquals(4, training.corpusTokens(256));
  }

  @Test
  void aRunOfOddLengthLeavesItsLastByteAlone() {
    BpeTraining training = train(257, "aaaaa");
    assertEquals(List.of(new NaiveBpe.Merge('a', 'a', 256, 4)), merges(training));
    assertEquals(3, training.corpusTokens());
  }

  @Test
  void tiesGoToTheSmallestIdsOfTheOrderAskedFor() {
    // Byte 0x21 is id 0 in Hugging Face's order and the space is 220; as raw bytes the space comes
    // first.
    String text = " ! ";
    Splitter whole = PreTokenizer.none();
    BpeTrainer.Builder builder = BpeTrainer.builder(257).preTokenizer(whole);
    BpeTraining best = builder.tieOrder(TieOrder.BEST).build().train(List.of(text).iterator());
    BpeTraining hf = builder.tieOrder(TieOrder.HF).build().train(List.of(text).iterator());
    assertEquals(" !", best.tokenizer("best").decode(256));
    assertEquals("! ", hf.tokenizer("hf").decode(256));
    assertEquals(' ', best.merges().left(0));
    assertEquals(0, hf.merges().left(0));
    assertEquals(220, hf.merges().right(0));
  }

  @Test
  void aVeryLongPieceTrainsInNearLinearTime() {
    // Quadratic work on so many bytes in one piece would run for very long.
    StringBuilder text = new StringBuilder();
    Random random = TestSeed.random("aVeryLongPieceTrainsInNearLinearTime");
    for (int i = 0; i < 400_000; i++) {
      text.append("ACGT".charAt(random.nextInt(4)));
    }
    BpeTraining training =
        BpeTrainer.builder(1000)
            .preTokenizer(PreTokenizer.none())
            .build()
            .train(List.of(text).iterator());
    assertEquals(1000, training.vocabularySize());
    int[] ids = training.tokenizer("dna").encodeOrdinary(text);
    assertEquals(training.corpusTokens(), ids.length);
  }

  @Test
  void threadsDoNotChangeTheResult() {
    Random random = TestSeed.random("threadsDoNotChangeTheResult");
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 300; t++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 1500; i++) {
        text.appendCodePoint("abcdé語 \n".codePointAt(random.nextInt(8)));
      }
      texts.add(text.toString());
    }
    BpeTrainer.Builder builder = BpeTrainer.builder(700).pattern(SplitPattern.O200K);
    BpeTraining one = builder.threads(1).build().train(texts.iterator());
    for (int threads : new int[] {2, 5}) {
      BpeTraining several = builder.threads(threads).build().train(texts.iterator());
      assertEquals(merges(one), merges(several));
      assertEquals(one.corpusTokens(), several.corpusTokens());
    }
  }

  @Test
  void noTextGivesTheBytes() {
    BpeTraining training = BpeTrainer.builder(1000).build().train(Stream.of("", ""));
    assertEquals(256, training.vocabularySize());
    assertEquals(1000, training.requestedSize());
    assertEquals(0, training.merges().size());
    assertEquals(0, training.corpusTokens());
    Tokenizer tokenizer = training.tokenizer("bytes");
    assertArrayEquals(new int[] {'h', 'i'}, tokenizer.encodeOrdinary("hi"));
  }

  @Test
  void aVocabularySmallerThanTheBytesIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> BpeTrainer.builder(255)).getMessage();
    assertTrue(message.contains("256") && message.contains("got 255"), message);
    assertThrows(IllegalArgumentException.class, () -> BpeTrainer.builder((1 << 21) + 1));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    BpeTrainer.Builder builder = BpeTrainer.builder(300);
    assertThrows(IllegalArgumentException.class, () -> builder.minFrequency(0));
    assertThrows(IllegalArgumentException.class, () -> builder.maxTokenLength(0));
    assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
    assertThrows(IllegalArgumentException.class, () -> builder.specialTokens(List.of("a", "a")));
    assertThrows(IllegalArgumentException.class, () -> builder.specialTokens(List.of("")));
    BpeTraining training = train(300, "a text");
    assertThrows(IllegalArgumentException.class, () -> training.truncated(301));
    assertThrows(IllegalArgumentException.class, () -> training.truncated(255));
  }

  @Test
  void specialTokensComeBehindTheLastToken() {
    BpeTrainer trainer =
        BpeTrainer.builder(260).specialTokens(List.of("<|end|>", "<|pad|>")).build();
    BpeTraining training = trainer.train(List.of("a lamp, a lamp, a lamp").iterator());
    assertEquals(260, training.vocabularySize());
    assertEquals(260, training.specialTokens().id("<|end|>").orElseThrow());
    assertEquals(261, training.specialTokens().id("<|pad|>").orElseThrow());
    assertEquals("<|pad|>", training.tokenizer("small").decode(261));
    assertEquals(258, training.truncated(258).specialTokens().id("<|end|>").orElseThrow());
  }

  @Test
  void whatWasTrainedEncodesAndDecodes() {
    String text = "Leuchtturmwärter zählen Lampen, 灯塔的看守人数着灯 🏮";
    Tokenizer tokenizer = train(300, text).tokenizer("lamps");
    assertEquals(text, tokenizer.decode(tokenizer.encodeOrdinary(text)));
    assertTrue(tokenizer.count(text) < text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void anErrorOfTheTextsComesOut() {
    Iterator<String> broken =
        Stream.iterate(0, i -> i + 1)
            .map(i -> {
              if (i == 1000) {
                throw new IllegalStateException("line 1000 can't be read");
              }
              return "some text ".repeat(100);
            })
            .iterator();
    BpeTrainer trainer = BpeTrainer.builder(300).threads(3).build();
    String message =
        assertThrows(IllegalStateException.class, () -> trainer.train(broken)).getMessage();
    assertEquals("line 1000 can't be read", message);
  }

  @Test
  void listenersHearEveryPhaseFromStartToEnd() {
    List<String> heard = new ArrayList<>();
    BpeTrainer.builder(300)
        .build()
        .train(
            List.of("a lamp and a lamp").iterator(),
            (phase, done, total) -> heard.add(phase + " " + done + "/" + total));
    assertTrue(heard.contains("COUNTING 0/-1"), heard::toString);
    assertTrue(heard.contains("COUNTING 17/17"), heard::toString);
    assertTrue(heard.contains("INDEXING 4/4"), heard::toString);
    assertTrue(heard.contains("MERGING 256/300"), heard::toString);
    assertEquals("MERGING 263/300", heard.getLast());
  }

  private static BpeTraining train(int size, String text) {
    return BpeTrainer.builder(size).build().train(List.of(text).iterator());
  }
}
