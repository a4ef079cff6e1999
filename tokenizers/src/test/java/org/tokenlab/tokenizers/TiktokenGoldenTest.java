package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The ids that tiktoken 0.14.0 gives, written by `src/test/python/tiktoken_golden.py`.
final class TiktokenGoldenTest {
  @Test
  void idsEqualTiktokens() throws IOException {
    int texts = 0;
    int bytes = 0;
    for (String[] fields : GoldenFile.lines(TiktokenGoldenTest.class, "tiktoken-0.14.0.tsv")) {
      String line = GoldenFile.line(fields);
      Tokenizer tokenizer = Tokenizers.named(fields[0]);
      byte[] input = HexFormat.of().parseHex(fields[2]);
      int[] wanted = GoldenFile.numbers(fields[3]);
      if (fields[1].equals("text")) {
        texts++;
        assertTextIds(wanted, tokenizer, utf16(input), line);
      } else {
        bytes++;
        assertArrayEquals(wanted, tokenizer.encodeOrdinary(input), line);
        assertEquals(wanted.length, tokenizer.count(input, 0, input.length), line);
        assertArrayEquals(input, tokenizer.decodeToBytes(wanted), line);
      }
    }
    assertTrue(texts >= 500 && bytes >= 200, "the golden file is whole");
  }

  private static void assertTextIds(int[] wanted, Tokenizer tokenizer, String text, String line) {
    assertArrayEquals(wanted, tokenizer.encodeOrdinary(text), line);
    assertArrayEquals(wanted, tokenizer.encode(text).ids(), line);
    assertEquals(wanted.length, tokenizer.count(text), line);
    assertArrayEquals(
        wanted, tokenizer.encodeOrdinary(tokenizer.decodeToBytes(wanted)), "as bytes: " + line);
  }

  private static String utf16(byte[] bigEndian) {
    char[] units = new char[bigEndian.length / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) (((bigEndian[2 * i] & 0xFF) << 8) | (bigEndian[2 * i + 1] & 0xFF));
    }
    return new String(units);
  }
}
