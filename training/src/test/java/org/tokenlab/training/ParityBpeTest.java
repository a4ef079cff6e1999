package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.training.NaiveMerges.Pair;

class ParityBpeTest {
  static final List<String> RUNS = ParityRun.NAMES;

  @ParameterizedTest
  @FieldSource("RUNS")
  void mergesEqualThePapersCodesOneByOne(String run) throws IOException {
    String[] paragraphs = read("invented-text.txt").split("\n\n", -1);
    List<List<String>> texts = new ArrayList<>();
    List<List<String>> developments = new ArrayList<>();
    for (int l = 0; l < 3; l++) {
      List<String> lines = new ArrayList<>();
      for (int i = l; i < paragraphs.length; i += 3) {
        lines.addAll(Arrays.asList(paragraphs[i].split("\n", -1)));
      }
      texts.add(lines);
      developments.add(lines.subList(0, lines.size() / 3));
    }
    List<String> expected = read("parity-" + run + ".txt").lines().toList();
    for (int threads : new int[] {1, 2}) {
      assertEquals(expected, ParityRun.merges(run, 300, texts, developments, threads));
    }
  }

  @Test
  void mergesEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("mergesEqualTheNaiveTrainersOneByOne, parity");
    int merges = 0;
    for (int round = 0; round < 40; round++) {
      List<ParityLanguage> languages = new ArrayList<>();
      for (int l = 1 + random.nextInt(4); l > 0; l--) {
        languages.add(ParityLanguage.of("language", words(random), words(random)));
      }
      int global = random.nextInt(4) * 3;
      ParityBpeTrainer.Builder builder =
          ParityBpeTrainer.builder(256 + random.nextInt(50)).minFrequency(1).globalMerges(global);
      ParityBpeTrainer trainer = builder.build();
      ParityBpeTraining training = trainer.train(languages, TrainingListener.NONE);
      assertEquals(
          naive(languages, trainer.vocabularySize() - 256, global), ParityRun.lines(training));
      merges += training.merges().size();
      for (int l = 0; l < languages.size(); l++) {
        WordCounts development = languages.get(l).development().orElseThrow();
        assertEquals(
            encodedLength(training, development), training.tokens(l, training.vocabularySize()));
        assertEquals(development.totalBytes(), training.tokens(l, 256));
      }
    }
    assertTrue(merges > 300, "too few merges to show anything: " + merges);
  }

  private static WordCounts words(Random random) {
    while (true) {
      WordCounts words = RandomWords.next(random);
      if (words.size() > 0) {
        return words;
      }
    }
  }

  /// Everything counted and encoded anew for each merge.
  private static List<String> naive(List<ParityLanguage> languages, int wanted, int global) {
    List<byte[]> order = new ArrayList<>(); // bytes by place in GPT-2's alphabet
    for (byte b : TieOrder.HF.bytesById()) {
      order.add(new byte[] {b});
    }
    List<String> lines = new ArrayList<>();
    List<NaiveMerges> training = languages.stream().map(l -> corpus(l.training(), order)).toList();
    List<NaiveMerges> development =
        languages.stream().map(l -> corpus(l.development().orElseThrow(), order)).toList();
    NaiveMerges all =
        corpus(WordCounts.merge(languages.stream().map(ParityLanguage::training).toList()), order);
    for (int i = 0; i < wanted; i++) {
      NaiveMerges source = all;
      if (i >= global) {
        NaiveMerges worst =
            development.stream().max(Comparator.comparingLong(NaiveMerges::length)).orElseThrow();
        source = training.get(firstAsLong(development, worst.length()));
      }
      List<List<Integer>> spelled = source.spelled;
      Comparator<Pair> largest =
          Comparator.comparing((Pair p) -> spelled.get(p.left()), ParityBpeTest::compare)
              .thenComparing(p -> spelled.get(p.right()), ParityBpeTest::compare)
              .reversed();
      Optional<Pair> best = source.best(false, (l, r) -> true, largest);
      if (best.isEmpty()) {
        break;
      }
      Pair pair = best.get();
      lines.add(hex(source.tokens.get(pair.left())) + " " + hex(source.tokens.get(pair.right())));
      training.forEach(corpus -> corpus.merge(pair));
      development.forEach(corpus -> corpus.merge(pair));
      all.merge(pair);
    }
    return lines;
  }

  private static int firstAsLong(List<NaiveMerges> corpora, long length) {
    int l = 0;
    while (corpora.get(l).length() < length) {
      l++;
    }
    return l;
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    return Arrays.compare(
        a.stream().mapToInt(i -> i).toArray(), b.stream().mapToInt(i -> i).toArray());
  }

  private static NaiveMerges corpus(WordCounts words, List<byte[]> order) {
    NaiveMerges corpus = new NaiveMerges(order);
    for (int w = 0; w < words.size(); w++) {
      List<Integer> ids = new ArrayList<>();
      for (byte b : words.word(w)) {
        int id = 0;
        while (order.get(id)[0] != b) {
          id++;
        }
        ids.add(id);
      }
      corpus.add(ids, words.count(w));
    }
    return corpus;
  }

  private static long encodedLength(ParityBpeTraining training, WordCounts words) {
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
  void aWindowKeepsALanguageToItsShare() {
    LanguageChoice choice = new LanguageChoice(3, 10, 1, 3);
    int[] chosen = new int[3];
    for (int i = 0; i < 300; i++) {
      chosen[choice.next(new double[] {3, 2, 1})]++;
    }
    // A third of ten, and one that makes it more than a third.
    assertTrue(chosen[0] >= 100 && chosen[0] <= 125, Arrays.toString(chosen));
    assertTrue(chosen[2] >= 60, Arrays.toString(chosen));
  }

  @Test
  void aTruncatedRunIsTheRunForTheSmallerSize() {
    Random random = TestSeed.random("aTruncatedRunIsTheRunForTheSmallerSize, parity");
    List<ParityLanguage> languages =
        List.of(
            ParityLanguage.ofRatio("a", words(random), 1),
            ParityLanguage.ofRatio("b", words(random), 2));
    ParityBpeTraining large =
        ParityBpeTrainer.builder(290).build().train(languages, TrainingListener.NONE);
    for (int size = 256; size <= 290; size++) {
      ParityBpeTraining direct =
          ParityBpeTrainer.builder(size).build().train(languages, TrainingListener.NONE);
      assertEquals(ParityRun.lines(direct), ParityRun.lines(large.truncated(size)));
      assertEquals(direct.corpusTokens(), large.truncated(size).corpusTokens());
    }
  }

  @Test
  void whatCantBeIsRefused() {
    Random random = TestSeed.random("whatCantBeIsRefused, parity");
    ParityBpeTrainer trainer = ParityBpeTrainer.builder(300).build();
    WordCounts words = words(random);
    assertThrows(
        IllegalArgumentException.class, () -> trainer.train(List.of(), TrainingListener.NONE));
    List<ParityLanguage> mixed =
        List.of(ParityLanguage.of("a", words, words), ParityLanguage.ofRatio("b", words, 1));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> trainer.train(mixed, TrainingListener.NONE))
            .getMessage();
    assertTrue(message.contains("a and b differ"), message);
    assertThrows(IllegalArgumentException.class, () -> ParityLanguage.ofRatio("a", words, 0));
    assertThrows(
        IllegalArgumentException.class, () -> ParityBpeTrainer.builder(300).window(10, 0.5));
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static String read(String name) throws IOException {
    try (InputStream in =
        ParityBpeTest.class.getResourceAsStream("/org/tokenlab/training/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
