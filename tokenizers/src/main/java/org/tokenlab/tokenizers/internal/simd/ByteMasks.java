package org.tokenlab.tokenizers.internal.simd;

/// The order of the masks that [Kernels#byteMasks] writes.
///
/// A block is 64 bytes of text. Each mask of it is one `long`, whose bit `i` tells of the block's
/// byte `i`; the masks of a block lie side by side, and the last places are the caller's.
public final class ByteMasks {
  /// Bytes in a block.
  public static final int BLOCK = 64;

  /// Places per block.
  public static final int STRIDE = 16;

  /// `A` to `Z`, `a` to `z`.
  public static final int LETTER = 0;

  /// `0` to `9`.
  public static final int DIGIT = 1;

  /// White space: U+0009 to U+000D and the space.
  public static final int SPACE = 2;

  /// Line feed and carriage return.
  public static final int NEWLINE = 3;

  /// The space, U+0020.
  public static final int BLANK = 4;

  /// The apostrophe, U+0027.
  public static final int APOSTROPHE = 5;

  /// Bytes of characters beyond ASCII.
  public static final int HIGH = 6;

  /// Bytes that continue a character, 0x80 to 0xBF.
  public static final int CONTINUATION = 7;

  /// `A` to `Z`. Written only where asked for.
  public static final int UPPER = 8;

  /// The slash. Written only where asked for.
  public static final int SLASH = 9;

  /// First bytes of characters that are letters whatever follows: 0xC4 to 0xCA (Latin), 0xD0 and
  /// 0xD1 (Cyrillic), and those of [#CASELESS_LEAD]. Written only where [#HIGH] is not 0.
  public static final int LETTER_LEAD = 10;

  /// First bytes of characters that are letters without case whatever follows: 0xE5 to 0xE9 (Han),
  /// 0xEB and 0xEC (Hangul). Written only where [#HIGH] is not 0.
  public static final int CASELESS_LEAD = 11;

  private ByteMasks() {}

  /// Where the class of bytes gets higher: from letters to others, from either to spaces.
  ///
  /// @param before the byte before the block
  /// @param space where spaces are
  /// @param letter where letters are, as [Kernels#wordStarts] has them
  static long rises(byte before, long space, long letter) {
    long afterSpace = space << 1 | (before == ' ' ? 1 : 0);
    long afterLetter = letter << 1 | (isLetter(before) ? 1 : 0);
    return (space & ~afterSpace) | (afterLetter & ~letter & ~space);
  }

  /// Whether the byte is an ASCII letter or digit, or of a character beyond ASCII.
  public static boolean isLetter(byte b) {
    return b < 0 || (b >= '0' && b <= '9') || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z');
  }

  /// Writes the positions of the bits of a block's mask, `at` for bit 0, to `positions` from index
  /// `count` on, and returns the index after the last. There must be room for [#BLOCK].
  public static int positions(long mask, int at, int[] positions, int count) {
    long rest = mask;
    int found = Long.bitCount(mask);
    // Eight at once whatever there is, as a loop ends where no processor foresees it.
    for (int i = 0; i < 8; i++) {
      positions[count + i] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    if (found > 8) {
      for (int i = 8; i < 16; i++) {
        positions[count + i] = at + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
      }
      for (int i = 16; i < found; i++) {
        positions[count + i] = at + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
      }
    }
    return count + found;
  }
}
