package org.tokenlab.tokenizers.bpe;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.internal.simd.Kernels;

/// Merges a short piece by scanning for the lowest rank again and again: O(n²), but n is small and
/// the arrays are dense.
///
/// `rank[i]` is the rank of the pair `(symbol[i], symbol[i + 1])`, kept up to date, so that a merge
/// costs one scan, one shift and two look-ups.
final class ScanMerger {
  // The vectorised minimum pays from about here; below it the call costs more than it saves.
  private static final int VECTORS_FROM = 24;

  private final BpeModel model;
  private final Kernels kernels = Kernels.best();
  private final int[] symbol;
  private final int[] rank;

  ScanMerger(BpeModel model, int longest) {
    this.model = model;
    symbol = new int[longest];
    rank = new int[longest];
  }

  /// Appends the ids of the piece `utf8[start, end)`, which is no longer than this merger's
  /// longest.
  void merge(byte[] utf8, int start, int end, IntSink ids) {
    int length = end - start;
    for (int i = 0; i < length; i++) {
      symbol[i] = model.byteId(utf8[start + i]);
    }
    for (int i = 0; i + 1 < length; i++) {
      rank[i] = model.rank(symbol[i], symbol[i + 1]);
    }
    while (length > 1) {
      int at = indexOfMin(length - 1);
      if (rank[at] == PairRanks.NONE) {
        break;
      }
      symbol[at] = model.merged(rank[at]);
      length--;
      System.arraycopy(symbol, at + 2, symbol, at + 1, length - at - 1);
      System.arraycopy(rank, at + 1, rank, at, length - at - 1);
      if (at + 1 < length) {
        rank[at] = model.rank(symbol[at], symbol[at + 1]);
      }
      if (at > 0) {
        rank[at - 1] = model.rank(symbol[at - 1], symbol[at]);
      }
    }
    for (int i = 0; i < length; i++) {
      ids.add(symbol[i]);
    }
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
