package org.tokenlab.training;

import java.util.Random;

/// Small random corpora in which pairs tie, run and spell the same token in several ways.
final class RandomWords {
  private RandomWords() {}

  static WordCounts next(Random random) {
    int alphabet = 1 + random.nextInt(random.nextBoolean() ? 3 : 8);
    int words = random.nextInt(40);
    int longest = 1 + random.nextInt(20);
    int mostOften = 1 + random.nextInt(random.nextBoolean() ? 2 : 50);
    byte offset = (byte) random.nextInt(256);
    WordTable table = new WordTable();
    for (int w = 0; w < words; w++) {
      byte[] word = new byte[1 + random.nextInt(longest)];
      for (int i = 0; i < word.length; i++) {
        word[i] = (byte) (offset + random.nextInt(alphabet));
      }
      table.add(word, 0, word.length, 1 + random.nextInt(mostOften));
    }
    return table.sorted();
  }
}
