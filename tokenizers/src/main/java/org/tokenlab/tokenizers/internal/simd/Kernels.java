package org.tokenlab.tokenizers.internal.simd;

/// The inner loops that have a vector form. Implementations give the same results on every input.
///
/// [#best] is the one to use; [Simd] says how it was chosen. Implementations are stateless and
/// thread-safe.
public interface Kernels {
  /// Number of code points of the well-formed UTF-8 in `utf8[from, to)`: of bytes that don't
  /// continue a character.
  int codePoints(byte[] utf8, int from, int to);

  /// Number of UTF-16 units of the well-formed UTF-8 in `utf8[from, to)`.
  int utf16Units(byte[] utf8, int from, int to);

  /// Index of the smallest of `values[0, length)`, the leftmost where several are smallest.
  /// `length` is at least 1.
  int indexOfMin(int[] values, int length);

  /// Classifies the bytes of whole blocks of 64, `utf8[from, from + 64 * blocks)`, which must lie
  /// in the array: [ByteMasks#STRIDE] places for each block, from `masks[0]` on, in the order of
  /// [ByteMasks].
  ///
  /// @param cased whether [ByteMasks#UPPER] and [ByteMasks#SLASH] are written
  void byteMasks(byte[] utf8, int from, int blocks, boolean cased, long[] masks);

  /// Writes the ASCII characters that `chars[from, to)` starts with to `out` from index `at` on,
  /// and returns how many they are. Up to `to - from` bytes from `at` on may be written.
  int narrowAscii(char[] chars, int from, int to, byte[] out, int at);

  /// Index of the first byte of `utf8[from, to)` that `bytes` holds; `to` if there is none.
  int firstOf(ByteRanges bytes, byte[] utf8, int from, int to);

  /// Where the class of bytes gets higher, in whole blocks of 64, `utf8[from, from + 64 * blocks)`,
  /// which must lie in the array, as must the byte before: from letters (ASCII letters and digits,
  /// and all bytes beyond ASCII) to other bytes, or from either to the space. Writes a mask a
  /// block, from `masks[0]` on; bit i of a block tells of its byte i and the one before.
  void wordStarts(byte[] utf8, int from, int blocks, long[] masks);

  /// Selects those of `indices[from, to)` where `values[index + offset]` is `wanted`: writes them,
  /// in their order, to `selected` from 0 on, and returns how many they are. `selected` has room
  /// for all, of which each may be written; it may be `indices` itself if `from` is 0.
  int select(int[] values, int offset, int wanted, int[] indices, int from, int to, int[] selected);

  /// Writes `values[index + offset]` for each of `indices[0, count)` to `gathered`, which is
  /// another array.
  void gather(int[] values, int offset, int[] indices, int count, int[] gathered);

  /// "scalar", or "vector, 512 bits" and the like.
  String name();

  /// The kernels chosen for this process.
  static Kernels best() {
    return Simd.KERNELS;
  }
}
