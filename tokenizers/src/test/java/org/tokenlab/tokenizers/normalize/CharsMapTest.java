package org.tokenlab.tokenizers.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;

/// The table of the golden file, whose rules stand in `hf_normalizers.py`.
class CharsMapTest {
  static byte[] blob() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CharsMapTest.class.getResourceAsStream("hf-0.23.2.tsv"))) {
      String line =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).readLine();
      return Base64.getDecoder().decode(line.split("\t", -1)[2]);
    }
  }

  private static String longest(CharsMap map, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long found = map.longestPrefix(utf8, 0, utf8.length);
    if (found == 0) {
      return "";
    }
    int start = (int) found;
    return (found >>> 32)
        + " "
        + new String(
            map.replacements(), start, map.replacementEnd(start) - start, StandardCharsets.UTF_8);
  }

  @Test
  void theLongestKeyIsFound() throws IOException {
    CharsMap map = CharsMap.of(blob());
    assertEquals("3 á", longest(map, "a\u0301x"));
    assertEquals("", longest(map, "ax"));
    assertEquals("2 F", longest(map, "ffx"));
    assertEquals("3 LM", longest(map, "ffix"));
    assertEquals("1 ", longest(map, "z"));
    assertEquals("9 K", longest(map, "क्ष"));
    assertEquals("3 k", longest(map, "क्"));
    assertEquals("", longest(map, ""));
  }

  @Test
  void whatIsSaidOfCharactersFollowsFromTheKeys() throws IOException {
    CharsMap map = CharsMap.of(blob());
    assertEquals('á', map.image('á'));
    assertEquals('Y', map.image('e'));
    assertEquals(-1, map.image('z'));
    assertEquals(-1, map.image('ß'));
    assertEquals(0x4E2D, map.image(0x4E2D));
    assertTrue(map.startsLonger('f') && !map.startsLonger('z'));
    assertTrue(map.isBehindFirst(0x301) && map.isBehindFirst('i') && !map.isBehindFirst('z'));
    assertTrue(map.isPlainAscii('x') && map.isPlainAscii('a'));
    assertTrue(!map.isPlainAscii('f') && !map.isPlainAscii('z') && !map.isPlainAscii(0));
  }

  @Test
  void tablesAreEqualByTheirBlobs() throws IOException {
    byte[] blob = blob();
    assertEquals(CharsMap.of(blob), CharsMap.of(blob.clone()));
    assertEquals(CharsMap.of(blob).hashCode(), CharsMap.of(blob.clone()).hashCode());
    assertNotEquals(CharsMap.of(blob), CharsMap.of(Arrays.copyOf(blob, blob.length + 1)));
  }

  @Test
  void aDamagedBlobIsRefusedWithItsPlace() throws IOException {
    byte[] blob = blob();
    assertMessage("found 2", new byte[2]);
    assertMessage("byte 0: wanted the size of the trie", new byte[] {0, 0, 0, 0, 0});
    assertMessage("found 4294967295", new byte[] {-1, -1, -1, -1, 0});
    assertMessage("byte 0", Arrays.copyOf(blob, 100));
    byte[] notUtf8 = blob.clone();
    notUtf8[blob.length - 1] = (byte) 0xFF;
    assertMessage("byte " + (blob.length - 1) + ": wanted UTF-8, found 0xff", notUtf8);
    int trieSize = (blob[0] & 0xFF) | (blob[1] & 0xFF) << 8;
    byte[] shorter = Arrays.copyOf(blob, 4 + trieSize + 1);
    assertMessage("wanted where a replacement starts", shorter);
    byte[] outside = {4, 0, 0, 0, 0, 0, 0, 1};
    assertMessage("byte 4: wanted a unit of the trie from 0 to 0, found 16384", outside);
  }

  private static void assertMessage(String part, byte[] blob) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> CharsMap.of(blob));
    assertTrue(thrown.getMessage().contains(part), thrown::getMessage);
  }

  @Test
  void aDamagedBlobIsRefusedOrUsedWithoutHarm() throws IOException {
    byte[] blob = blob();
    SplittableRandom random = TestSeed.random("charsmap damage");
    AlignedText text = new AlignedText();
    int used = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = blob.clone();
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        damaged[random.nextInt(4, blob.length)] = (byte) random.nextInt();
      }
      CharsMap map;
      try {
        map = CharsMap.of(damaged);
      } catch (IllegalArgumentException e) {
        continue;
      }
      byte[] utf8 = RandomText.next(random, 30).getBytes(StandardCharsets.UTF_8);
      text.set(utf8, 0, utf8.length, 0);
      new Precompiled(map).apply(text);
      for (int at = 0; at < utf8.length; at++) {
        map.longestPrefix(utf8, at, utf8.length);
      }
      used++;
    }
    assertTrue(used > 0, TestSeed.replayLine());
  }
}
