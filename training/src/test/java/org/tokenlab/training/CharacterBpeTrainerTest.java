package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.training.NaiveMerges.Pair;

class CharacterBpeTrainerTest {
  @Test
  void subwordNmtsMergesEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("subwordNmtsMergesEqualTheNaiveTrainersOneByOne");
    int merges = 0;
    for (int round = 0; round < 60; round++) {
      List<String> texts = new ArrayList<>(texts(random));
      texts.replaceAll(text ->
          random.nextInt(3) > 0 ? text : " \r\n".repeat(random.nextInt(3)) + text + "\r \n\r");
      long minFrequency = 1L + random.nextInt(3);
      NaiveText naive = new NaiveText("</w>");
      for (String text : texts) {
        String line = text.replaceAll("\\A[\\r\\n ]+|[\\r\\n ]+\\z", "");
        Arrays.stream(line.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(naive::add);
      }
      NaiveMerges expected = naive.merges();
      // Python compares tuples of str, greatest first.
      Comparator<Pair> ties =
          Comparator.comparing((Pair p) -> expected.tokens.get(p.left()), Arrays::compareUnsigned)
              .thenComparing(p -> expected.tokens.get(p.right()), Arrays::compareUnsigned)
              .reversed();
      expected.learn(naive.size() + 60, minFrequency, false, (l, r) -> true, ties);
      CharacterBpeTraining training =
          CharacterBpeTrainer.ofMerges(CharacterBpeRules.SUBWORD_NMT, 60)
              .minFrequency(minFrequency)
              .build()
              .train(texts.iterator());
      assertEquals(texts(expected), texts(training), texts::toString);
      merges += expected.merges.size();
    }
    assertTrue(merges > 500, "too few merges to show anything: " + merges);
  }

  @Test
  void youTokenToMesMergesEqualTheNaiveTrainersOneByOne() {
    Random random = TestSeed.random("youTokenToMesMergesEqualTheNaiveTrainersOneByOne");
    int merges = 0;
    for (int round = 0; round < 60; round++) {
      List<String> texts = texts(random);
      CharacterBpeTraining training =
          CharacterBpeTrainer.builder(CharacterBpeRules.YOUTOKENTOME, 80)
              .threads(1 + random.nextInt(3))
              .build()
              .train(texts.iterator());
      // The ids of characters decide ties: take them as they are, and check them below.
      List<byte[]> symbols = new ArrayList<>();
      for (int id = 0; id < training.alphabetSize(); id++) {
        symbols.add(training.model().vocabulary().bytes(id));
      }
      List<String> characters =
          symbols.stream().map(s -> new String(s, StandardCharsets.UTF_8)).toList();
      NaiveMerges expected = new NaiveMerges(symbols);
      for (String word : String.join(" ", texts).trim().split("[\\s\u2581]+", -1)) {
        if (!word.isEmpty()) {
          expected.add(
              ("\u2581" + word)
                  .codePoints()
                  .mapToObj(Character::toString)
                  .map(characters::indexOf)
                  .toList(),
              1);
        }
      }
      Comparator<Pair> ties =
          Comparator.comparingInt((Pair p) -> Math.max(p.left(), p.right()))
              .thenComparingInt(p -> Math.min(p.left(), p.right()))
              .thenComparingInt(p -> -p.left());
      expected.learn(80, 1, true, (l, r) -> true, ties);
      assertEquals(texts(expected), texts(training), texts::toString);
      merges += expected.merges.size();
    }
    assertTrue(merges > 500, "too few merges to show anything: " + merges);
  }

  /// Words of characters, the last with a suffix.
  private static final class NaiveText {
    private final String suffix;
    private final List<String> symbols = new ArrayList<>();
    private final List<List<Integer>> words = new ArrayList<>();

    NaiveText(String suffix) {
      this.suffix = suffix;
    }

    void add(String word) {
      List<Integer> ids = new ArrayList<>();
      int[] characters = word.codePoints().toArray();
      for (int i = 0; i < characters.length; i++) {
        String symbol =
            Character.toString(characters[i]) + (i == characters.length - 1 ? suffix : "");
        if (!symbols.contains(symbol)) {
          symbols.add(symbol);
        }
        ids.add(symbols.indexOf(symbol));
      }
      words.add(ids);
    }

    int size() {
      return symbols.size();
    }

    NaiveMerges merges() {
      NaiveMerges merges =
          new NaiveMerges(symbols.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList());
      words.forEach(word -> merges.add(word, 1));
      return merges;
    }
  }

  private static List<String> texts(NaiveMerges merges) {
    return merges.merges.stream()
        .map(m -> text(merges.tokens.get(m.left()), merges.tokens.get(m.right()), m.count()))
        .toList();
  }

  private static List<String> texts(CharacterBpeTraining training) {
    List<String> texts = new ArrayList<>();
    for (int r = 0; r < training.merges().size(); r++) {
      texts.add(
          text(
              training.model().vocabulary().bytes(training.merges().left(r)),
              training.model().vocabulary().bytes(training.merges().right(r)),
              training.pairCount(r)));
    }
    return texts;
  }

  private static String text(byte[] left, byte[] right, long count) {
    return new String(left, StandardCharsets.UTF_8)
        + "|"
        + new String(right, StandardCharsets.UTF_8)
        + " "
        + count;
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>(List.of("ab"));
    for (int t = random.nextInt(6); t >= 0; t--) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.appendCodePoint("aaabbcé🙂  ".codePointAt(random.nextInt(8)));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void aTruncatedRunIsTheRunForTheSmallerSize() {
    List<String> lines = List.of("la la lalala banana", "bandana la");
    for (CharacterBpeRules rules : CharacterBpeRules.values()) {
      CharacterBpeTraining large =
          CharacterBpeTrainer.builder(rules, 24).minFrequency(1).build().train(lines.iterator());
      for (int size = large.alphabetSize(); size <= 24; size++) {
        CharacterBpeTraining direct =
            CharacterBpeTrainer.builder(rules, size)
                .minFrequency(1)
                .build()
                .train(lines.iterator());
        assertEquals(texts(direct), texts(large.truncated(size)));
        assertEquals(direct.vocabularySize(), large.truncated(size).vocabularySize());
      }
    }
  }

  @Test
  void whatWasTrainedEncodesAndDecodes() {
    List<String> lines = List.of("la la lalala banana", "bandana la");
    for (CharacterBpeRules rules : CharacterBpeRules.values()) {
      Tokenizer tokenizer =
          CharacterBpeTrainer.builder(rules, 22).build().train(lines.iterator()).tokenizer("small");
      assertEquals(lines.getFirst(), tokenizer.decode(tokenizer.encodeOrdinary(lines.getFirst())));
    }
  }

  @Test
  void whatCantBeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> CharacterBpeTrainer.builder(CharacterBpeRules.SUBWORD_NMT, 9).characterCoverage(0.9));
    CharacterBpeTrainer tooSmall =
        CharacterBpeTrainer.builder(CharacterBpeRules.YOUTOKENTOME, 6).build();
    String message =
        assertThrows(IllegalArgumentException.class, () -> tooSmall.train(Stream.of("abc def")))
            .getMessage();
    assertTrue(message.contains("ask for at least 11"), message);
    assertThrows(IllegalArgumentException.class, () -> tooSmall.train(Stream.of(" ", "")));
    CharacterBpeTrainer covering =
        CharacterBpeTrainer.builder(CharacterBpeRules.YOUTOKENTOME, 60)
            .characterCoverage(0.9)
            .build();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            covering.train(
                WordCounts.of(Stream.of("a b"), covering.preTokenizer(), 1),
                TrainingListener.NONE));
  }
}
