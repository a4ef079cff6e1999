package org.tokenlab.training;

import java.util.Random;

/// Small random corpora in which pairs tie and run, some with counts that fall off steeply.
final class RandomWords {
  private RandomWords() {}

  static WordCounts next(Random random) {
    int alphabet = 1 + random.nextInt(random.nextBoolean() ? 3 : 8);
    int words = random.nextInt(40);
    int longest = 1 + random.nextInt(20);
    int mostOften = new int[] {1, 3, 50, 1_000_000}[random.nextInt(4)];
    byte offset = (byte) random.nextInt(256);
    WordTable table = new WordTable();
    for (int w = 0; w < words; w++) {
      byte[] word = new byte[1 + random.nextInt(longest)];
      for (int i = 0; i < word.length; i++) {
        word[i] = (byte) (offset + random.nextInt(alphabet));
      }
      table.add(word, 0, word.length, 1 + (int) (mostOften * Math.pow(random.nextDouble(), 6)));
    }
    return table.sorted();
  }
}
