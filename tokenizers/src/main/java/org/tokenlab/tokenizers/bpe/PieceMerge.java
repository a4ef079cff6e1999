package org.tokenlab.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.Merger;

/// One way to the ids of a piece of bytes. One thread's.
@FunctionalInterface
interface PieceMerge {
  /// Writes the ids of the piece `utf8[from, to)`, which is not empty, to `ids` from index `at` on,
  /// and returns the index after the last. `ids` has room for an id a byte.
  int merge(byte[] utf8, int from, int to, int[] ids, int at);

  /// By merging from bytes up.
  ///
  /// @param wholeFirst where a piece is looked up before, if it must be
  static PieceMerge merging(Merger merger, int[] byteIds, @Nullable Vocabulary wholeFirst) {
    PieceMerge bytes =
        (utf8, from, to, ids, at) -> {
          int length = to - from;
          int[] symbols = merger.room(length);
          for (int i = 0; i < length; i++) {
            symbols[i] = byteIds[utf8[from + i] & 0xFF];
          }
          int left = merger.merge(length);
          System.arraycopy(symbols, 0, ids, at, left);
          merger.release();
          return at + left;
        };
    return wholeFirst == null ? bytes : lookingUp(wholeFirst, bytes);
  }

  /// Looks a piece up whole before.
  static PieceMerge lookingUp(Vocabulary vocabulary, PieceMerge otherwise) {
    return (utf8, from, to, ids, at) -> {
      int id = vocabulary.id(utf8, from, to);
      if (id < 0) {
        return otherwise.merge(utf8, from, to, ids, at);
      }
      ids[at] = id;
      return at + 1;
    };
  }
}
