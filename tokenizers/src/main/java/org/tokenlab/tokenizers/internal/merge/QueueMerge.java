package org.tokenlab.tokenizers.internal.merge;

import org.jspecify.annotations.Nullable;

/// Merges a piece in O(n log n): a heap of places to merge at, and the symbols as a doubly linked
/// list.
///
/// Entries are not removed when they go stale; [MergeTable#isCurrent] tells.
final class QueueMerge {
  private static final int KEPT = 1 << 14;

  private final MergeTable table;
  private final @Nullable MergeDropout dropout;
  private final Merger.@Nullable LookUps lookUps;
  private final MergeHeap heap = new MergeHeap();
  private int[] symbol = new int[0]; // −1 where merged away
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private int length;

  /// @param dropout which merges to leave out; null for none
  /// @param lookUps told of each pair that the queue takes up, in the peers' order
  QueueMerge(MergeTable table, @Nullable MergeDropout dropout, Merger.@Nullable LookUps lookUps) {
    this.table = table;
    this.dropout = dropout;
    this.lookUps = lookUps;
  }

  /// Merges `symbols[0, count)` in place and returns how many symbols are left.
  ///
  /// @param origin moved along with the symbols, if given
  int merge(int[] symbols, int @Nullable [] origin, int count) {
    symbol = symbols;
    length = count;
    if (next.length < count) {
      next = new int[symbols.length];
      previous = new int[symbols.length];
    }
    for (int i = 0; i < count; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    // Each merge takes one entry out and puts two in at most, and there are fewer merges than
    // symbols.
    heap.clear((int) Math.min(2L * count, Integer.MAX_VALUE - 8));
    for (int i = 0; i + 1 < count; i++) {
      int rank = table.rank(symbol[i], symbol[i + 1]);
      if (rank != PairRanks.NONE) {
        tell(i, i + 1, rank);
        heap.append(table.priority(rank), i);
      }
    }
    heap.order();
    if (dropout == null) {
      while (!heap.isEmpty()) {
        joinIfCurrent(heap.pop());
      }
    } else {
      dropout.run(this, heap);
    }
    return compact(origin);
  }

  private int compact(int @Nullable [] origin) {
    int left = 0;
    for (int i = 0; i < length; i = next[i]) {
      symbol[left] = symbol[i];
      if (origin != null) {
        origin[left] = origin[i];
      }
      left++;
    }
    if (next.length > KEPT) {
      next = previous = new int[0];
      heap.release();
    }
    return left;
  }

  void joinIfCurrent(long entry) {
    int rank = currentRank(entry);
    if (rank != PairRanks.NONE) {
      join((int) entry, rank);
    }
  }

  /// The rank of the pair at the entry's place, or [PairRanks#NONE] if the entry is stale.
  int currentRank(long entry) {
    int at = (int) entry;
    if (symbol[at] < 0 || next[at] >= length) {
      return PairRanks.NONE;
    }
    int rank = table.rank(symbol[at], symbol[next[at]]);
    return table.isCurrent(rank, (int) (entry >>> 32)) ? rank : PairRanks.NONE;
  }

  void join(int at, int rank) {
    int gone = next[at];
    symbol[at] = table.merged(rank);
    symbol[gone] = -1;
    next[at] = next[gone];
    if (next[at] < length) {
      previous[next[at]] = at;
    }
    if (previous[at] >= 0) {
      push(previous[at], at);
    }
    if (next[at] < length) {
      push(at, next[at]);
    }
  }

  private void push(int at, int right) {
    int rank = table.rank(symbol[at], symbol[right]);
    if (rank != PairRanks.NONE) {
      tell(at, right, rank);
      heap.push((long) table.priority(rank) << 32 | at);
    }
  }

  private void tell(int at, int right, int rank) {
    if (lookUps != null) {
      lookUps.found(symbol[at], symbol[right], table.merged(rank));
    }
  }
}
