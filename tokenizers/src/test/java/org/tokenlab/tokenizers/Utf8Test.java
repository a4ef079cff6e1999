package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class Utf8Test {
  @Test
  void encodingEqualsTheJdksButForLoneSurrogates() {
    SplittableRandom random = TestSeed.random("utf8");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(RandomText.next(random, 20));
      if (random.nextBoolean()) {
        text.insert(random.nextInt(text.length() + 1), (char) (0xD800 + random.nextInt(0x800)));
      }
      byte[] wanted = replaceLone(text).getBytes(StandardCharsets.UTF_8);
      byte[] found = new byte[Utf8.length(text) + 3];
      int end = Utf8.encode(text, found, 3);
      assertArrayEquals(wanted, Arrays.copyOfRange(found, 3, end), TestSeed::replayLine);
      assertEquals(wanted.length, TextUnit.UTF8_BYTES.length(text), TestSeed::replayLine);
    }
  }

  private static String replaceLone(CharSequence text) {
    StringBuilder replaced = new StringBuilder();
    text.codePoints()
        .forEach(c -> replaced.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return replaced.toString();
  }

  @Test
  void theFirstIllFormedByteIsWhereTheJdksDecoderStops() {
    SplittableRandom random = TestSeed.random("invalid");
    for (int i = 0; i < 20_000; i++) {
      byte[] utf8 = RandomText.next(random, 20).getBytes(StandardCharsets.UTF_8);
      for (int k = random.nextInt(3); k > 0 && utf8.length > 0; k--) {
        utf8[random.nextInt(utf8.length)] = (byte) random.nextInt(256);
      }
      int to = random.nextInt(utf8.length + 1);
      ByteBuffer in = ByteBuffer.wrap(utf8, 0, to);
      CoderResult result =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(in, CharBuffer.allocate(utf8.length + 1), true);
      int wanted = result.isError() || in.hasRemaining() ? in.position() : to;
      assertEquals(wanted, Utf8.validUpTo(utf8, 0, to), TestSeed::replayLine);
    }
  }
}
