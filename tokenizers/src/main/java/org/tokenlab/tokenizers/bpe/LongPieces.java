package org.tokenlab.tokenizers.bpe;

import org.jspecify.annotations.Nullable;

/// Says how one thread encodes pieces that are too long to be remembered.
@FunctionalInterface
interface LongPieces {
  /// The way of all long pieces that are merged as one.
  LongPieces MERGED = (words, utf8, start, end) -> null;

  /// What encodes the piece `utf8[start, end)` phrase by phrase; null where it must be merged as
  /// one.
  ///
  /// @param words the encoder of pieces that asks
  @Nullable PhraseEncoder phrases(BpeEncoder words, byte[] utf8, int start, int end);
}
