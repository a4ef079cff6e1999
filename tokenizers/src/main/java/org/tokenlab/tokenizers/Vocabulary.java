package org.tokenlab.tokenizers;

import java.util.Arrays;
import org.tokenlab.tokenizers.internal.vocabulary.ByteStringVocabulary;

/// Tokens and their ids: a two-way map between byte strings and `int`s.
///
/// Ids run from 0 to [#idLimit] and may have gaps. Look-ups take O(length). Immutable and
/// thread-safe.
public interface Vocabulary {
  /// What [#id] returns where there is no such token.
  int NONE = -1;

  /// Number of tokens.
  int size();

  /// One more than the largest id.
  int idLimit();

  /// The bytes of token `id`; a copy. Throws `IllegalArgumentException` if no token has this id.
  byte[] bytes(int id);

  /// Writes the bytes of token `id` at `out[at]` and returns the position after them. Throws
  /// `IllegalArgumentException` if no token has this id.
  default int copy(int id, byte[] out, int at) {
    byte[] bytes = bytes(id);
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }

  /// Whether some token has this id.
  boolean contains(int id);

  /// Number of bytes of token `id`. Throws `IllegalArgumentException` if no token has this id.
  int length(int id);

  /// The id of the token made of `utf8[from, to)`, or [#NONE].
  int id(byte[] utf8, int from, int to);

  /// The id of the token made of all of `bytes`, or [#NONE].
  default int id(byte[] bytes) {
    return id(bytes, 0, bytes.length);
  }

  /// A vocabulary whose token `id` is `tokens[id]`; an empty array marks an id that is not used.
  ///
  /// @throws IllegalArgumentException if two ids have the same bytes
  static Vocabulary of(byte[][] tokens) {
    return new ByteStringVocabulary(Arrays.copyOf(tokens, tokens.length));
  }
}
