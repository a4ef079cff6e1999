package org.tokenlab.training.internal.sentencepiece;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The script of every character, as SentencePiece 0.2.3 has it when it keeps pieces in one script:
/// Unicode 9.0, with Hiragana, Katakana and the long vowel sign `ー` counted as Han.
public final class Scripts {
  /// Characters of all scripts, and those that Unicode 9.0 did not know.
  public static final int COMMON = 0;

  /// Marks that take the script of what stands before them.
  public static final int INHERITED = 1;

  private static final String RESOURCE = "unicode-9.0.scripts";
  private static final int LONG_VOWEL_SIGN = 0x30FC;
  private static final byte[] SCRIPTS = new byte[Character.MAX_CODE_POINT + 1];

  static {
    byte next = INHERITED + 1;
    byte han = 0;
    for (String line : lines()) {
      String[] fields = line.split(" ", -1);
      byte script = fields[0].equals("Inherited") ? INHERITED : next++;
      han = fields[0].equals("Han") ? script : han;
      for (int i = 1; i < fields.length; i++) {
        String[] range = fields[i].split("-", -1);
        int last = Integer.parseInt(range[range.length - 1], 16);
        for (int c = Integer.parseInt(range[0], 16); c <= last; c++) {
          // The file is sorted by name, so Han comes before both.
          SCRIPTS[c] = fields[0].equals("Hiragana") || fields[0].equals("Katakana") ? han : script;
        }
      }
    }
    SCRIPTS[LONG_VOWEL_SIGN] = han;
  }

  private Scripts() {}

  private static List<String> lines() {
    try (InputStream in = Scripts.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The number of `codePoint`'s script, from 0 to 255.
  public static int of(int codePoint) {
    return SCRIPTS[codePoint] & 0xFF; // there are more than 128
  }
}
