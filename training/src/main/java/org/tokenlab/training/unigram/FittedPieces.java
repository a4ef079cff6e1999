package org.tokenlab.training.unigram;

/// What fitting leaves: pieces and their scores, of which the vocabulary is made.
final class FittedPieces {
  private final PieceList list;
  private final int[] numbers;
  private final float[] scores;
  private final float lowest;

  FittedPieces(PieceList list, int[] numbers, float[] scores, float lowest) {
    this.list = list;
    this.numbers = numbers;
    this.scores = scores;
    this.lowest = lowest;
  }

  /// All pieces that there ever were.
  PieceList list() {
    return list;
  }

  /// The pieces that are left, as numbers in the list.
  int[] numbers() {
    return numbers;
  }

  /// Natural logarithms of probabilities, by number in the list.
  float[] scores() {
    return scores;
  }

  /// The lowest score of the pieces that are left.
  float lowest() {
    return lowest;
  }
}
