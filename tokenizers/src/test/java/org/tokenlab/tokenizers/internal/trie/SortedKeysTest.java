package org.tokenlab.tokenizers.internal.trie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;

final class SortedKeysTest {
  @Test
  void theOrderIsThatOfUnsignedBytesAndOfEqualKeysTheGivenOne() {
    SplittableRandom random = TestSeed.random("sorted keys");
    for (int round = 0; round < 60; round++) {
      byte[][] keys = keys(random);
      List<Integer> wanted = new ArrayList<>();
      for (int i = 0; i < keys.length; i++) {
        if (keys[i].length > 0) {
          wanted.add(i);
        }
      }
      wanted.sort((a, b) -> Arrays.compareUnsigned(keys[a], keys[b]));
      SortedKeys sorted = new SortedKeys(keys);
      assertEquals(wanted.size(), sorted.size());
      for (int at = 0; at < sorted.size(); at++) {
        assertEquals(wanted.get(at), sorted.index(at), TestSeed::replayLine);
        byte[] key = keys[sorted.index(at)];
        assertEquals(key.length, sorted.length(at));
        int depth = random.nextInt(key.length);
        assertEquals(key[depth] & 0xFF, sorted.label(at, depth), TestSeed::replayLine);
      }
    }
  }

  @Test
  void aBeginningIsTheLongestOtherKeyThatAKeyBeginsWith() {
    SplittableRandom random = TestSeed.random("beginnings");
    for (int round = 0; round < 60; round++) {
      byte[][] keys = keys(random);
      int[] wanted = new int[keys.length];
      for (int i = 0; i < keys.length; i++) {
        wanted[i] = -1;
        for (int j = 0; j < keys.length; j++) {
          int length = keys[j].length;
          if (length > 0
              && length < keys[i].length
              && Arrays.equals(keys[j], 0, length, keys[i], 0, length)
              && (wanted[i] < 0 || length >= keys[wanted[i]].length)) {
            wanted[i] = j; // of equal ones the last
          }
        }
      }
      assertArrayEquals(wanted, new SortedKeys(keys).beginnings(), TestSeed::replayLine);
    }
  }

  // Few bytes, zero and the highest among them, so that there are beginnings, equal keys, and runs
  // of
  // keys that agree in more bytes than are compared at once.
  private static byte[][] keys(SplittableRandom random) {
    byte[] letters = {0, 'a', 'b', (byte) 0xFF};
    byte[][] keys = new byte[random.nextInt(400)][];
    byte[] common = new byte[random.nextInt(60)];
    for (int i = 0; i < keys.length; i++) {
      int same = random.nextInt(3) == 0 ? common.length : 0;
      keys[i] = Arrays.copyOf(common, same + random.nextInt(random.nextInt(10) == 0 ? 20 : 5));
      for (int k = same; k < keys[i].length; k++) {
        keys[i][k] = letters[random.nextInt(1 + random.nextInt(4))];
      }
    }
    return keys;
  }
}
