package org.tokenlab.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class UnicodeClassesTest {
  @Test
  void theTableIsUnicode16AsJdk25KnowsIt() {
    Assumptions.assumeTrue(
        Runtime.version().feature() == 25, "skipped: only JDK 25's own tables are Unicode 16");
    for (int codePoint = 0; codePoint < 0x110000; codePoint++) {
      int wanted = UnicodeClassesGenerator.kind(codePoint);
      if (UnicodeClasses.UNICODE_16.of(codePoint) != wanted) {
        assertEquals(
            wanted, UnicodeClasses.UNICODE_16.of(codePoint), "U+%04X".formatted(codePoint));
      }
    }
  }

  @Test
  void whiteSpaceIsTheWhiteSpaceProperty() {
    for (int codePoint = 0; codePoint < 0x110000; codePoint++) {
      boolean wanted = Character.toString(codePoint).matches("\\p{IsWhite_Space}");
      byte kind = UnicodeClasses.UNICODE_16.of(codePoint);
      if (UnicodeClasses.isSpace(kind) != wanted) {
        assertEquals(wanted, UnicodeClasses.isSpace(kind), "U+%04X".formatted(codePoint));
      }
    }
  }
}
