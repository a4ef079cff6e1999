package org.tokenlab.tokenizers;

import java.util.Arrays;

/// Well-formed UTF-8 that grows at its end, from chars in any parts: a surrogate pair may be torn
/// between two of them. Not thread-safe.
final class Utf8Buffer {
  private static final char NONE = 0;

  private final Utf8Writer writer = new Utf8Writer();
  private byte[] bytes = new byte[256];
  private int length;
  private char highSurrogate = NONE; // seen at the end, still without its other half

  byte[] bytes() {
    return bytes;
  }

  /// Number of bytes; a high surrogate at the end waits and does not count.
  int length() {
    return length;
  }

  void append(CharSequence text) {
    CharSequence chars = text;
    if (highSurrogate != NONE && !chars.isEmpty()) {
      chars = highSurrogate + chars.toString();
      highSurrogate = NONE;
    }
    int end = chars.length();
    if (end > 0 && Character.isHighSurrogate(chars.charAt(end - 1))) {
      highSurrogate = chars.charAt(--end);
    }
    ensureRoom(end); // a byte a character at least
    bytes = writer.write(chars.subSequence(0, end), bytes, length);
    length = writer.end();
  }

  /// Appends bytes that are well formed.
  void append(byte[] utf8, int from, int to) {
    ensureRoom((long) to - from);
    System.arraycopy(utf8, from, bytes, length, to - from);
    length += to - from;
  }

  /// No more comes: a waiting high surrogate is a lone one.
  void finish() {
    if (highSurrogate != NONE) {
      ensureRoom(3);
      length = Utf8.encode(String.valueOf(highSurrogate), bytes, length);
      highSurrogate = NONE;
    }
  }

  /// Whether a high surrogate waits for its other half.
  boolean isTorn() {
    return highSurrogate != NONE;
  }

  /// Drops the first `count` bytes.
  void dropFirst(int count) {
    System.arraycopy(bytes, count, bytes, 0, length - count);
    length -= count;
  }

  private void ensureRoom(long more) {
    long needed = length + more;
    if (needed > Utf8Writer.MOST_BYTES) {
      throw new IllegalStateException(
          "more than 2^31 - 17 UTF-8 bytes have to be held at once; this text can't be cut earlier");
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Utf8Writer.MOST_BYTES, needed + needed / 2));
    }
  }
}
