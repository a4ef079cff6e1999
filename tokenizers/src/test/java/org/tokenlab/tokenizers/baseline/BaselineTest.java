package org.tokenlab.tokenizers.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

final class BaselineTest {
  private static final String TEXT = "Ça va, 👩‍👩‍👧 x̂!";

  @Test
  void eachBaselineCountsItsUnit() {
    assertEquals(TextUnit.UTF8_BYTES.length(TEXT), count("bytes"));
    assertEquals(TEXT.length(), count("utf16"));
    assertEquals(TEXT.codePointCount(0, TEXT.length()), count("codepoints"));
    assertEquals(11, count("graphemes"));
    assertEquals(3, count("words"));
  }

  @Test
  void wordsOfScriptsWithoutSpacesAreCounted() {
    Tokenizer words = Tokenizers.named("words");
    assertEquals(2, words.count("สวัสดีครับ"));
    assertEquals(0, words.count(" … !"));
    assertEquals(2, words.count("3.14 km"));
  }

  @Test
  void idsAreTheUnits() {
    assertArrayEquals(new int[] {0xC3, 0x87}, Tokenizers.named("bytes").encodeOrdinary("Ç"));
    assertArrayEquals(new int[] {0xD83D, 0xDE42}, Tokenizers.named("utf16").encodeOrdinary("🙂"));
    assertArrayEquals(new int[] {0x1F642}, Tokenizers.named("codepoints").encodeOrdinary("🙂"));
  }

  @Test
  void baselinesWithoutIdsSaySo() {
    assertThrows(
        UnsupportedOperationException.class, () -> Tokenizers.named("words").encodeOrdinary("a"));
  }

  @Test
  void illFormedBytesAreReadAsReplacementCharacters() {
    byte[] bytes = {'a', (byte) 0xFF, 'b'};
    assertArrayEquals(
        new int[] {'a', 0xFFFD, 'b'}, Tokenizers.named("codepoints").encodeOrdinary(bytes));
    assertEquals(3, Tokenizers.named("codepoints").count(bytes, 0, 3));
    assertArrayEquals(new int[] {'a', 0xFF, 'b'}, Tokenizers.named("bytes").encodeOrdinary(bytes));
  }

  private static int count(String name) {
    return Tokenizers.named(name).count(TEXT);
  }
}
