package org.tokenlab.tokenizers.pretokenize;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the resource that [UnicodeClasses] reads, from the running JDK's own tables: Unicode 16.0
/// on JDK 25.
///
/// To make it again, from the folder `tokenizers`: `java
/// src/test/java/org/tokenlab/tokenizers/pretokenize/UnicodeClassesGenerator.java FILE`
final class UnicodeClassesGenerator {
  private UnicodeClassesGenerator() {}

  static void main(String[] args) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      int from = 0;
      for (int codePoint = 1; codePoint <= 0x110000; codePoint++) {
        if (codePoint == 0x110000 || kind(codePoint) != kind(from)) {
          out.writeByte((codePoint - from) >> 16);
          out.writeShort(codePoint - from);
          out.writeByte(kind(from));
          from = codePoint;
        }
      }
    }
  }

  /// The class of a code point by the JDK's tables. The numbers are those of [UnicodeClasses].
  static int kind(int codePoint) {
    if (codePoint == '\r' || codePoint == '\n') {
      return 7;
    }
    // The White_Space property: separators and seven controls.
    if ((codePoint >= 0x09 && codePoint <= 0x0C) || codePoint == 0x85) {
      return 6;
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> 1;
      case Character.LOWERCASE_LETTER -> 2;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> 3;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          4;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> 5;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> 6;
      default -> 0;
    };
  }
}
