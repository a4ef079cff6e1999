package org.tokenlab.tokenizers.internal.simd;

/// The order of the masks that [Kernels#byteMasks] and [Kernels#caseMasks] write.
///
/// A block is 64 bytes of text. Each mask of it is one `long`, whose bit `i` tells of the block's
/// byte `i`; the masks of a block lie side by side. All but [#HIGH] and [#CONTINUATION] tell of
/// ASCII only.
public final class ByteMasks {
  /// Bytes in a block.
  public static final int BLOCK = 64;

  /// Masks per block in [Kernels#byteMasks].
  public static final int STRIDE = 8;

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

  /// Masks per block in [Kernels#caseMasks].
  public static final int CASE_STRIDE = 4;

  /// `A` to `Z`.
  public static final int UPPER = 0;

  /// The slash. Of the two other masks nothing is written.
  public static final int SLASH = 1;

  private ByteMasks() {}
}
