package org.tokenlab.tokenizers.wordpool;

/// The distinct rows of a [WordBatch], and which of them each row is. Not to be changed.
///
/// @param first the first row with each content, ascending
/// @param numberOf for each row, the index in `first` of the row with its content
@SuppressWarnings("ArrayRecordComponent") // two plain arrays that kernels read
public record DistinctRows(int[] first, int[] numberOf) {
  /// Number of distinct rows.
  public int count() {
    return first.length;
  }

  /// Copies one vector of `width` floats per distinct row to one per row.
  ///
  /// @param vectors `count() × width`, by rows
  /// @return `rows × width`
  public float[] gather(float[] vectors, int width) {
    float[] gathered = new float[Math.multiplyExact(numberOf.length, width)];
    for (int row = 0; row < numberOf.length; row++) {
      System.arraycopy(vectors, numberOf[row] * width, gathered, row * width, width);
    }
    return gathered;
  }
}
