package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class PhraseWorthTest {
  private static final int ENTRIES = 1024;

  private final WordCache cache = new WordCache(ENTRIES);
  private final PhraseWorth worth = new PhraseWorth(cache);
  private int number;

  /// Remembers new phrases until the cache forgets all, each asked for so many times.
  private void fill(int times) {
    int forgotten = cache.timesForgotten();
    while (cache.timesForgotten() == forgotten) {
      for (int i = 0; i < PieceChunk.MOST; i++) {
        byte[] utf8 = ByteBuffer.allocate(8).putInt(++number).array();
        cache.put(number, 4L << 56, utf8, 0, new int[] {1}, 0, 1);
      }
      cache.beginChunk();
      worth.asked(times * PieceChunk.MOST);
    }
  }

  @Test
  void phrasesThatComeAgainAreWorthIt() {
    fill(PhraseWorth.FEW_TIMES + 2);
    assertEquals(1, cache.timesForgotten());
    assertTrue(worth.holds());
  }

  @Test
  void whereTheyDoNotWordsTakeOverForLongerEachTime() {
    long time = PhraseWorth.SHORTEST_TIME;
    for (int i = 0; i < 3; i++) {
      fill(1);
      assertFalse(worth.holds());
      worth.wentByWords((int) (time - 1));
      assertFalse(worth.holds());
      worth.wentByWords(1);
      assertTrue(worth.holds());
      time *= 2;
    }
  }
}
