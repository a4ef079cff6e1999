package org.tokenlab.training;

import it.unimi.dsi.fastutil.Arrays;

/// Entries of a [WordTable], in its own array: two keys and a count each, a second key of 0 where
/// there is none.
final class TableEntries {
  private TableEntries() {}

  /// Moves all entries to the front, and returns how many there are.
  static int pack(long[] entries) {
    int words = 0;
    for (int at = 0; at < entries.length; at += WordTable.ENTRY) {
      if (entries[at + 1] != 0) {
        System.arraycopy(entries, at, entries, words * WordTable.ENTRY, WordTable.ENTRY);
        words++;
      }
    }
    return words;
  }

  /// Puts the first entries in the order of their keys, which is that of the words' bytes
  /// (unsigned).
  static void sort(long[] entries, int words) {
    Arrays.quickSort(
        0,
        words,
        (a, b) -> {
          int first =
              Long.compareUnsigned(entries[a * WordTable.ENTRY], entries[b * WordTable.ENTRY]);
          return first != 0
              ? first
              : Long.compareUnsigned(
                  entries[a * WordTable.ENTRY + 1], entries[b * WordTable.ENTRY + 1]);
        },
        (a, b) -> {
          for (int i = 0; i < WordTable.ENTRY; i++) {
            long moved = entries[a * WordTable.ENTRY + i];
            entries[a * WordTable.ENTRY + i] = entries[b * WordTable.ENTRY + i];
            entries[b * WordTable.ENTRY + i] = moved;
          }
        });
  }
}
