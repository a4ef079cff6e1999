package org.tokenlab.training.adapt;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tokenlab.tokenizers.Tokenizer;

/// Random lines of made-up languages: each has words of its own syllables, and all share some.
final class AdaptTexts {
  private static final List<List<String>> SYLLABLES =
      List.of(
          List.of("ka", "lo", "mi", "té", "ra", "on", "the", "ing", "er", "s"),
          List.of("стра", "на", "мир", "ка", "lo", "ёж", "и", "ый"),
          List.of("中", "国", "人", "語", "の", "ー", "ka"));
  private static final List<String> ENDS = List.of("", "", ",", ".", "'s", " 12", "  ", "!\n");

  private AdaptTexts() {}

  static List<String> lines(Random random, int language, int count) {
    List<String> words = new ArrayList<>();
    List<String> syllables = SYLLABLES.get(language);
    for (int i = 0; i < 300; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = random.nextInt(4); k >= 0; k--) {
        word.append(syllables.get(random.nextInt(syllables.size())));
      }
      words.add(word.toString());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = random.nextInt(12); k >= 0; k--) {
        line.append(words.get((int) (words.size() * Math.pow(random.nextDouble(), 3))))
            .append(ENDS.get(random.nextInt(ENDS.size())))
            .append(' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /// Number of tokens of texts, whole.
  static long tokens(Tokenizer tokenizer, List<String> texts) {
    return texts.stream().mapToLong(tokenizer::count).sum();
  }
}
