package org.tokenlab.tokenizers.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Many texts in UTF-8, one after the other in one array: what a file's vocabulary and merges are
/// read into, without an object for each. Not thread-safe.
final class TextList {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int[] ends;
  private int size;

  TextList(int expected) {
    bytes = new byte[Math.max(64, 8 * expected)];
    ends = new int[Math.max(8, expected)];
  }

  /// Appends a text.
  ///
  /// @throws IllegalArgumentException if it holds a lone surrogate, which UTF-8 can't write
  void add(char[] text, int from, int length) {
    int at = size == 0 ? 0 : ends[size - 1];
    reserve(at + 3L * length);
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | c >> 6);
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        bytes[at++] = (byte) (0xE0 | c >> 12);
        bytes[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else {
        if (Character.isLowSurrogate(c)
            || i + 1 == from + length
            || !Character.isLowSurrogate(text[i + 1])) {
          throw new IllegalArgumentException("a lone surrogate U+%04X".formatted((int) c));
        }
        int codePoint = Character.toCodePoint(c, text[++i]);
        bytes[at++] = (byte) (0xF0 | codePoint >> 18);
        bytes[at++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
        bytes[at++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        bytes[at++] = (byte) (0x80 | (codePoint & 0x3F));
      }
    }
    finish(at);
  }

  /// Appends a text; see [#add(char[], int, int)].
  void add(String text) {
    add(text.toCharArray(), 0, text.length());
  }

  /// Appends a text that is UTF-8 already.
  void add(byte[] utf8, int from, int to) {
    int at = size == 0 ? 0 : ends[size - 1];
    int length = to - from;
    reserve((long) at + Math.max(length, Long.BYTES));
    if (length <= Long.BYTES && from + Long.BYTES <= utf8.length) {
      // Most texts are so short that a call to copy them would cost more than the copy.
      LONGS.set(bytes, at, (long) LONGS.get(utf8, from));
    } else {
      System.arraycopy(utf8, from, bytes, at, length);
    }
    finish(at + length);
  }

  private void reserve(long length) {
    if (length > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(length, 2L * bytes.length)));
    }
  }

  private void finish(int at) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = at;
  }

  int size() {
    return size;
  }

  /// The array that all texts stand in.
  byte[] bytes() {
    return bytes;
  }

  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(int index) {
    return ends[index];
  }

  boolean isEmpty(int index) {
    return start(index) == ends[index];
  }

  String text(int index) {
    return new String(bytes, start(index), ends[index] - start(index), StandardCharsets.UTF_8);
  }

  byte[] utf8(int index) {
    return Arrays.copyOfRange(bytes, start(index), ends[index]);
  }
}
