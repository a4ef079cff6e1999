package org.tokenlab.tokenizers;

/// Splits text into pieces; no token crosses a piece's end.
///
/// In general it may also drop text between pieces (white space) and rewrite it (a space becomes
/// `▁`). One that only cuts is a [Splitter], and runs faster. Immutable and thread-safe.
public interface PreTokenizer {
  /// Makes finer pieces, and rewrites their text, in place. Each piece is treated for itself, as if
  /// it were the whole text, but for rules that ask where in the source it stands.
  void apply(Pieces pieces);

  /// Whether a piece always ends between `left` and `right` where these two characters stand side
  /// by side, and the pieces on either side are the same when the text is cut there. Says no if in
  /// doubt; no is the default.
  ///
  /// @param left a code point of normalized text
  /// @param right the code point after it
  default boolean cutsBetween(int left, int right) {
    return false;
  }

  /// The whole text as one piece.
  static Splitter none() {
    return (utf8, from, to, ends) -> {
      if (from == to) {
        return 0;
      }
      ends[0] = to;
      return 1;
    };
  }
}
