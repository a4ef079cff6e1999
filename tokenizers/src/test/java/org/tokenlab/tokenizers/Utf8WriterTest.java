package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class Utf8WriterTest {
  @Test
  void writesWhatIsWrittenCharacterByCharacter() {
    SplittableRandom random = TestSeed.random("utf8 writer");
    Utf8Writer writer = new Utf8Writer();
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(6); part >= 0; part--) {
        switch (random.nextInt(4)) {
          case 0 -> text.append("a".repeat(random.nextInt(2100)));
          case 1 -> text.append("\uD83D\uDE00".repeat(random.nextInt(1100)));
          case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
          default -> text.append(RandomText.next(random, 200));
        }
      }
      byte[] wanted = new byte[Utf8.length(text)];
      Utf8.encode(text, wanted, 0);
      for (CharSequence form : new CharSequence[] {text, text.toString(), CharBuffer.wrap(text)}) {
        byte[] before = {1, 2, 3, 4, 5};
        byte[] out = writer.write(form, Arrays.copyOf(before, 5 + random.nextInt(9000)), 5);
        assertArrayEquals(wanted, Arrays.copyOfRange(out, 5, writer.end()), TestSeed::replayLine);
        assertArrayEquals(before, Arrays.copyOf(out, 5), TestSeed::replayLine);
      }
    }
  }
}
