package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;

final class Base64TextTest {
  @Test
  void takesAndGivesWhatTheJdkTakesAndGives() {
    SplittableRandom random = TestSeed.random("base64");
    String characters = "ABYZabyz019+/====-_ \n";
    for (int i = 0; i < 200_000; i++) {
      byte[] text = new byte[random.nextInt(13)];
      int known = random.nextInt(4) == 0 ? characters.length() : 13;
      for (int j = 0; j < text.length; j++) {
        boolean padding = j >= text.length - 2 && random.nextInt(3) == 0;
        text[j] = (byte) (padding ? '=' : characters.charAt(random.nextInt(known)));
      }
      byte[] wanted;
      try {
        wanted = Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        wanted = null;
      }
      byte[] out = new byte[40];
      int length = Base64Text.decode(text, 0, text.length, out, 5);
      String message = new String(text, java.nio.charset.StandardCharsets.US_ASCII);
      if (wanted == null) {
        assertEquals(Base64Text.MALFORMED, length, message);
      } else {
        assertArrayEquals(wanted, Arrays.copyOfRange(out, 5, 5 + length), message);
      }
    }
  }
}
