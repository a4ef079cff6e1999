package org.tokenlab.corpora.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.corpora.TestData;

final class Utf8CheckTest {
  /// First code points of stretches in which lengths, and bounds behind `E0`, `ED`, `F0` and `F4`,
  /// differ.
  private static final int[] BOUNDS = {
    0, 0x80, 0x7F0, 0x800, 0xFF0, 0x1000, 0xD000, 0xD7F0, 0xE000, 0xFFF0, 0x1_0000, 0x10_FFF0
  };

  @Test
  void theFirstMalformedByteIsWhereTheJdksDecoderStops() {
    Random random = TestData.random();
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      int bound = random.nextInt(BOUNDS.length);
      for (int length = random.nextInt(40); length > 0; length--) {
        bound = random.nextInt(4) == 0 ? random.nextInt(BOUNDS.length) : bound;
        text.appendCodePoint(BOUNDS[bound] + random.nextInt(16));
      }
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      for (int damages = random.nextInt(3) - 1; damages > 0 && utf8.length > 0; damages--) {
        utf8[random.nextInt(utf8.length)] = (byte) random.nextInt(256);
      }
      int start = 0;
      int end = random.nextBoolean() ? utf8.length : random.nextInt(utf8.length + 1);
      while (start < end && random.nextBoolean() && utf8[start] >= 0) {
        start++;
      }
      assertEquals(
          firstMalformed(utf8, start, end),
          Utf8Check.firstMalformed(utf8, start, end),
          "text " + text);
    }
  }

  private static int firstMalformed(byte[] utf8, int start, int end) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
    ByteBuffer in = ByteBuffer.wrap(utf8, start, end - start);
    CoderResult result = decoder.decode(in, CharBuffer.allocate(utf8.length + 1), true);
    return result.isError() || in.hasRemaining() ? in.position() : -1;
  }
}
