package org.tokenlab.training.unigram;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;

/// Strings in UTF-8, numbered from 0, in one array. Grows at its end.
final class PieceList {
  private byte[] arena = new byte[1 << 12];
  private int[] starts = new int[1 << 8];
  private int size;

  /// Appends `utf8[from, to)` and returns its number.
  int add(byte[] utf8, int from, int to) {
    int length = to - from;
    int start = starts[size];
    if (start + (long) length > arena.length) {
      arena = Arrays.copyOf(arena, grown(arena.length, start + (long) length));
    }
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, grown(starts.length, size + 2L));
    }
    System.arraycopy(utf8, from, arena, start, length);
    starts[size + 1] = start + length;
    return size++;
  }

  private static int grown(int present, long needed) {
    if (needed > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException(
          "the candidates for pieces take more than 2^31 bytes; ask for fewer seed pieces");
    }
    return (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, present + (long) present / 2));
  }

  int size() {
    return size;
  }

  byte[] arena() {
    return arena;
  }

  /// Where string `i` starts in the arena; it ends where the next one starts.
  int start(int i) {
    return starts[i];
  }

  /// Length of string `i` in bytes.
  int length(int i) {
    return starts[i + 1] - starts[i];
  }

  /// Length of string `i` in code points.
  int codePoints(int i) {
    return codePoints(arena, starts[i], starts[i + 1]);
  }

  static int codePoints(byte[] utf8, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at++) {
      count += (utf8[at] & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
  }

  /// The only code point of string `i`; −1 if it has several.
  int single(int i) {
    return Utf8.sequenceLength(arena[starts[i]] & 0xFF) == length(i)
        ? Utf8.codePointAt(arena, starts[i], starts[i + 1])
        : -1;
  }

  /// Compares strings by their bytes, unsigned.
  int compare(int a, int b) {
    return Arrays.compareUnsigned(arena, starts[a], starts[a + 1], arena, starts[b], starts[b + 1]);
  }

  String text(int i) {
    return new String(arena, starts[i], length(i), StandardCharsets.UTF_8);
  }
}
