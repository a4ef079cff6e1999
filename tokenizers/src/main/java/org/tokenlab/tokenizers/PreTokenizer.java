package org.tokenlab.tokenizers;

/// Splits text into pieces; no token crosses a piece's end.
///
/// In general it may also drop text between pieces (white space) and rewrite it (a space becomes
/// `▁`). One that only cuts is a [Splitter], and runs faster. Immutable and thread-safe.
public interface PreTokenizer {
  /// Makes finer pieces, and rewrites their text, in place. Each piece is treated for itself, as if
  /// it were the whole text, but for rules that ask where in the source it stands.
  void apply(Pieces pieces);

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
