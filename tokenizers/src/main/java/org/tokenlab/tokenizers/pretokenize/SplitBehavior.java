package org.tokenlab.tokenizers.pretokenize;

/// What becomes of a match that text is split at; HF's `SplitDelimiterBehavior`.
public enum SplitBehavior {
  /// It is dropped.
  REMOVED,
  /// It is a piece of its own.
  ISOLATED,
  /// It ends the piece before it.
  MERGED_WITH_PREVIOUS,
  /// It begins the piece after it.
  MERGED_WITH_NEXT,
  /// Matches side by side make one piece.
  CONTIGUOUS,
}
