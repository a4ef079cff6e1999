package org.tokenlab.tokenizers.pretokenize;

/// Finds where pieces start in [Blocks] whose bytes are classified, for one pattern.
///
/// The blocks begin where a piece starts. Starts are right where what decides them lies in the
/// blocks; [Scanner] drops those that what follows could change. Stateless.
interface PieceStarts {
  /// Sets [Blocks#starts].
  ///
  /// @param scanner the pattern's, for what arithmetic can't tell
  void find(Scanner scanner, Blocks blocks);

  /// Makes pieces start at the characters of several bytes whose last bytes these are.
  static void startCharacters(Blocks blocks, int block, long lastBytes) {
    for (long rest = lastBytes; rest != 0; rest &= rest - 1) {
      int position = (block << 6) + Long.numberOfTrailingZeros(rest);
      while (position > 0 && (blocks.utf8[blocks.base + position] & 0xC0) == 0x80) {
        position--;
      }
      blocks.start(position);
    }
  }
}
