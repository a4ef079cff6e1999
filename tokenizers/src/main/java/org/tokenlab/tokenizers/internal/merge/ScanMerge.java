package org.tokenlab.tokenizers.internal.merge;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.simd.Kernels;

/// Merges a short piece by scanning for the lowest rank again and again: O(n²), but n is small and
/// the arrays are dense.
///
/// `rank[i]` is the rank of the pair `(symbol[i], symbol[i + 1])`, kept up to date, so that a merge
/// costs one scan, one shift and two look-ups.
final class ScanMerge {
  // The vectorised minimum pays from about here; below it the call costs more than it saves.
  private static final int VECTORS_FROM = 24;

  private final MergeTable table;
  private final Kernels kernels = Kernels.best();
  private final int[] rank;

  ScanMerge(MergeTable table, int longest) {
    this.table = table;
    rank = new int[longest];
  }

  /// Merges `symbol[0, length)` in place and returns how many symbols are left.
  ///
  /// @param origin moved along with the symbols, if given
  int merge(int[] symbol, int @Nullable [] origin, int length) {
    int left = length;
    for (int i = 0; i + 1 < left; i++) {
      rank[i] = table.rank(symbol[i], symbol[i + 1]);
    }
    while (left > 1) {
      int at = indexOfMin(left - 1);
      if (rank[at] == PairRanks.NONE) {
        break;
      }
      symbol[at] = table.merged(rank[at]);
      left--;
      System.arraycopy(symbol, at + 2, symbol, at + 1, left - at - 1);
      System.arraycopy(rank, at + 1, rank, at, left - at - 1);
      if (origin != null) {
        System.arraycopy(origin, at + 2, origin, at + 1, left - at - 1);
      }
      if (at + 1 < left) {
        rank[at] = table.rank(symbol[at], symbol[at + 1]);
      }
      if (at > 0) {
        rank[at - 1] = table.rank(symbol[at - 1], symbol[at]);
      }
    }
    return left;
  }

  private int indexOfMin(int pairs) {
    if (pairs >= VECTORS_FROM) {
      return kernels.indexOfMin(rank, pairs);
    }
    int best = 0;
    int lowest = rank[0];
    for (int i = 1; i < pairs; i++) {
      if (rank[i] < lowest) {
        lowest = rank[i];
        best = i;
      }
    }
    return best;
  }
}
