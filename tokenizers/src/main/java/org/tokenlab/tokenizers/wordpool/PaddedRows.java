package org.tokenlab.tokenizers.wordpool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Rows of a [WordBatch] as a matrix: W rows, C columns, the rest of each row filled with 0. (0 is
/// a unit, too: the lengths say what counts.) Not to be changed.
///
/// @param rows the batch's row that each row of the matrix is
/// @param lengths number of units of each row
/// @param width C, the longest row's number of units
/// @param units W×C, by rows
@SuppressWarnings("ArrayRecordComponent") // plain arrays that kernels and engines read
public record PaddedRows(int[] rows, int[] lengths, int width, int[] units) {
  /// The rows `rows` of `batch`, in this order.
  static PaddedRows of(WordBatch batch, int[] rows) {
    int[] lengths = new int[rows.length];
    int width = 0;
    for (int i = 0; i < rows.length; i++) {
      lengths[i] = batch.length(rows[i]);
      width = Math.max(width, lengths[i]);
    }
    int[] units = new int[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(batch.units(), batch.rowStart(rows[i]), units, i * width, lengths[i]);
    }
    return new PaddedRows(rows, lengths, width, units);
  }

  /// Batches of rows of similar lengths: sorted by length (equal ones in their order), cut so that
  /// no matrix has more than `mostCells` cells, nor rows shorter than half its width. Every row is
  /// in exactly one.
  ///
  /// @param rows the batch's rows that are wanted
  /// @param mostCells bound of W×C; a matrix of one row may exceed it
  public static List<PaddedRows> byLength(WordBatch batch, int[] rows, int mostCells) {
    Integer[] order = new Integer[rows.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> batch.length(rows[i])));
    List<PaddedRows> matrices = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      int shortest = batch.length(rows[order[start]]);
      if (i == order.length
          || batch.length(rows[order[i]]) > 2 * shortest
          || (long) (i + 1 - start) * batch.length(rows[order[i]]) > mostCells) {
        int[] chosen = new int[i - start];
        for (int k = start; k < i; k++) {
          chosen[k - start] = rows[order[k]];
        }
        matrices.add(of(batch, chosen));
        start = i;
      }
    }
    return matrices;
  }

  /// Number of rows, W.
  public int count() {
    return rows.length;
  }

  /// W×C: whether a cell holds a unit.
  public boolean[] mask() {
    boolean[] mask = new boolean[units.length];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(mask, i * width, i * width + lengths[i], true);
    }
    return mask;
  }

  /// Share of cells that hold a unit; 1 if there are none.
  public double fill() {
    return units.length == 0
        ? 1
        : Arrays.stream(lengths).asLongStream().sum() / (double) units.length;
  }
}
