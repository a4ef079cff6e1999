package org.tokenlab.training.superword;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Small random texts of words that come again and again, with all that the rules of stage 2 ask
/// for: numbers, punctuation alone and in runs, colons, runs of spaces, line ends, marks, letters
/// without spaces.
final class RandomPhrases {
  private static final List<String> WORDS =
      List.of(
          "a", "ab", "ba", "aba", "of", "the", "Of", "abaab", "don't", "12", "3", "1234", "語", "語文",
          "कि", "ँ्", "é", "--", ".", ",", ":", "::", "(", "'", "/", "x\n", "🙂");
  private static final List<String> SPACES =
      List.of(" ", " ", " ", " ", " ", "", "", "  ", "   ", "\n", " \n", ": ", ", ", ". ", "\t");

  private RandomPhrases() {}

  static List<String> next(Random random) {
    int vocabulary = 1 + random.nextInt(random.nextBoolean() ? 4 : WORDS.size());
    int spaces = 1 + random.nextInt(SPACES.size());
    int offset = random.nextInt(WORDS.size());
    List<String> texts = new ArrayList<>();
    int count = random.nextInt(8);
    for (int t = 0; t < count; t++) {
      StringBuilder text = new StringBuilder();
      int words = random.nextInt(40);
      for (int w = 0; w < words; w++) {
        text.append(WORDS.get((offset + random.nextInt(vocabulary)) % WORDS.size()));
        text.append(SPACES.get(random.nextInt(spaces)));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
