package org.tokenlab.training;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenlab.training.internal.HashSlots;

/// The words of 16 bytes and more of a [WordTable]: bytes in one arena, found through open
/// addressing by a 32-bit hash.
final class LongWords {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private byte[] arena = new byte[1 << 12];
  private int[] starts = new int[64];
  private long[] counts = new long[64];
  private int size;
  private long[] slots = new long[128]; // hash << 32 | word + 1, or 0 for free

  void add(byte[] bytes, int from, int to, long count) {
    long hash = hash(bytes, from, to);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      int word = (int) slots[slot] - 1;
      if (slots[slot] >>> 32 == hash
          && Arrays.equals(arena, starts[word], starts[word + 1], bytes, from, to)) {
        counts[word] += count;
        return;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = hash << 32 | size + 1;
    append(bytes, from, to, count);
    if (2 * size > slots.length) {
      slots = HashSlots.doubled(slots);
    }
  }

  private void append(byte[] bytes, int from, int to, long count) {
    int start = starts[size];
    long end = (long) start + (to - from);
    if (end > arena.length) {
      if (end > Integer.MAX_VALUE - 16) {
        throw new IllegalStateException(
            "the distinct pieces are longer than 2^31 bytes together; count in several parts, or"
                + " split more finely");
      }
      arena = Arrays.copyOf(arena, (int) Math.min(Integer.MAX_VALUE - 16L, end * 3 / 2));
    }
    System.arraycopy(bytes, from, arena, start, to - from);
    if (size + 1 == starts.length) {
      int capacity = Math.toIntExact(starts.length * 3L / 2);
      starts = Arrays.copyOf(starts, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    counts[size++] = count;
    starts[size] = (int) end;
  }

  /// A hash in the low 32 bits.
  private static long hash(byte[] bytes, int from, int to) {
    long hash = (to - from) * MULTIPLIER;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, i)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    // The last eight bytes once more, in part: a long word has at least sixteen.
    hash = (hash ^ (long) LONGS.get(bytes, to - Long.BYTES)) * MULTIPLIER;
    return hash >>> 32;
  }

  void addAll(LongWords other) {
    for (int word = 0; word < other.size; word++) {
      add(other.arena, other.starts[word], other.starts[word + 1], other.counts[word]);
    }
  }

  int size() {
    return size;
  }

  /// Most bytes that these words take while so many more of so many bytes together come in, and
  /// while all are put in order.
  long bytesWith(int moreWords, long moreBytes) {
    long bytes = arena.length;
    long needed = starts[size] + moreBytes;
    if (needed > arena.length) {
      bytes += needed + needed / 2;
    }
    long words = size + (long) moreWords;
    long perWord = Integer.BYTES + Long.BYTES;
    bytes += perWord * starts.length;
    if (words >= starts.length) {
      bytes += perWord * (words + words / 2);
    }
    bytes += Long.BYTES * (long) slots.length * (2 * words > slots.length ? 3 : 1);
    return bytes + Integer.BYTES * words;
  }

  /// The words in the order of their bytes (unsigned).
  int[] order() {
    int[] order = new int[size];
    Arrays.setAll(order, w -> w);
    IntArrays.quickSort(order, this::compare);
    return order;
  }

  /// Whether a word comes before the one with these keys in a [WordTable]. It can't begin as a
  /// shorter word that is equal that far, which comes first.
  boolean isBefore(int word, long firstKey, long secondKey) {
    long first = firstKey(word);
    return first != firstKey
        ? Long.compareUnsigned(first, firstKey) < 0
        : Long.compareUnsigned(secondKey(word), secondKey & -0x100L) < 0;
  }

  /// A word's first eight bytes.
  long firstKey(int word) {
    return (long) BIG_ENDIAN.get(arena, starts[word]);
  }

  /// A word's next seven bytes, and a zero byte.
  long secondKey(int word) {
    return (long) BIG_ENDIAN.get(arena, starts[word] + 8) & -0x100L;
  }

  void show(int word, WordRunMerge.Sink to) throws IOException {
    to.word(arena, starts[word], starts[word + 1], counts[word]);
  }

  /// Forgets all words, but keeps the room.
  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }

  byte[] arena() {
    return arena;
  }

  int start(int word) {
    return starts[word];
  }

  int length(int word) {
    return starts[word + 1] - starts[word];
  }

  long count(int word) {
    return counts[word];
  }

  /// Compares two words by their bytes, unsigned.
  int compare(int a, int b) {
    return Arrays.compareUnsigned(arena, starts[a], starts[a + 1], arena, starts[b], starts[b + 1]);
  }
}
