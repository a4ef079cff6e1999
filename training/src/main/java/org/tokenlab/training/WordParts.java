package org.tokenlab.training;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/// The words of the tables of several threads, in parts, for several threads to see them: neither
/// put in order nor in one place.
///
/// Short words whose hashes begin alike are a part, added up. Long ones (more than
/// [WordTable#INLINE] bytes) are seen once for each table that they are in.
final class WordParts {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int PER_PART = 1 << 12;

  private final List<WordTable> tables;
  private final int bits;
  private final int perPart; // short words, about

  WordParts(List<WordTable> tables) {
    this.tables = List.copyOf(tables);
    long words = tables.stream().mapToLong(t -> t.size() - t.longWords().size()).sum();
    int smallest = tables.stream().mapToInt(WordTable::hashBits).min().orElseThrow();
    bits = Math.min(smallest, Long.SIZE - Long.numberOfLeadingZeros(words / PER_PART));
    perPart = Math.toIntExact(words >> bits);
  }

  /// How many parts there are.
  int count() {
    return tables.stream().mapToInt(WordParts::longParts).reduce(1 << bits, Math::addExact);
  }

  private static int longParts(WordTable table) {
    return (table.longWords().size() + PER_PART - 1) / PER_PART;
  }

  /// One thread's way to see words.
  final class Reader {
    private final WordTable sums = new WordTable(perPart, bits);
    private final byte[] word = new byte[16];
    private final WordCounter counter;

    /// @param counter takes each word for a text
    Reader(WordCounter counter) {
      this.counter = counter;
    }

    WordCounter counter() {
      return counter;
    }

    void read(int part) {
      if (part < 1 << bits) {
        readShort(part);
        return;
      }
      int number = part - (1 << bits);
      int table = 0;
      while (number >= longParts(tables.get(table))) {
        number -= longParts(tables.get(table++));
      }
      readLong(tables.get(table).longWords(), number * PER_PART);
    }

    private void readShort(int part) {
      if (tables.size() == 1) {
        tables.getFirst().forEachOf(part, bits, this::show);
        return;
      }
      for (WordTable table : tables) {
        table.forEachOf(part, bits, sums::addKey);
      }
      sums.forEach(1, this::show);
      sums.clear();
    }

    private void show(long first, long second, long count) {
      LONGS.set(word, 0, first);
      LONGS.set(word, 8, second);
      counter.count(word, 0, word[WordTable.INLINE], count);
    }

    private void readLong(LongWords words, int from) {
      for (int w = from; w < Math.min(from + PER_PART, words.size()); w++) {
        int start = words.start(w);
        counter.count(words.arena(), start, start + words.length(w), words.count(w));
      }
    }
  }
}
