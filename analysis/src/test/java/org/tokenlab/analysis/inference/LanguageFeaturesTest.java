package org.tokenlab.analysis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import org.junit.jupiter.api.Test;

class LanguageFeaturesTest {
  private static LanguageFeatures of(String... items) {
    LanguageFeatures.Counter counter = new LanguageFeatures.Counter();
    for (String item : items) {
      counter.add(item);
    }
    return counter.features("deu_Latn", 1, 1);
  }

  @Test
  void entropiesAreOfCharactersAndOfWhatFollowsOne() {
    LanguageFeatures f = of("ab ab", "ab");
    assertEquals(7, f.codePoints());
    assertEquals(1.0 / 7, f.whiteSpaceShare(), 1e-15);
    assertEquals(2, f.distinctCharacters());
    assertEquals(1, f.characterEntropy(), 1e-15);
    assertEquals(0, f.bigramEntropy(), 1e-15);
    // After a, b or c with equal chances; nothing follows b and c.
    assertEquals(1, of("ab", "ac").bigramEntropy(), 1e-15);
    assertEquals(0, of("a", "b").bigramEntropy(), 1e-15); // neighbours within items only
    assertEquals(2, of("abcd").characterEntropy(), 1e-15);
  }

  @Test
  void lengthsAreInBytesAndCodePoints() {
    LanguageFeatures f = of("é日😀\uD800");
    assertEquals(4, f.codePoints());
    assertEquals(2 + 3 + 4 + 3, f.bytes());
    assertEquals("Latn", f.script());
    assertEquals(1, f.items());
  }

  @Test
  void aTextWithoutCharactersHasZeros() {
    LanguageFeatures f = of();
    assertEquals(0, f.characterEntropy());
    assertEquals(0, f.whiteSpaceShare());
    assertEquals(1, of(" ").whiteSpaceShare());
  }

  @Test
  void whiteSpaceIsUnicodes() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean space = of(Character.toString(c)).whiteSpaceShare() == 1;
      assertEquals(
          UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE), space, Integer.toHexString(c));
    }
  }
}
