package org.tokenlab.tokenizers.internal.unicode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// GPT-2's alphabet: a visible character for each byte.
///
/// The bytes 0x21–0x7E, 0xA1–0xAC and 0xAE–0xFF stand for themselves; the other 68 become U+0100,
/// U+0101, … in order of the byte, so that a space is U+0120 (Ġ).
public final class ByteCharacters {
  private static final char[] CHARACTER_OF = new char[256];
  private static final short[] BYTE_OF = new short[0x100 + 68];

  static {
    Arrays.fill(BYTE_OF, (short) -1);
    char next = 0x100;
    for (int b = 0; b < 256; b++) {
      boolean visible = (b >= 0x21 && b <= 0x7E) || (b >= 0xA1 && b != 0xAD);
      CHARACTER_OF[b] = visible ? (char) b : next++;
      BYTE_OF[CHARACTER_OF[b]] = (short) b;
    }
  }

  private ByteCharacters() {}

  /// The character for a byte, 0 to 255.
  public static char characterOf(int b) {
    return CHARACTER_OF[b];
  }

  /// The byte that a character stands for, 0 to 255, or −1 if it stands for none.
  public static int byteOf(int codePoint) {
    return codePoint >= 0 && codePoint < BYTE_OF.length ? BYTE_OF[codePoint] : -1;
  }

  /// Bytes, written as characters.
  public static String textOf(byte[] bytes) {
    char[] text = new char[bytes.length];
    for (int i = 0; i < text.length; i++) {
      text[i] = characterOf(bytes[i] & 0xFF);
    }
    return new String(text);
  }

  /// The bytes that `text` writes, or null if a character stands for none.
  public static byte @Nullable [] bytesOf(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      int b = byteOf(text.charAt(i));
      if (b < 0) {
        return null;
      }
      bytes[i] = (byte) b;
    }
    return bytes;
  }
}
