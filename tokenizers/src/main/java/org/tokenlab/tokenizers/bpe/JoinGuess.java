package org.tokenlab.tokenizers.bpe;

/// A guess whether a token goes over the place before a word. Never decides ids, see
/// [PhraseEncoder].
interface JoinGuess {
  /// Whether a token is likely to go over the place before `utf8[at]`, which lies in the array.
  boolean joins(byte[] utf8, int at);

  /// A token went over the place, where that was not guessed or could not be heeded.
  void joined(byte[] utf8, int at);
}
