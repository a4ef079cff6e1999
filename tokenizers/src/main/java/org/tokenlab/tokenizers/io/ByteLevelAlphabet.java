package org.tokenlab.tokenizers.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// GPT-2's way of writing bytes as visible characters, which `tokenizer.json` and `vocab.json` use:
/// whole texts in the alphabet whose table [ByteCharacters] is. A space is U+0120 (Ġ).
public final class ByteLevelAlphabet {
  private ByteLevelAlphabet() {}

  /// The characters for `bytes`.
  public static String toText(byte[] bytes) {
    char[] text = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[i] = ByteCharacters.characterOf(bytes[i] & 0xFF);
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
      if (ByteCharacters.byteOf(c) < 0) {
        throw new IllegalArgumentException(
            "U+%04X at UTF-16 offset %d of \"%s\" stands for no byte".formatted((int) c, i, text));
      }
      bytes[i] = (byte) ByteCharacters.byteOf(c);
    }
    return bytes;
  }

  /// The bytes that the UTF-8 text `utf8[from, to)` writes; null if a character stands for no byte.
  static byte @Nullable [] toBytes(byte[] utf8, int from, int to) {
    byte[] bytes = new byte[to - from];
    int length = toBytes(utf8, from, to, bytes, 0);
    return length < 0 ? null : Arrays.copyOf(bytes, length);
  }

  /// Writes the bytes that the UTF-8 text `utf8[from, to)` writes at `out[at]`, and returns where
  /// they end; −1 if a character stands for no byte.
  static int toBytes(byte[] utf8, int from, int to, byte[] out, int at) {
    int next = at;
    for (int i = from; i < to; i++) {
      int c = utf8[i];
      if (c < 0) {
        // The alphabet's characters take two bytes at most.
        if ((c & 0xE0) != 0xC0 || i + 1 == to) {
          return -1;
        }
        c = (c & 0x1F) << 6 | (utf8[++i] & 0x3F);
      }
      int b = ByteCharacters.byteOf(c);
      if (b < 0) {
        return -1;
      }
      out[next++] = (byte) b;
    }
    return next;
  }
}
