package org.tokenlab.analysis.length;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

final class LengthTest {
  @Test
  void packingByHand() {
    int[] lengths = {6, 3, 5, 2, 4};
    assertEquals(new Packing(5, 10, 20, 0), pack(Packing.Way.PADDING, lengths));
    assertEquals(30, pack(Packing.Way.PADDING, lengths).padding());
    assertEquals(0.6, pack(Packing.Way.PADDING, lengths).waste().orElseThrow());
    // 6|4, 5|3|2
    assertEquals(new Packing(2, 10, 20, 0), pack(Packing.Way.FIRST_FIT_DECREASING, lengths));
    assertEquals(new Packing(2, 10, 20, 0), pack(Packing.Way.BEST_FIT_DECREASING, lengths));
    // 6|3, 5|2, 4
    assertEquals(new Packing(3, 10, 20, 0), pack(Packing.Way.DYNAMIC, lengths));
    // 6 3 5 2 4: the third crosses.
    assertEquals(new Packing(2, 10, 20, 1), pack(Packing.Way.CONCATENATION, lengths));
    assertEquals(new Packing(3, 10, 25, 1), pack(Packing.Way.PADDING, 25));
    assertEquals(new Packing(2, 10, 14, 0), Packing.of(Packing.Way.PADDING, 10, 1, 5, 0, 7));
    for (Packing.Way way : Packing.Way.values()) {
      assertEquals(new Packing(0, 10, 0, 0), pack(way));
      assertTrue(pack(way, 0).waste().isEmpty());
      assertThrows(IllegalArgumentException.class, () -> pack(way, -1));
      assertThrows(IllegalArgumentException.class, () -> Packing.of(way, 0, 0, 1));
    }
  }

  private static Packing pack(Packing.Way way, int... lengths) {
    return Packing.of(way, 10, 0, lengths);
  }

  @Test
  void packingEqualsItsDefinitionOnRandomLengths() {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      int context = 5 + random.nextInt(60);
      int[] lengths = random.ints(random.nextInt(300), 1, context + 1).toArray();
      List<Integer> sorted =
          IntStream.of(lengths).boxed().sorted(Collections.reverseOrder()).toList();
      assertEquals(
          naive(sorted, context, false, Integer.MAX_VALUE),
          Packing.of(Packing.Way.FIRST_FIT_DECREASING, context, 0, lengths).contexts(),
          "seed " + seed);
      assertEquals(
          naive(sorted, context, true, Integer.MAX_VALUE),
          Packing.of(Packing.Way.BEST_FIT_DECREASING, context, 0, lengths).contexts(),
          "seed " + seed);
      assertEquals(
          naive(IntStream.of(lengths).boxed().toList(), context, true, Packing.OPEN_CONTEXTS),
          Packing.of(Packing.Way.DYNAMIC, context, 0, lengths).contexts(),
          "seed " + seed);
    }
  }

  private static long naive(List<Integer> lengths, int context, boolean best, int mostOpen) {
    List<Integer> open = new ArrayList<>(); // room left
    int contexts = 0;
    for (int length : lengths) {
      int chosen = -1;
      for (int i = 0; i < open.size(); i++) {
        if (open.get(i) >= length && (chosen < 0 || (best && open.get(i) < open.get(chosen)))) {
          chosen = i;
        }
      }
      if (chosen < 0) {
        if (best) {
          open.removeIf(room -> room == 0);
        }
        if (open.size() == mostOpen) {
          int fullest = open.indexOf(Collections.min(open));
          open.subList(fullest, fullest + 1).clear();
        }
        open.add(context);
        contexts++;
        chosen = open.size() - 1;
      }
      open.set(chosen, open.get(chosen) - length);
      if (best) {
        open.removeIf(room -> room == 0);
      }
    }
    return contexts;
  }

  @Test
  void rainbowPaddingDividesTheShareOfTheEnd() {
    RainbowPadding plain = RainbowPadding.of(10, 1, 3, 10, 9);
    assertEquals(new RainbowPadding(22, 2, 6, 6, 1), plain);
    RainbowPadding cycle = RainbowPadding.of(10, 4, 3, 10, 9);
    assertEquals(new RainbowPadding(22, 2, 6, 2, 4), cycle);
    assertEquals(8.0 / 30, cycle.endShareWithoutCycle().orElseThrow(), 1e-12);
    assertEquals(2.0 / 30, cycle.largestShare().orElseThrow(), 1e-12);
    assertEquals(4096L * 7, RainbowPadding.of(10, 7, 1).addedParameters(4096, true));
    assertEquals(4096L * 14, RainbowPadding.of(10, 7, 1).addedParameters(4096, false));
    assertTrue(RainbowPadding.of(10, 7).largestShare().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> RainbowPadding.of(10, 7, 11));
    assertThrows(IllegalArgumentException.class, () -> RainbowPadding.of(10, 0, 1));
  }

  @Test
  void partsFitTheBudgetAndMakeUpTheText() {
    Tokenizer cl100k = Tokenizers.named("cl100k_base");
    String text =
        "Title\n\nThe first sentence is short. The second one, however, goes on for a while, so that"
            + " it has to be cut! Does it?\nA line.\n\nNext paragraph. ".repeat(5)
            + "ภาษาไทยไม่มีช่องว่างระหว่างคำ และยาวมาก";
    for (int budget : new int[] {4, 7, 20, 1000}) {
      BudgetSplitter splitter = new BudgetSplitter(cl100k, budget);
      List<String> parts = splitter.prose(text, Locale.ENGLISH);
      assertEquals(text, String.join("", parts));
      assertTrue(parts.stream().allMatch(p -> cl100k.count(p) <= budget && !p.isEmpty()));
      List<String> source = splitter.source(text);
      assertEquals(text, String.join("", source));
      assertTrue(source.stream().allMatch(p -> cl100k.count(p) <= budget));
    }
    assertEquals(List.of(), new BudgetSplitter(cl100k, 5).prose("", Locale.ENGLISH));
    assertThrows(IllegalArgumentException.class, () -> new BudgetSplitter(cl100k, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BudgetSplitter(Tokenizers.named("bytes"), 3).prose("a😀", Locale.ENGLISH));
  }

  @Test
  void cutsAreMadeWhereAReaderWould() {
    BudgetSplitter splitter = new BudgetSplitter(Tokenizers.named("codepoints"), 30);
    assertEquals(
        List.of("One two three. ", "Four five six seven eight! ", "Nine."),
        splitter.prose("One two three. Four five six seven eight! Nine.", Locale.ENGLISH));
    assertEquals(
        List.of("A paragraph here.\n\n", "Another, two sentences. Yes."),
        splitter.prose("A paragraph here.\n\nAnother, two sentences. Yes.", Locale.ENGLISH));
    assertEquals(
        List.of("int a() {\n\n  return 1;\n}\n\n", "int b() {\n  return 2;\n}\n"),
        splitter.source("int a() {\n\n  return 1;\n}\n\nint b() {\n  return 2;\n}\n"));
    // No boundary but characters'.
    assertEquals(
        List.of("x".repeat(30), "x".repeat(10)), splitter.prose("x".repeat(40), Locale.ENGLISH));
  }

  @Test
  void longTextsAreSplitInTimeThatGrowsWithThem() {
    String text = "word ".repeat(200_000);
    List<String> parts =
        new BudgetSplitter(Tokenizers.named("codepoints"), 5000).prose(text, Locale.ENGLISH);
    assertEquals(200, parts.size());
  }

  @Test
  void removedWordsTakeOneSpaceAlong() {
    Locale english = Locale.ENGLISH;
    WordRemoval.Reduction stop = WordRemoval.words(Set.of("the", "of"), english);
    assertEquals("End world, now", stop.apply("The End of the world, now"));
    assertEquals("a (b) c", WordRemoval.repeatedWords(english).apply("a (b) A c b"));
    assertEquals("dont stop", WordRemoval.punctuation().apply("don't, stop!"));
    assertEquals("", stop.apply(""));
    WordRemoval saving =
        WordRemoval.of(Tokenizers.named("words"), stop, List.of("the end of it", "x"));
    assertTrue(saving.saved().orElseThrow() > 0);
    assertTrue(WordRemoval.of(Tokenizers.named("bytes"), stop, List.of()).saved().isEmpty());
  }

  @Test
  void wordsAreIcus() {
    assertEquals(List.of("Don't", "stop", "3.5"), Words.of("Don't stop: 3.5!", Locale.ENGLISH));
    assertEquals(2, Words.of("ภาษาไทย", Locale.of("th")).size());
    Map<String, Integer> counts = Words.counts(List.of("B b a", "c A b"), Locale.ENGLISH);
    assertEquals(Map.of("a", 2, "b", 3, "c", 1), counts);
    assertEquals(Set.of("b", "a"), Words.mostFrequent(counts, 2));
    assertEquals(Set.of("a", "c"), Words.rare(counts, 2).stream().collect(Collectors.toSet()));
  }
}
