package org.tokenlab.training;

import it.unimi.dsi.fastutil.Arrays;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Puts the words of a [WordTable] in order: most frequent first, equally frequent ones by their
/// bytes (unsigned).
///
/// What is compared is what is moved: keys and counts lie in arrays that are sorted together, so
/// that a pass of the sort reads memory in order. Sorting indices instead took twice the time on a
/// million words.
final class WordSorter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final LongWords longWords;
  private final long[] first;
  private final long[] second; // the last byte is the length, INLINE + 1 for a long word
  private final long[] counts;
  private final int[] longWord; // which, for a long word
  private int size;

  /// @param words at most so many
  WordSorter(int words, LongWords longWords) {
    this.longWords = longWords;
    first = new long[words];
    second = new long[words];
    counts = new long[words];
    longWord = new int[words];
  }

  /// Adds a word by its key.
  void add(long firstKey, long secondKey, long count) {
    first[size] = firstKey;
    second[size] = secondKey;
    counts[size++] = count;
  }

  /// Adds a long word.
  void addLong(int word) {
    int start = longWords.start(word);
    longWord[size] = word;
    add(
        (long) LONGS.get(longWords.arena(), start),
        ((long) LONGS.get(longWords.arena(), start + 8) & -0x100L) | (WordTable.INLINE + 1),
        longWords.count(word));
  }

  WordCounts sorted() {
    Arrays.parallelQuickSort(0, size, this::compare, this::swap);
    return gather();
  }

  private int compare(int a, int b) {
    if (counts[a] != counts[b]) {
      return counts[a] > counts[b] ? -1 : 1;
    }
    if (first[a] != first[b]) {
      return Long.compareUnsigned(first[a], first[b]);
    }
    if (second[a] != second[b]) {
      return Long.compareUnsigned(second[a], second[b]);
    }
    return isLong(a) ? longWords.compare(longWord[a], longWord[b]) : 0;
  }

  private void swap(int a, int b) {
    long f = first[a];
    first[a] = first[b];
    first[b] = f;
    long s = second[a];
    second[a] = second[b];
    second[b] = s;
    long c = counts[a];
    counts[a] = counts[b];
    counts[b] = c;
    int w = longWord[a];
    longWord[a] = longWord[b];
    longWord[b] = w;
  }

  private boolean isLong(int at) {
    return (second[at] & 0xFF) > WordTable.INLINE;
  }

  private WordCounts gather() {
    int[] starts = new int[size + 1];
    long needed = 0;
    for (int i = 0; i < size; i++) {
      needed += isLong(i) ? longWords.length(longWord[i]) : second[i] & 0xFF;
      if (needed > Integer.MAX_VALUE - 16) {
        throw new IllegalStateException(
            "the distinct pieces are longer than 2^31 bytes together; count in several parts, or"
                + " split more finely");
      }
      starts[i + 1] = (int) needed;
    }
    byte[] arena = new byte[(int) needed];
    byte[] inline = new byte[16];
    for (int i = 0; i < size; i++) {
      int length = starts[i + 1] - starts[i];
      if (isLong(i)) {
        System.arraycopy(longWords.arena(), longWords.start(longWord[i]), arena, starts[i], length);
      } else {
        LONGS.set(inline, 0, first[i]);
        LONGS.set(inline, 8, second[i]);
        System.arraycopy(inline, 0, arena, starts[i], length);
      }
    }
    return new WordCounts(
        arena, starts, size == counts.length ? counts : java.util.Arrays.copyOf(counts, size));
  }
}
