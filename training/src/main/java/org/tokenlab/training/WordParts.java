package org.tokenlab.training;

import java.util.List;

/// The words of the tables of several threads as texts that a [WordCounter] counts, in parts, for
/// several threads: neither put in order nor in one place.
///
/// Short words are added up. Long ones (more than [WordTable#INLINE] bytes) are counted once for
/// each table that they are in.
final class WordParts {
  private static final int LONG_WORDS = 1 << 12; // a part

  private final WordTables tables;

  WordParts(List<WordTable> tables) {
    this.tables = new WordTables(tables);
  }

  /// How many parts there are.
  int count() {
    return tables.all().stream()
        .mapToInt(WordParts::longParts)
        .reduce(tables.parts(), Math::addExact);
  }

  private static int longParts(WordTable table) {
    return (table.longWords().size() + LONG_WORDS - 1) / LONG_WORDS;
  }

  /// One thread's way to count words.
  final class Reader {
    private final WordTable sums = tables.newSums();
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
      if (part < tables.parts()) {
        tables.forEachOf(part, sums, this::readShort);
        return;
      }
      int number = part - tables.parts();
      for (WordTable table : tables.all()) {
        int parts = longParts(table);
        if (number < parts) {
          readLong(table.longWords(), number * LONG_WORDS);
          return;
        }
        number -= parts;
      }
    }

    private void readShort(long first, long second, long count) {
      counter.count(word, 0, WordTable.spell(first, second, word), count);
    }

    private void readLong(LongWords words, int from) {
      for (int w = from; w < Math.min(from + LONG_WORDS, words.size()); w++) {
        int start = words.start(w);
        counter.count(words.arena(), start, start + words.length(w), words.count(w));
      }
    }
  }
}
