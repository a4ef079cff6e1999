package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;

/// How well a model predicted the rows of a text. Not to be changed.
///
/// @param batch the rows
/// @param bits surprise at each row: −log₂ of its probability, its end included
/// @param right whether each row is what the model would have said, unit by unit, its end included
@SuppressWarnings("ArrayRecordComponent") // one entry a row
public record WordPoolScores(WordBatch batch, double[] bits, boolean[] right) {
  /// Bits per byte of the text; 0 for an empty one.
  public double bitsPerByte() {
    int bytes = batch.words().to() - batch.words().from();
    return bytes == 0 ? 0 : Arrays.stream(bits).sum() / bytes;
  }

  /// Whether all rows of a word are right.
  ///
  /// @param firstRow the word's first row
  public boolean isWordRight(int firstRow) {
    boolean all = right[firstRow];
    for (int row = firstRow; all && batch.continues(row); row++) {
      all = right[row + 1];
    }
    return all;
  }
}
