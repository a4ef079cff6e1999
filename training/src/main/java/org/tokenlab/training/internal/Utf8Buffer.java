package org.tokenlab.training.internal;

import org.tokenlab.tokenizers.Utf8;

/// Texts as UTF-8, one after the other in a buffer that is used again. Not thread-safe.
public final class Utf8Buffer {
  private static final int FIRST_BYTES = 1 << 16;
  private static final int KEPT_BYTES = 1 << 22;
  private static final int SLACK = 16; // words are read 16 bytes at a time

  private byte[] bytes = new byte[FIRST_BYTES];

  /// Writes a text in the place of the one before, and returns its length in bytes. A lone
  /// surrogate becomes U+FFFD.
  ///
  /// @throws IllegalArgumentException if the text has more than 2³¹ − 33 bytes
  public int write(CharSequence text) {
    long room = 3L * text.length();
    if (room > KEPT_BYTES) {
      room = Utf8.length(text); // one more pass is cheaper than three times the memory
    }
    if (room + SLACK > bytes.length || bytes.length > 4 * KEPT_BYTES) {
      if (room + SLACK > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException(
            "a text of " + room + " bytes is too long to count at once; cut it into several");
      }
      bytes = new byte[(int) Math.max(room + SLACK, Math.min(2L * bytes.length, KEPT_BYTES))];
    }
    return Utf8.encode(text, bytes, 0);
  }

  /// Where the text lies, from 0 on, with 16 bytes of any kind behind it.
  public byte[] bytes() {
    return bytes;
  }
}
