package org.tokenlab.tokenizers.pretokenize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The characters of the script Han, `\p{Han}`, in Unicode 16.0: ideographs, and the radicals,
/// numerals and signs that are not letters.
final class HanScript {
  // First and last code point of each range.
  private static final int[] RANGES = {
    0x2E80, 0x2E99, 0x2E9B, 0x2EF3, 0x2F00, 0x2FD5, 0x3005, 0x3005, 0x3007, 0x3007,
    0x3021, 0x3029, 0x3038, 0x303B, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFA6D,
    0xFA70, 0xFAD9, 0x16FE2, 0x16FE3, 0x16FF0, 0x16FF1, 0x20000, 0x2A6DF, 0x2A700, 0x2B739,
    0x2B740, 0x2B81D, 0x2B820, 0x2CEA1, 0x2CEB0, 0x2EBE0, 0x2EBF0, 0x2EE5D, 0x2F800, 0x2FA1D,
    0x30000, 0x3134A, 0x31350, 0x323AF
  };

  /// Characters one after the other.
  ///
  /// @param first code point
  /// @param last code point
  record Range(int first, int last) {}

  private HanScript() {}

  /// The ranges in ascending order; they don't touch each other.
  static List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < RANGES.length; i += 2) {
      ranges.add(new Range(RANGES[i], RANGES[i + 1]));
    }
    return ranges;
  }

  static boolean contains(int codePoint) {
    int found = Arrays.binarySearch(RANGES, codePoint);
    // Between the two ends of a range, the place to insert at is odd.
    return found >= 0 || ((-found - 1) & 1) == 1;
  }
}
