package org.tokenlab.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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

  @Test
  void leadsThatAreLettersByThemselvesStandForLettersOnly() {
    for (int codePoint = 0x80; codePoint < 0x10000; codePoint++) {
      if (codePoint < 0xD800 || codePoint > 0xDFFF) {
        int lead = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)[0] & 0xFF;
        boolean caseless = (lead >= 0xE5 && lead <= 0xE9) || lead == 0xEB || lead == 0xEC;
        boolean letter = caseless || (lead >= 0xC4 && lead <= 0xCA) || lead == 0xD0 || lead == 0xD1;
        byte kind = UnicodeClasses.UNICODE_16.of(codePoint);
        assertTrue(!letter || UnicodeClasses.isLetter(kind), Integer.toHexString(codePoint));
        assertTrue(!caseless || kind == UnicodeClasses.CASELESS, Integer.toHexString(codePoint));
      }
    }
  }

  @Test
  void hanIsTheScriptAsJdk25KnowsIt() {
    Assumptions.assumeTrue(
        Runtime.version().feature() == 25, "skipped: only JDK 25's own tables are Unicode 16");
    for (int codePoint = 0; codePoint < 0x110000; codePoint++) {
      boolean wanted = Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
      if (HanScript.contains(codePoint) != wanted) {
        assertEquals(wanted, HanScript.contains(codePoint), "U+%04X".formatted(codePoint));
      }
    }
  }

  @Test
  void changedTablesDifferInTheirClassesOnly() {
    UnicodeClasses plain = UnicodeClasses.UNICODE_16;
    UnicodeClasses marks = plain.withMarksAsLetters();
    UnicodeClasses apart = plain.withHanApart();
    for (int codePoint = 0; codePoint < 0x110000; codePoint++) {
      byte kind = plain.of(codePoint);
      boolean mark = kind == UnicodeClasses.MARK;
      byte letter = mark ? UnicodeClasses.CASELESS : kind;
      byte other = kind;
      if (HanScript.contains(codePoint) && mark) {
        other = UnicodeClasses.OTHER;
      } else if (HanScript.contains(codePoint) && UnicodeClasses.isLetter(kind)) {
        other = UnicodeClasses.HAN;
      }
      if (marks.of(codePoint) != letter || apart.of(codePoint) != other) {
        String place = "U+%04X".formatted(codePoint);
        assertEquals(letter, marks.of(codePoint), place);
        assertEquals(other, apart.of(codePoint), place);
      }
    }
  }
}
