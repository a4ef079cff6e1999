package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/// Pieces in the order in which pruning keeps them.
final class PieceRanking {
  private PieceRanking() {}

  /// The living pieces from `first` on, by falling values; of equal ones the lower number first.
  ///
  /// @param values by piece
  static int[] falling(double[] values, boolean[] alive, int first) {
    IntArrayList living = new IntArrayList();
    for (int i = first; i < alive.length; i++) {
      if (alive[i]) {
        living.add(i);
      }
    }
    int[] ranked = living.toIntArray();
    double[] rising = new double[values.length];
    for (int i : ranked) {
      rising[i] = -values[i];
    }
    DoubleArrays.radixSortIndirect(ranked, rising, /* stable= */ true);
    return ranked;
  }
}
