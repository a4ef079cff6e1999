package org.tokenlab.tokenizers.pretokenize;

import java.util.Arrays;

/// Puts the classes of code points, taken in from U+0000 on, into blocks of 128. Blocks of one
/// class, as most are, are stored once: they come first, in the order of their classes from -1.
final class ClassBlocks {
  /// Code points in a block, as a power of two.
  static final int BITS = 7;

  private static final int SIZE = 1 << BITS;
  private static final int LOWEST = UnicodeClasses.HAN;

  /// Number of blocks of one class.
  static final int OF_ONE_CLASS = UnicodeClasses.NEWLINE - LOWEST + 1;

  private final short[] blockOf = new short[0x110000 >> BITS];
  private byte[] classes = new byte[512 * SIZE];
  private int count = OF_ONE_CLASS;

  ClassBlocks() {
    for (int block = 0; block < OF_ONE_CLASS; block++) {
      Arrays.fill(classes, block * SIZE, (block + 1) * SIZE, (byte) (LOWEST + block));
    }
  }

  /// Takes in the code points from `from`, where those before ended, to before `to`.
  void add(int from, int to, byte kind) {
    for (int at = from; at < to; ) {
      int block = at >> BITS;
      int end = Math.min(to, (block + 1) * SIZE);
      boolean whole = end - at == SIZE;
      if (at % SIZE == 0) {
        blockOf[block] = (short) (whole ? kind - LOWEST : next());
      }
      if (!whole) {
        int place = blockOf[block] * SIZE;
        Arrays.fill(classes, place + at % SIZE, place + end - block * SIZE, kind);
      }
      at = end;
    }
  }

  private int next() {
    if (count * SIZE == classes.length) {
      classes = Arrays.copyOf(classes, 2 * classes.length);
    }
    return count++;
  }

  /// The number of each block among the stored ones.
  short[] blockOf() {
    return blockOf;
  }

  /// The stored blocks, one behind the other.
  byte[] classes() {
    return Arrays.copyOf(classes, count * SIZE);
  }
}
