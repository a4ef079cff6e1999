package org.tokenlab.training.internal.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.training.RandomBlocks;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TextBlocks;

final class SentencesTest {
  private static final int MOST = 12; // bytes

  private static List<String> texts(Random random) {
    String[] parts = {"a", "é", "日", "🙂", " ", "▅", "▄", "▆", "\u2545"};
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(7); k > 0; k--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void whatIsTakenIsTheSameOneByOneAndManyAtOnce() {
    Random random = TestSeed.random("whatIsTakenIsTheSameOneByOneAndManyAtOnce");
    List<String> texts = texts(random);
    List<String> expected =
        texts.stream()
            .filter(text -> !text.isEmpty() && text.indexOf('▅') < 0)
            .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= MOST)
            .toList();
    long tooLong =
        texts.stream().filter(text -> text.getBytes(StandardCharsets.UTF_8).length > MOST).count();
    assertTrue(tooLong > 0 && expected.size() > 10, "nothing to tell apart");
    Sentences oneByOne = new Sentences(texts.iterator(), MOST);
    List<String> found = new ArrayList<>();
    oneByOne.forEachRemaining(text -> found.add(text.toString()));
    assertEquals(expected, found);
    assertEquals(tooLong, oneByOne.tooLong());
    for (Sentences atOnce :
        List.of(
            new Sentences(new RandomBlocks(texts, random), MOST),
            new Sentences(texts.iterator(), MOST))) {
      Gathered gathered = new Gathered();
      if (random.nextBoolean() && atOnce.hasNext()) {
        gathered.text(atOnce.next());
      }
      while (atOnce.next(gathered)) {}
      assertEquals(expected, gathered.texts);
      assertEquals(oneByOne.tooLong(), atOnce.tooLong());
      assertEquals(oneByOne.whyNothing(), atOnce.whyNothing());
    }
  }

  private static final class Gathered implements TextBlocks.Sink {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void text(CharSequence text) {
      texts.add(text.toString());
    }

    @Override
    public void texts(byte[] utf8, int[] starts, int[] ends, int count) {
      for (int i = 0; i < count; i++) {
        texts.add(new String(utf8, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8));
      }
    }
  }
}
