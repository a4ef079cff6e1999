package org.tokenlab.tokenizers.internal.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;

final class ByteTrieTest {
  @Test
  void findsExactlyItsKeysAndOfEqualOnesTheLast() {
    SplittableRandom random = TestSeed.random("ByteTrie");
    for (int round = 0; round < 40; round++) {
      byte[][] keys = new byte[random.nextInt(3000)][];
      Map<String, Integer> wanted = new HashMap<>();
      for (int id = 0; id < keys.length; id++) {
        keys[id] = randomBytes(random, round % 3);
        wanted.put(latin1(keys[id]), id);
      }
      wanted.remove("");
      ByteTrie trie = ByteTrie.of(keys);
      for (int i = 0; i < 500; i++) {
        byte[] text = randomBytes(random, round % 3);
        long node = trie.root();
        for (int end = 1; end <= text.length; end++) {
          String prefix = latin1(text).substring(0, end);
          int id = wanted.getOrDefault(prefix, -1);
          assertEquals(id, trie.find(text, 0, end), TestSeed::replayLine);
          if (node != ByteTrie.NONE) {
            node = trie.step(node, text[end - 1]);
          }
          assertEquals(id, node == ByteTrie.NONE ? -1 : ByteTrie.id(node), TestSeed::replayLine);
        }
      }
      wanted.forEach((key, id) ->
          assertEquals(id, trie.find(bytes(key), 0, key.length()), TestSeed::replayLine));
    }
  }

  @Test
  void anEmptyTrieHoldsNothing() {
    ByteTrie trie = ByteTrie.of(new byte[][] {{}});
    assertEquals(-1, trie.find(new byte[0], 0, 0));
    for (int b = 0; b < 256; b++) {
      assertEquals(ByteTrie.NONE, trie.step(trie.root(), (byte) b));
    }
    assertEquals(0, trie.longest());
  }

  @Test
  void aVeryLongKeyNeedsNoRecursion() {
    byte[] key = new byte[200_000];
    byte[] other = key.clone();
    other[other.length - 1] = 1;
    ByteTrie trie = ByteTrie.of(new byte[][] {key, other});
    assertEquals(0, trie.find(key, 0, key.length));
    assertEquals(1, trie.find(other, 0, other.length));
    assertEquals(-1, trie.find(other, 0, other.length - 1));
  }

  @Test
  void refusesMoreKeysThanIdsFit() {
    assertThrows(
        IllegalArgumentException.class, () -> ByteTrie.of(new byte[ByteTrie.ID_LIMIT + 1][]));
  }

  @Test
  void bigramsAreThoseInsideKeys() {
    CharacterBigrams bigrams =
        new CharacterBigrams(new byte[][] {bytes8("a中🙂"), bytes8("🙂"), bytes8("\0\0"), {}});
    assertTrue(bigrams.contains('a', '中'));
    assertTrue(bigrams.contains('中', 0x1F642));
    assertTrue(bigrams.contains(0, 0));
    assertFalse(bigrams.contains(0x1F642, 0x1F642));
    assertFalse(bigrams.contains('a', 0x1F642));
    assertFalse(bigrams.contains('中', 'a'));
  }

  private static byte[] bytes8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] randomBytes(SplittableRandom random, int kind) {
    if (kind == 0) {
      return bytes8(RandomText.next(random, 4));
    }
    byte[] bytes = new byte[random.nextInt(8)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(kind == 1 ? 256 : 3);
    }
    return bytes;
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
