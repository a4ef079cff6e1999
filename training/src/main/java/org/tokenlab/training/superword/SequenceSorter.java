package org.tokenlab.training.superword;

import it.unimi.dsi.fastutil.Arrays;

/// Puts the sequences of a [SequenceTable] in order: most frequent first, equally frequent ones
/// lexicographically.
///
/// What is compared is what is moved: counts and the first two values of each sequence lie in
/// arrays that are sorted together, so that a pass of the sort reads memory in order, and a
/// sequence itself is looked at in ties only.
final class SequenceSorter {
  private final SequenceTable table;
  private final long[] counts;
  private final long[] beginnings;
  private final int[] order;

  SequenceSorter(SequenceTable table) {
    this.table = table;
    int size = table.size();
    counts = new long[size];
    beginnings = new long[size];
    order = new int[size];
    for (int s = 0; s < size; s++) {
      int start = table.start(s);
      boolean isLong = table.end(s) - start > 1;
      counts[s] = table.count(s);
      beginnings[s] =
          (long) table.arena()[start] << 32 | (isLong ? table.arena()[start + 1] + 1 : 0);
      order[s] = s;
    }
  }

  /// The sequences' numbers, in order.
  int[] sorted() {
    Arrays.parallelQuickSort(0, order.length, this::compare, this::swap);
    return order;
  }

  private int compare(int a, int b) {
    if (counts[a] != counts[b]) {
      return counts[a] > counts[b] ? -1 : 1;
    }
    return beginnings[a] != beginnings[b]
        ? Long.compare(beginnings[a], beginnings[b])
        : java.util.Arrays.compare(
            table.arena(),
            table.start(order[a]),
            table.end(order[a]),
            table.arena(),
            table.start(order[b]),
            table.end(order[b]));
  }

  private void swap(int a, int b) {
    long c = counts[a];
    counts[a] = counts[b];
    counts[b] = c;
    long v = beginnings[a];
    beginnings[a] = beginnings[b];
    beginnings[b] = v;
    int o = order[a];
    order[a] = order[b];
    order[b] = o;
  }
}
