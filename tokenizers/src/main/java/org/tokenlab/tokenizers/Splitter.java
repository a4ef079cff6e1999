package org.tokenlab.tokenizers;

import java.util.Optional;

/// A [PreTokenizer] that only cuts: its pieces, one after the other, are the text.
///
/// Pieces are given by their ends, written in batches to a reused array, so that a scanner can find
/// many at once and a model can work on many at once. Immutable and thread-safe.
public interface Splitter extends PreTokenizer {
  /// Finds the next pieces of the well-formed UTF-8 in `utf8[from, to)`.
  ///
  /// The first piece starts at `from`, each other one where the previous ended: pieces are never
  /// empty and together cover the text. Writes at most `ends.length` ends and returns how many. To
  /// go on, call again with `from` set to the last end written, until that is `to`.
  ///
  /// Returns 0 before `to` if it can stop nowhere so early: then call again with a longer array. A
  /// sequence of splitters needs room for all that becomes of one piece of its first.
  ///
  /// @param from byte offset where a piece starts
  /// @param to byte offset where the text ends, for rules that look ahead; exclusive
  /// @param ends receives byte offsets, ascending, exclusive
  int split(byte[] utf8, int from, int to, int[] ends);

  @Override
  default Optional<Splitter> splitter() {
    return Optional.of(this);
  }

  @Override
  default void apply(Pieces pieces) {
    pieces.split(this);
  }
}
