package org.tokenlab.tokenizers;

import java.util.Optional;

/// Splits text into pieces; no token crosses a piece's end.
///
/// In general it may also drop text between pieces (white space) and rewrite it (a space becomes
/// `▁`). One that only cuts is a [Splitter], and runs faster. Immutable and thread-safe.
public interface PreTokenizer {
  /// Makes finer pieces, and rewrites their text, in place. Each piece is treated for itself, as if
  /// it were the whole text, but for rules that ask where in the source it stands.
  void apply(Pieces pieces);

  /// The same as a [Splitter] if, as it was made, it only cuts: then text can go straight through
  /// it. Ask once and keep the answer; it may hold what was compiled for it. It says the same as
  /// this one of [#cutsBetween], [#keepsApart] and [#image].
  default Optional<Splitter> splitter() {
    return Optional.empty();
  }

  /// The cuts as a [Splitter] if, as it was made, it only cuts and then [#drops] some pieces. Ask
  /// once and keep the answer.
  default Optional<Splitter> cutter() {
    return splitter();
  }

  /// Whether the piece `utf8[start, end)`, which the [#cutter] made, is dropped. No is the default.
  default boolean drops(byte[] utf8, int start, int end) {
    return false;
  }

  /// Whether a piece always ends between `left` and `right` where these two characters stand side
  /// by side, and the pieces on either side are the same when the text is cut there. Says no if in
  /// doubt; no is the default.
  ///
  /// @param left a code point of normalized text
  /// @param right the code point after it
  default boolean cutsBetween(int left, int right) {
    return false;
  }

  /// Whether pieces and their text on either side are as they would be without the other side,
  /// where these two characters stand side by side, but that one piece may hold both.
  /// [#cutsBetween] implies it.
  default boolean keepsApart(int left, int right) {
    return cutsBetween(left, right);
  }

  /// The one code point that `codePoint` becomes, or −1 if it becomes none or several. Asked only
  /// beside a place where [#keepsApart] holds. By default it stays.
  default int image(int codePoint) {
    return codePoint;
  }

  /// The whole text as one piece.
  static Splitter none() {
    return None.INSTANCE;
  }

  /// The one pre-tokenizer that does nothing, so that it can be recognised.
  enum None implements Splitter {
    /// It.
    INSTANCE;

    @Override
    public int split(byte[] utf8, int from, int to, int[] ends) {
      if (from == to) {
        return 0;
      }
      ends[0] = to;
      return 1;
    }

    @Override
    public boolean keepsApart(int left, int right) {
      return true;
    }
  }
}
