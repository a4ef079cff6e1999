package org.tokenlab.tokenizers.internal.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;

/// The kernels of this process against plain computations. The build runs it in scalar, 128-, 256-
/// and 512-bit mode.
final class KernelsTest {
  private static final Kernels KERNELS = Kernels.best();

  @Test
  void lengthsEqualTheStrings() {
    SplittableRandom random = TestSeed.random("lengths");
    for (int i = 0; i < 5_000; i++) {
      String before = RandomText.next(random, 5);
      String text = RandomText.next(random, 60);
      byte[] utf8 = (before + text + before).getBytes(StandardCharsets.UTF_8);
      int from = before.getBytes(StandardCharsets.UTF_8).length;
      int to = utf8.length - from;
      assertEquals(
          text.codePointCount(0, text.length()),
          KERNELS.codePoints(utf8, from, to),
          TestSeed::replayLine);
      assertEquals(text.length(), KERNELS.utf16Units(utf8, from, to), TestSeed::replayLine);
    }
  }

  @Test
  void theLeftmostSmallestValueIsFound() {
    SplittableRandom random = TestSeed.random("min");
    for (int i = 0; i < 20_000; i++) {
      int[] values = new int[1 + random.nextInt(300)];
      int range = 1 + random.nextInt(40);
      for (int k = 0; k < values.length; k++) {
        values[k] = random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(range);
      }
      int length = 1 + random.nextInt(values.length);
      int wanted = 0;
      for (int k = 1; k < length; k++) {
        wanted = values[k] < values[wanted] ? k : wanted;
      }
      assertEquals(wanted, KERNELS.indexOfMin(values, length), TestSeed::replayLine);
    }
  }

  @Test
  void valuesAreSelectedAndGatheredByTheirIndices() {
    SplittableRandom random = TestSeed.random("select");
    for (int i = 0; i < 20_000; i++) {
      int[] values = random.ints(2 + random.nextInt(300), 0, 1 + random.nextInt(4)).toArray();
      int offset = random.nextInt(3) - 1;
      int[] indices = random.ints(random.nextInt(200), 1, values.length).toArray();
      for (int k = 0; k < indices.length; k++) {
        indices[k] = Math.min(indices[k], values.length - 1 - Math.max(0, offset));
      }
      int from = random.nextBoolean() ? 0 : random.nextInt(indices.length + 1);
      int to = from + random.nextInt(indices.length - from + 1);
      int[] wanted =
          Arrays.stream(indices, from, to).filter(index -> values[index + offset] == 1).toArray();
      int[] gathered = new int[indices.length];
      KERNELS.gather(values, offset, indices, to, gathered);
      for (int k = 0; k < gathered.length; k++) {
        assertEquals(k < to ? values[indices[k] + offset] : 0, gathered[k], TestSeed::replayLine);
      }
      int[] selected = from == 0 ? indices : new int[to - from];
      int count = KERNELS.select(values, offset, 1, indices, from, to, selected);
      assertArrayEquals(wanted, Arrays.copyOf(selected, count), TestSeed::replayLine);
    }
  }

  @Test
  void asciiIsNarrowedUpToTheFirstOtherCharacter() {
    SplittableRandom random = TestSeed.random("narrow");
    for (int i = 0; i < 20_000; i++) {
      char[] chars = new char[1 + random.nextInt(200)];
      for (int k = 0; k < chars.length; k++) {
        chars[k] = (char) random.nextInt(0x80);
      }
      if (random.nextBoolean()) {
        chars[random.nextInt(chars.length)] = (char) (0x80 + random.nextInt(0xFF80));
      }
      int from = random.nextInt(chars.length);
      int to = from + random.nextInt(chars.length - from + 1);
      int wanted = 0;
      while (from + wanted < to && chars[from + wanted] < 0x80) {
        wanted++;
      }
      byte[] out = new byte[3 + to - from + 2];
      assertEquals(wanted, KERNELS.narrowAscii(chars, from, to, out, 3), TestSeed::replayLine);
      for (int k = 0; k < wanted; k++) {
        assertEquals(chars[from + k], out[3 + k], TestSeed::replayLine);
      }
      // Outside of the room that was given nothing is written.
      assertEquals(0, out[0] | out[1] | out[2] | out[out.length - 2] | out[out.length - 1]);
    }
  }

  @Test
  void masksTellTheClassOfEachByte() {
    SplittableRandom random = TestSeed.random("masks");
    for (int i = 0; i < 5_000; i++) {
      int from = random.nextInt(70);
      int blocks = random.nextInt(4);
      byte[] bytes = new byte[from + blocks * ByteMasks.BLOCK + random.nextInt(3)];
      if (random.nextBoolean()) {
        random.nextBytes(bytes);
      } else {
        for (int k = 0; k < bytes.length; k++) {
          bytes[k] = (byte) random.nextInt(128);
        }
      }
      for (Kernels kernels : List.of(KERNELS, new ScalarKernels())) {
        boolean cased = random.nextBoolean();
        long[] masks = new long[blocks * ByteMasks.STRIDE];
        kernels.byteMasks(bytes, from, blocks, cased, masks);
        for (int k = 0; k < blocks * ByteMasks.BLOCK; k++) {
          int b = bytes[from + k] & 0xFF;
          int block = k / ByteMasks.BLOCK * ByteMasks.STRIDE;
          String wanted = classes(b, cased, masks[block + ByteMasks.HIGH] != 0);
          StringBuilder got = new StringBuilder();
          for (int mask = 0; mask < 12; mask++) {
            boolean written =
                mask < ByteMasks.UPPER
                    || (mask <= ByteMasks.SLASH ? cased : masks[block + ByteMasks.HIGH] != 0);
            got.append(written ? masks[block + mask] >>> k & 1 : "-");
          }
          assertEquals(wanted, got.toString(), () -> b + "; " + TestSeed.replayLine());
        }
      }
    }
  }

  private static String classes(int b, boolean cased, boolean high) {
    boolean upper = b >= 'A' && b <= 'Z';
    boolean caseless = (b >= 0xE5 && b <= 0xE9) || b == 0xEB || b == 0xEC;
    boolean[] classes = {
      upper || (b >= 'a' && b <= 'z'),
      b >= '0' && b <= '9',
      b == ' ' || (b >= 9 && b <= 13),
      b == 10 || b == 13,
      b == ' ',
      b == '\'',
      b >= 0x80,
      b >= 0x80 && b < 0xC0,
      upper,
      b == '/',
      caseless || (b >= 0xC4 && b <= 0xCA) || b == 0xD0 || b == 0xD1,
      caseless
    };
    StringBuilder line = new StringBuilder();
    for (int mask = 0; mask < classes.length; mask++) {
      boolean written = mask < 8 || (mask < 10 ? cased : high);
      line.append(written ? classes[mask] ? "1" : "0" : "-");
    }
    return line.toString();
  }

  @Test
  void theModeIsTheOneAskedFor() {
    assertEquals("scalar", Simd.choose("scalar").name());
    assertThrows(IllegalArgumentException.class, () -> Simd.choose("fast"));
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertEquals(present, Simd.choose("auto").name().startsWith("vector"));
    if (present) {
      assertTrue(Simd.choose("vector").name().startsWith("vector"));
    } else {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> Simd.choose("vector"));
      assertTrue(String.valueOf(e.getMessage()).contains("--add-modules jdk.incubator.vector"));
    }
  }

  @Test
  void theFirstByteOfASetIsFound() {
    SplittableRandom random = TestSeed.random("first byte");
    for (int i = 0; i < 20_000; i++) {
      boolean[] isIn = new boolean[256];
      for (int k = random.nextInt(6); k >= 0; k--) {
        int first = random.nextInt(256);
        int last = Math.min(255, first + random.nextInt(1 + random.nextInt(30)));
        Arrays.fill(isIn, first, last + 1, random.nextInt(8) > 0);
      }
      ByteRanges set = ByteRanges.covering(b -> isIn[b]);
      int bytes = 0;
      for (int b = 0; b < 256; b++) {
        assertTrue(set.contains((byte) b) || !isIn[b], TestSeed::replayLine);
        bytes += set.contains((byte) b) ? 1 : 0;
      }
      assertEquals(bytes, set.size(), TestSeed::replayLine);
      int rest = random.nextInt(256); // mostly not in the set
      byte[] utf8 = new byte[1 + random.nextInt(300)];
      for (int k = 0; k < utf8.length; k++) {
        utf8[k] = (byte) (random.nextInt(100) == 0 ? random.nextInt(256) : rest);
      }
      int from = random.nextInt(utf8.length);
      int to = from + random.nextInt(utf8.length - from + 1);
      int wanted = from;
      while (wanted < to && !set.contains(utf8[wanted])) {
        wanted++;
      }
      assertEquals(wanted, KERNELS.firstOf(set, utf8, from, to), TestSeed::replayLine);
    }
  }

  @Test
  void upToFourRangesAreASetOfTheirOwn() {
    ByteRanges set = ByteRanges.covering(b -> b == 0 || (b >= 10 && b < 20) || b == 40 || b > 250);
    assertEquals(1 + 10 + 1 + 5, set.size());
    ByteRanges five = ByteRanges.covering(b -> b % 50 == 0 || b == 52); // 0 50 52 100 150 200 250
    assertTrue(five.contains((byte) 51), "between the nearest");
    assertEquals(1, ByteRanges.covering(b -> false).size());
  }

  @Test
  void wordsStartWhereTheClassOfBytesGetsHigher() {
    SplittableRandom random = TestSeed.random("word starts");
    for (int i = 0; i < 3_000; i++) {
      int blocks = 1 + random.nextInt(4);
      int from = 1 + random.nextInt(20);
      byte[] utf8 = new byte[from + 64 * blocks + random.nextInt(3)];
      boolean any = random.nextBoolean();
      for (int k = 0; k < utf8.length; k++) {
        utf8[k] = (byte) (any ? random.nextInt(256) : " -azAZ09/:@[`{é".charAt(random.nextInt(15)));
      }
      long[] masks = new long[blocks];
      KERNELS.wordStarts(utf8, from, blocks, masks);
      for (int k = 0; k < 64 * blocks; k++) {
        boolean starts = classOf(utf8[from + k - 1]) < classOf(utf8[from + k]);
        assertEquals(starts, (masks[k >>> 6] >>> k & 1) != 0, TestSeed::replayLine);
      }
    }
  }

  private static int classOf(byte b) {
    return b == ' ' ? 2 : b < 0 || Character.isLetterOrDigit(b) ? 0 : 1;
  }
}
