package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class UnitCacheTest {
  /// A unit of 1 to 30 bytes as the cache takes it.
  private record Key(long low, long high, long third, long fourth, boolean isLong) {
    static Key random(SplittableRandom random, int range) {
      boolean isLong = random.nextInt(3) == 0;
      // Bytes that could be taken for lengths, in all places.
      long low = random.nextInt(range);
      long top = random.nextBoolean() ? random.nextLong() : 0;
      long length = isLong ? 16 + random.nextInt(15) : 1 + random.nextInt(15);
      return new Key(low, length << 56 | 1, isLong ? top & 0x0F0F_0000_0000_0001L : 0, 0, isLong);
    }
  }

  @Test
  void whatIsFoundIsWhatWasPutLast() {
    SplittableRandom random = TestSeed.random("units");
    int found = 0;
    for (int round = 0; round < 20; round++) {
      UnitCache cache = new UnitCache(1 << (9 + random.nextInt(5)));
      Map<Key, List<Integer>> put = new HashMap<>();
      int range = 20 + random.nextInt(200);
      for (int i = 0; i < 20_000; i++) {
        Key key = Key.random(random, range);
        List<Integer> ids = find(cache, key);
        if (ids != null) {
          found++;
          assertEquals(put.get(key), ids, TestSeed::replayLine);
        } else {
          put.put(key, put(cache, key, random));
          assertEquals(put.get(key), find(cache, key), TestSeed::replayLine);
        }
      }
    }
    assertTrue(found > 2_000, TestSeed::replayLine);
  }

  private static List<Integer> put(UnitCache cache, Key key, SplittableRandom random) {
    int[] ids = random.ints(40, 0, UnitCache.ID_LIMIT).toArray();
    int from = random.nextInt(3);
    boolean many = random.nextInt(20) == 0;
    int most = key.isLong ? UnitCache.LONG_IDS : UnitCache.SHORT_IDS;
    int to = from + (many ? most + 1 + random.nextInt(9) : random.nextInt(most + 1));
    int steps = random.nextInt(10) == 0 ? -1 : 0;
    if (key.isLong) {
      cache.put(key.low, key.high, key.third, key.fourth, ids, from, to, steps);
    } else {
      cache.put(key.low, key.high, ids, from, to, steps);
    }
    List<Integer> remembered = new ArrayList<>();
    for (int i = from; i < to && steps == 0; i++) {
      remembered.add(ids[i]);
    }
    return steps < 0 ? List.of(-1) : remembered;
  }

  private static List<Integer> find(UnitCache cache, Key key) {
    long hash = UnitCache.hash(key.low, key.high);
    int at =
        key.isLong
            ? cache.find(
                cache.set(UnitCache.hash(hash, key.third, key.fourth)),
                key.low,
                key.high,
                key.third,
                key.fourth)
            : cache.find(cache.set(hash), key.low, key.high);
    if (at < 0) {
      return null;
    }
    long[] table = cache.table();
    int count = UnitCache.count(table[at + (key.isLong ? 3 : 1)]);
    if (count == UnitCache.DEPENDS) {
      return List.of(-1);
    }
    List<Integer> ids = new ArrayList<>();
    if (count == UnitCache.MANY) {
      int[] many = new int[UnitCache.countOfMany(table[at])];
      cache.copyMany(table[at], many, 0);
      for (int id : many) {
        ids.add(id);
      }
    } else {
      for (int i = 0; i < count; i++) {
        ids.add((int) (table[at + i / 2] >>> (32 * (i % 2))) & UnitCache.ID_MASK);
      }
    }
    return ids;
  }

  @Test
  void aSettingOutOfRangeIsRefused() {
    String old = System.getProperty(UnitCache.PROPERTY);
    try {
      System.setProperty(UnitCache.PROPERTY, "many");
      assertThrows(IllegalArgumentException.class, UnitCache::ofSetting);
      System.setProperty(UnitCache.PROPERTY, "0");
      assertEquals(null, UnitCache.ofSetting());
    } finally {
      if (old == null) {
        System.clearProperty(UnitCache.PROPERTY);
      } else {
        System.setProperty(UnitCache.PROPERTY, old);
      }
    }
  }
}
