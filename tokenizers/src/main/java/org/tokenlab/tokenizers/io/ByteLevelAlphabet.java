package org.tokenlab.tokenizers.io;

import java.util.Arrays;

/// GPT-2's way of writing bytes as visible characters, which `tokenizer.json` and `vocab.json` use.
///
/// The bytes 0x21–0x7E, 0xA1–0xAC and 0xAE–0xFF stand for themselves; the other 68 become U+0100,
/// U+0101, … in order of the byte, so that a space is U+0120 (Ġ).
public final class ByteLevelAlphabet {
  private static final char[] CHAR_OF = new char[256];
  private static final short[] BYTE_OF = new short[0x100 + 68];

  static {
    Arrays.fill(BYTE_OF, (short) -1);
    char next = 0x100;
    for (int b = 0; b < 256; b++) {
      boolean visible = (b >= 0x21 && b <= 0x7E) || (b >= 0xA1 && b != 0xAD);
      CHAR_OF[b] = visible ? (char) b : next++;
      BYTE_OF[CHAR_OF[b]] = (short) b;
    }
  }

  private ByteLevelAlphabet() {}

  /// The characters for `bytes`.
  public static String toText(byte[] bytes) {
    char[] text = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[i] = CHAR_OF[bytes[i] & 0xFF];
    }
    return new String(text);
  }

  /// The bytes that `text` writes.
  ///
  /// @throws IllegalArgumentException if a character stands for no byte
  public static byte[] toBytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      if (c >= BYTE_OF.length || BYTE_OF[c] < 0) {
        throw new IllegalArgumentException(
            "U+%04X at UTF-16 offset %d of \"%s\" stands for no byte".formatted((int) c, i, text));
      }
      bytes[i] = (byte) BYTE_OF[c];
    }
    return bytes;
  }
}
