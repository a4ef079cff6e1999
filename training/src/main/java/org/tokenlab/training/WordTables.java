package org.tokenlab.training;

import java.util.List;

/// The tables of several threads, one or more, and what they hold together, part by part, so that
/// several threads can go through it: a part is the words of up to [WordTable#INLINE] bytes whose
/// hashes begin alike, few enough to be added up in a table that fits the cache.
final class WordTables {
  private static final int PER_PART = 1 << 14;

  private List<WordTable> tables;
  private final long words;
  private final int bits;

  WordTables(List<WordTable> tables) {
    this.tables = List.copyOf(tables);
    words = tables.stream().mapToLong(WordTable::size).sum();
    int smallest = tables.stream().mapToInt(WordTable::hashBits).min().orElseThrow();
    bits = Math.min(smallest, log2(words / PER_PART));
  }

  static int log2(long number) {
    return number == 0 ? 0 : 63 - Long.numberOfLeadingZeros(number);
  }

  List<WordTable> all() {
    return tables;
  }

  /// Words of all tables, a word as often as there are tables that hold it.
  long words() {
    return words;
  }

  int parts() {
    return 1 << bits;
  }

  /// An empty table for [#forEachOf], one a thread.
  WordTable newSums() {
    return new WordTable(Math.toIntExact(words >> bits), bits);
  }

  /// Shows the words of a part, each once, with the sum of its counts.
  ///
  /// @param sums is empty, and will be
  void forEachOf(int part, WordTable sums, WordTable.EntryVisitor visitor) {
    if (tables.size() == 1) {
      tables.getFirst().forEachOf(part, bits, visitor);
      return;
    }
    for (WordTable table : tables) {
      table.forEachOf(part, bits, sums::addKey);
    }
    sums.forEach(1, visitor);
    sums.clear();
  }

  /// Lets go of the tables, which are not to be asked for after that.
  void clear() {
    tables = List.of();
  }
}
