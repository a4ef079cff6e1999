package org.tokenlab.training.unigram;

import java.util.Arrays;

/// The pieces that are left, in SentencePiece's order, and their scores.
///
/// The order matters in one place: SentencePiece's trainer leaves the number of the unknown piece
/// at 0, so all that is unknown is counted for the first piece. This imitates it.
final class FloatScores {
  private static final float UNKNOWN_PENALTY = 10;

  private final float[] byPiece; // and of the unknown, last
  private final int[] order;
  private final float lowest;

  /// @param byPiece scores by piece, of which those in `order` count
  /// @param order the pieces that are left
  FloatScores(float[] byPiece, int[] order) {
    this.byPiece = Arrays.copyOf(byPiece, byPiece.length + 1);
    this.order = order;
    float least = Float.MAX_VALUE;
    for (int piece : order) {
      least = Math.min(least, byPiece[piece]);
    }
    lowest = least;
    this.byPiece[byPiece.length] = lowest - UNKNOWN_PENALTY;
  }

  int size() {
    return order.length;
  }

  /// The piece that SentencePiece would number `i`.
  int piece(int i) {
    return order[i];
  }

  /// Score of a piece, or of the unknown.
  float of(int piece) {
    return byPiece[piece];
  }

  /// For which piece this one is counted.
  int counted(int piece) {
    return piece == numbers() ? order[0] : piece;
  }

  float lowest() {
    return lowest;
  }

  /// Number of all pieces, also of those that are gone.
  int numbers() {
    return byPiece.length - 1;
  }

  /// The pieces that are left, to make a vocabulary of.
  FittedPieces fitted(PieceList list) {
    return new FittedPieces(list, order.clone(), byPiece.clone(), lowest);
  }

  boolean[] alive() {
    boolean[] alive = new boolean[numbers()];
    for (int piece : order) {
      alive[piece] = true;
    }
    return alive;
  }
}
