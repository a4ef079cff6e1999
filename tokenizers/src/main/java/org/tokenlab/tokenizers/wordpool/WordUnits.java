package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.IntSink;

/// What words are made of: bytes, characters, or the tokens of any byte-exact tokenizer.
///
/// Units are ids from 0 to [#size] − 1. The bytes of a word's units, one after the other, are the
/// word, whatever the word. Immutable and thread-safe.
public sealed interface WordUnits permits ByteUnits, CharacterUnits, TokenUnits {
  /// Number of units.
  int size();

  /// Appends the units of the word `utf8[from, to)`, which may be ill-formed UTF-8.
  void append(byte[] utf8, int from, int to, IntSink units);

  /// The bytes of a unit; a copy.
  ///
  /// @throws IllegalArgumentException if there is no such unit
  byte[] bytes(int unit);

  /// Number of bytes of a unit.
  int length(int unit);

  /// What they are, for tables: `bytes`, `characters`, `tokens`.
  String kind();

  /// The 256 bytes.
  static WordUnits bytes() {
    return ByteUnits.INSTANCE;
  }
}
