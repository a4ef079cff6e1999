package org.tokenlab.tokenizers.internal.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;

final class ByteStringsTest {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  @Test
  void hashAndEqualityAreThoseOfTheBytesAlone() {
    SplittableRandom random = TestSeed.random("ByteStrings");
    for (int i = 0; i < 50_000; i++) {
      byte[] one = bytes(random);
      byte[] other = bytes(random);
      int from = random.nextInt(one.length + 1);
      int to = from + random.nextInt(one.length - from + 1);
      int length = Math.min(to - from, other.length);
      int otherFrom = random.nextInt(other.length - length + 1);
      int otherTo = otherFrom + Math.max(0, length - random.nextInt(2));
      assertEquals(
          hash(Arrays.copyOfRange(one, from, to)),
          ByteStrings.hash(one, from, to),
          TestSeed::replayLine);
      assertEquals(
          Arrays.equals(one, from, to, other, otherFrom, otherTo),
          ByteStrings.equal(one, from, to, other, otherFrom, otherTo),
          TestSeed::replayLine);
    }
  }

  /// The hash that compiled files are made with, byte by byte.
  private static long hash(byte[] text) {
    ByteBuffer bytes = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    long hash = text.length * MULTIPLIER;
    while (bytes.remaining() >= Long.BYTES) {
      hash = (hash ^ bytes.getLong()) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    long tail = 0;
    while (bytes.hasRemaining()) {
      tail = tail << 8 | (bytes.get() & 0xFF);
    }
    return (hash ^ tail) * MULTIPLIER;
  }

  /// Few different bytes, so that stretches are often equal.
  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(24)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(8) == 0 ? 0x80 : 0xFF);
    }
    return bytes;
  }
}
