package org.tokenlab.tokenizers.internal.lattice;

import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// What a lattice is made of: pieces with scores, and the score of a character that is no piece.
public final class PieceScores {
  /// The id that stands for a character that is no piece.
  public static final int UNKNOWN = -1;

  private final ByteTrie trie;
  private final double[] scores;
  private final double unknownScore;
  private final boolean hasUnknown;
  private final boolean singlePrecision;

  /// The scores of one model.
  ///
  /// @param trie the pieces that may be used; ids index `scores`
  /// @param scores natural logarithms by id; floats in disguise where `singlePrecision`; not copied
  /// @param unknownScore score of a character that is no piece of its own
  /// @param hasUnknown whether such a character can be encoded at all
  /// @param singlePrecision sums are rounded to `float` after each addition, as SentencePiece's
  ///   are. (A double holds the sum of two floats so well that rounding it once more gives the
  ///   float sum.)
  public PieceScores(
      ByteTrie trie,
      double[] scores,
      double unknownScore,
      boolean hasUnknown,
      boolean singlePrecision) {
    this.trie = trie;
    this.scores = scores;
    this.unknownScore = unknownScore;
    this.hasUnknown = hasUnknown;
    this.singlePrecision = singlePrecision;
  }

  /// The pieces that may be used.
  public ByteTrie trie() {
    return trie;
  }

  /// Natural logarithms by id; not a copy.
  public double[] scores() {
    return scores;
  }

  /// Score of a character that is no piece of its own.
  public double unknownScore() {
    return unknownScore;
  }

  /// Whether a character that is no piece can be encoded.
  public boolean hasUnknown() {
    return hasUnknown;
  }

  /// Whether sums are rounded to `float` after each addition.
  public boolean singlePrecision() {
    return singlePrecision;
  }

  /// The greatest size of the score of anything that a path may hold. O(pieces).
  public double largestStep() {
    double largest = Math.abs(unknownScore);
    for (double score : scores) {
      largest = Math.max(largest, Math.abs(score));
    }
    return largest;
  }

  /// The sum as this model keeps it.
  double add(double a, double b) {
    double sum = a + b;
    return singlePrecision ? (float) sum : sum;
  }

  /// Says that `utf8[at, …)` begins with a character for which there is neither piece nor unknown
  /// token.
  IllegalStateException noPiece(byte[] utf8, int at, int end) {
    return new IllegalStateException(
        String.format(
            "no piece holds U+%04X (byte %,d of the piece to encode), which needs the unknown token,"
                + " and the model names none; give it an unk_id",
            org.tokenlab.tokenizers.Utf8.codePointAt(utf8, at, end), at));
  }
}
