package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
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
        int pieces = random.nextInt(3 * PieceChunk.MOST);
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
    byte[] utf8 = new byte[70 * ends.length + 2];
    int at = 1;
    for (int i = 0; i < ends.length; i++) {
      int letters = random.nextInt(4) == 0 ? 26 : 2;
      int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 70 : 17);
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
    PieceChunk chunk = new PieceChunk();
    int found = 0;
    int likely = 0;
    for (int i = 0; i < 400_000; i++) {
      if (i % PieceChunk.MOST == 0) {
        cache.beginChunk();
      }
      int number = random.nextInt(1_000);
      byte[] utf8 = ByteBuffer.allocate(PieceChunk.LONGEST).putInt(number).array();
      // Some long pieces with the same key, as if their hashes were equal.
      boolean isLong = number % 5 == 0;
      long length = isLong ? 16 + number % 48 : 4;
      long low = isLong ? number % 100 : number;
      long high = length << 56;
      int[] ids = new int[1 + number % 12];
      Arrays.setAll(ids, k -> (number + k) << 7);
      int at = cache.find(low, high, utf8, 0);
      if (at < 0) {
        cache.put(low, high, utf8, 0, ids, 0, ids.length);
      } else {
        found++;
        int[] answer = new int[1 + ids.length];
        assertEquals(1 + ids.length, cache.copy(at, answer, 1));
        assertArrayEquals(ids, Arrays.copyOfRange(answer, 1, 1 + ids.length));
        chunk.places[0] = (int) (PieceChunk.hash(low, high) >>> cache.shift());
        cache.touch(chunk, 1);
        likely += chunk.places[0] == at ? 1 : 0;
      }
    }
    assertTrue(found > 50_000, () -> "too few hits to mean anything");
    assertTrue(2 * likely > found, () -> "most entries are where they are looked for first");
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
