package org.tokenlab.analysis.metrics;

import java.util.Arrays;

/// Tokens (or units of length) of every aligned item of one language, some items perhaps missing.
///
/// Item `i` of one language says the same as item `i` of any other language of the same corpus.
/// Immutable and thread-safe.
public final class ItemCounts {
  /// Marks an item that the language does not have.
  public static final int MISSING = -1;

  private final int[] counts;

  private ItemCounts(int[] counts) {
    this.counts = counts;
  }

  /// Counts by item; [#MISSING] where there is none. The array is copied.
  ///
  /// @throws IllegalArgumentException for a count below −1
  public static ItemCounts of(int... counts) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < MISSING) {
        throw new IllegalArgumentException(
            "a count is >= 0, or -1 for a missing item; item " + i + " has " + counts[i]);
      }
    }
    return new ItemCounts(counts.clone());
  }

  /// Number of items of the corpus, the missing ones included.
  public int size() {
    return counts.length;
  }

  /// Number of items that the language has.
  public int present() {
    return (int) Arrays.stream(counts).filter(c -> c != MISSING).count();
  }

  /// Whether the language has item `index`.
  public boolean has(int index) {
    return counts[index] != MISSING;
  }

  /// The count of item `index`, [#MISSING] if there is none.
  public int get(int index) {
    return counts[index];
  }

  /// Sum over the items that the language has.
  public long total() {
    long total = 0;
    for (int count : counts) {
      total += Math.max(count, 0);
    }
    return total;
  }

  /// Sums over the items that both languages have.
  ///
  /// @throws IllegalArgumentException if the two are not of one corpus (different sizes)
  public Shared sharedWith(ItemCounts reference) {
    if (counts.length != reference.counts.length) {
      throw new IllegalArgumentException(
          "aligned items wanted: one side has "
              + counts.length
              + " items, the other "
              + reference.counts.length);
    }
    long mine = 0;
    long theirs = 0;
    int items = 0;
    for (int i = 0; i < counts.length; i++) {
      if (has(i) && reference.has(i)) {
        mine += counts[i];
        theirs += reference.counts[i];
        items++;
      }
    }
    return new Shared(mine, theirs, items);
  }

  /// Sums over shared items.
  ///
  /// @param count of the language
  /// @param reference of the reference language
  /// @param items how many items both have
  public record Shared(long count, long reference, int items) {}
}
