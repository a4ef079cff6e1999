package org.tokenlab.training.unigram;

import java.util.Arrays;

/// All that fitting needs to go on from between two rounds.
///
/// @param pieces all that there ever were
/// @param rounds how many have been done
/// @param order the pieces that are left, as numbers; ours by rising number, SentencePiece's in its
///   own order
/// @param scores of the pieces in this order
/// @param unknown score of what is no piece, where a round has been done
@SuppressWarnings("ArrayRecordComponent") // hundreds of thousands of scores
record FittingState(PieceList pieces, int rounds, int[] order, double[] scores, double unknown) {
  /// The start.
  static FittingState of(Seeds seeds) {
    float[] logs = seeds.logProbabilities();
    int[] order = new int[logs.length];
    double[] scores = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      order[i] = i;
      scores[i] = logs[i];
    }
    return new FittingState(seeds.pieces(), 0, order, scores, Double.NaN);
  }

  /// Whether each piece is left.
  boolean[] alive() {
    boolean[] alive = new boolean[pieces.size()];
    for (int piece : order) {
      alive[piece] = true;
    }
    return alive;
  }

  /// Scores by number, minus infinity for pieces that are gone, and the unknown's last.
  double[] scoresByPiece() {
    double[] byPiece = new double[pieces.size() + 1];
    Arrays.fill(byPiece, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < order.length; i++) {
      byPiece[order[i]] = scores[i];
    }
    byPiece[pieces.size()] = unknown;
    return byPiece;
  }
}
