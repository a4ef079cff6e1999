package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TestSeed;

final class WordCacheTest {
  @Test
  void pieceAfterPieceHasTheSameIdsAsWithoutACache() {
    SplittableRandom random = TestSeed.random("word cache");
    for (int round = 0; round < 30; round++) {
      BpeModel model = BpeModelTest.grownModel(random);
      BpeEncoder plain = model.newEncoder(null);
      BpeEncoder caching = model.newEncoder(new WordCache(512 << random.nextInt(5)));
      for (int text = 0; text < 40; text++) {
        int pieces = random.nextInt(3 * WordCache.CHUNK);
        int[] ends = new int[pieces];
        byte[] utf8 = pieces(random, ends);
        int from = pieces == 0 ? utf8.length : random.nextInt(2);
        assertArrayEquals(
            ids(plain, utf8, from, ends), ids(caching, utf8, from, ends), TestSeed::replayLine);
        assertEquals(
            plain.count(utf8, from, ends, pieces),
            caching.count(utf8, from, ends, pieces),
            TestSeed::replayLine);
      }
    }
  }

  // Short pieces over few letters come again; the long ones and those of many letters drive the
  // others out, and have more ids than an entry holds.
  private static byte[] pieces(SplittableRandom random, int[] ends) {
    byte[] utf8 = new byte[40 * ends.length + 2];
    int at = 1;
    for (int i = 0; i < ends.length; i++) {
      int letters = random.nextInt(4) == 0 ? 26 : 2;
      int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 36 : 17);
      for (int k = 0; k < length; k++) {
        utf8[at++] = (byte) ('a' + random.nextInt(letters));
      }
      ends[i] = at;
    }
    utf8[0] = 'a';
    return Arrays.copyOf(utf8, at + random.nextInt(3)); // keys at the very end are read otherwise
  }

  private static int[] ids(BpeEncoder encoder, byte[] utf8, int from, int[] ends) {
    IntSink ids = new IntSink(8);
    encoder.encode(utf8, from, ends, ends.length, ids);
    return ids.toArray();
  }

  @Test
  void aFoundPieceIsTheOneThatWasPut() {
    SplittableRandom random = TestSeed.random("word cache entries");
    WordCache cache = new WordCache(1 << 12);
    int found = 0;
    for (int i = 0; i < 400_000; i++) {
      long low = random.nextInt(10_000);
      long high = 1L << 56 | random.nextInt(2);
      int line = cache.line(low, high);
      int answer = cache.find(line, low, high);
      if (answer >= 0) {
        found++;
        long first = cache.table()[answer];
        int[] ids = new int[8];
        if (WordCache.isInline(cache.table()[answer + 1])) {
          ids[0] = (int) first;
        } else {
          assertEquals(5, WordCache.countOfMany(first));
          cache.copyMany(first, ids, 0);
        }
        assertEquals((int) low, ids[0], TestSeed::replayLine);
      } else {
        int count = low % 3 == 0 ? 5 : 1;
        cache.put(low, high, new int[] {(int) low, 2, 3, 4, 5}, 0, count);
      }
    }
    assertTrue(found > 5_000, () -> "too few hits to mean anything");
  }

  @Test
  void theSettingIsANumberOfPieces() {
    String before = System.getProperty(WordCache.PROPERTY);
    try {
      System.setProperty(WordCache.PROPERTY, "0");
      assertNull(WordCache.ofSetting());
      System.setProperty(WordCache.PROPERTY, "many");
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, WordCache::ofSetting);
      assertTrue(String.valueOf(e.getMessage()).endsWith("got: many"), e.getMessage());
    } finally {
      if (before == null) {
        System.clearProperty(WordCache.PROPERTY);
      } else {
        System.setProperty(WordCache.PROPERTY, before);
      }
    }
  }
}
