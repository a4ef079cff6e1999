package org.tokenlab.training.internal.sentencepiece;

/// Where `▁`, which stands for a space, may be in a piece, and where text is cut into words.
///
/// @param split whether `▁` is only at a piece's start (or end); if not, it may also be inside, but
///   not at the other end
/// @param suffix whether the end of a piece is its place, and not the start:
///   `treat_whitespace_as_suffix`
/// @param runs whether pieces may be made of `▁` alone, and words begin or end with several:
///   `allow_whitespace_only_pieces`
public record SpaceRules(boolean split, boolean suffix, boolean runs) {
  /// SentencePiece's defaults: at the start only, words begin with one.
  public static final SpaceRules DEFAULT = new SpaceRules(true, false, false);

  /// Whether a `▁` may stand there in a piece that is not made of `▁` alone.
  boolean allow(boolean atStart, boolean atEnd) {
    if (suffix) {
      return atEnd || (!split && !atStart);
    }
    return atStart || (!split && !atEnd);
  }

  /// Whether a word ends between two characters, of which `▁` is known.
  boolean cutsBetween(boolean leftIsSpace, boolean rightIsSpace) {
    return suffix ? leftIsSpace && !(runs && rightIsSpace) : rightIsSpace && !(runs && leftIsSpace);
  }
}
