package org.tokenlab.tokenizers;

/// One way to cut a text into tokens. Immutable.
public final class Segmentation {
  private final int[] ids;
  private final double score;

  /// @param ids the tokens' ids; copied
  /// @param score the model's score of it
  public Segmentation(int[] ids, double score) {
    this.ids = ids.clone();
    this.score = score;
  }

  /// The tokens' ids; a copy.
  public int[] ids() {
    return ids.clone();
  }

  /// The model's score: for Unigram the sum of its pieces' log probabilities.
  public double score() {
    return score;
  }
}
