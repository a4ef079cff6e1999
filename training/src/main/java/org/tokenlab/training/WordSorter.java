package org.tokenlab.training;

import it.unimi.dsi.fastutil.Arrays;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Puts the words of a [WordTable] in order: most frequent first, equally frequent ones by their
/// bytes (unsigned).
///
/// What is looked at is what is moved: keys and counts lie in arrays that are sorted together, so
/// that a pass of the sort reads memory in order. Sorting indices instead took twice the time on a
/// million words, and quicksort in place of digits twice.
final class WordSorter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int DIGITS = 3 * Long.BYTES;
  private static final int FEW = 256;
  private static final int MANY = 1 << 14; // worth another thread

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
    sort(List.of(new Range(0, size, 0)));
    return gather();
  }

  /// Words that agree in the digits before `known`.
  private record Range(int from, int to, int known) {}

  /// Puts words in order by their digits: 24 bytes, those of the count, inverted, and of the two
  /// keys. They go by the first digit in which any two differ, in place, and so does what each of
  /// its values has. Many of one value may go to another thread.
  private void sort(List<Range> ranges) {
    ranges.parallelStream()
        .forEach(range -> {
          List<Range> apart = new ArrayList<>();
          sort(range.from, range.to, range.known, apart);
          sort(apart);
        });
  }

  private void sort(int start, int end, int known, List<Range> apart) {
    int digit = end - start < FEW ? DIGITS : firstDifference(start, end, known);
    if (digit == DIGITS) { // few, or long words with equal beginnings
      Arrays.quickSort(start, end, this::compare, this::swap);
      return;
    }
    int[] ends = new int[256];
    for (int i = start; i < end; i++) {
      ends[digit(i, digit)]++;
    }
    int[] next = new int[256];
    int at = start;
    for (int value = 0; value < 256; value++) {
      next[value] = at;
      at += ends[value];
      ends[value] = at;
    }
    for (int value = 0; value < 256; value++) {
      while (next[value] < ends[value]) {
        int found = digit(next[value], digit);
        if (found == value) {
          next[value]++;
        } else {
          swap(next[value], next[found]++);
        }
      }
    }
    for (int value = 0, low = start; value < 256; low = ends[value++]) {
      if (ends[value] - low > MANY) {
        apart.add(new Range(low, ends[value], digit + 1));
      } else if (ends[value] - low > 1) {
        sort(low, ends[value], digit + 1, apart);
      }
    }
  }

  /// The first digit in which two of these words differ; they agree in those before `known`.
  private int firstDifference(int start, int end, int known) {
    long inCount = 0;
    long inFirst = 0;
    long inSecond = 0;
    for (int i = start + 1; i < end; i++) {
      inCount |= counts[i] ^ counts[start];
      inFirst |= first[i] ^ first[start];
      inSecond |= second[i] ^ second[start];
    }
    int found = Long.numberOfLeadingZeros(inCount) / Byte.SIZE;
    if (found == Long.BYTES) {
      found += Long.numberOfLeadingZeros(inFirst) / Byte.SIZE;
    }
    if (found == 2 * Long.BYTES) {
      found += Long.numberOfLeadingZeros(inSecond) / Byte.SIZE;
    }
    return Math.max(found, known);
  }

  private int digit(int word, int digit) {
    long digits = digit < 8 ? ~counts[word] : digit < 16 ? first[word] : second[word];
    return (int) (digits >>> (56 - Byte.SIZE * (digit & 7))) & 0xFF;
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
