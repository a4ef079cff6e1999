package org.tokenlab.tokenizers.internal.lattice;

/// Takes the pieces of a path, from left to right.
public interface PieceOutput {
  /// The next piece is `[start, end)`.
  ///
  /// @param id its id, or [PieceScores#UNKNOWN] for one character that is no piece
  void piece(int start, int end, int id);
}
