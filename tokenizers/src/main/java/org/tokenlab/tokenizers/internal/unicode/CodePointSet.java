package org.tokenlab.tokenizers.internal.unicode;

import java.util.Arrays;

/// A set of code points, as sorted ranges. Immutable and thread-safe.
///
/// A look-up takes constant time below U+10000, of a bit in 8 KiB, and O(log ranges) above.
public final class CodePointSet {
  private static final int LOW = 0x10000;

  private final int[] bounds; // where membership changes: in from bounds[0], out from bounds[1], …
  private final long[] low = new long[LOW / Long.SIZE]; // a bit for each code point below

  CodePointSet(int[] bounds) {
    this.bounds = bounds;
    for (int i = 0; i + 1 < bounds.length; i += 2) {
      for (int c = bounds[i]; c < Math.min(bounds[i + 1], LOW); c++) {
        low[c / Long.SIZE] |= 1L << c;
      }
    }
  }

  /// Reads `41-5A 61-7A AA`: ascending ranges in hexadecimal.
  static CodePointSet parse(String ranges) {
    int[] bounds = new int[2 * ranges.length()];
    int count = 0;
    for (String range : ranges.split(" ", -1)) {
      int dash = range.indexOf('-');
      String first = dash < 0 ? range : range.substring(0, dash);
      String last = dash < 0 ? range : range.substring(dash + 1);
      bounds[count++] = Integer.parseInt(first, 16);
      bounds[count++] = Integer.parseInt(last, 16) + 1;
    }
    return new CodePointSet(Arrays.copyOf(bounds, count));
  }

  /// Whether `codePoint` is in the set.
  public boolean contains(int codePoint) {
    return codePoint < LOW ? (low[codePoint / Long.SIZE] >>> codePoint & 1) != 0 : find(codePoint);
  }

  private boolean find(int codePoint) {
    int found = Arrays.binarySearch(bounds, codePoint);
    // Even insertion points lie outside a range, odd ones inside.
    return found >= 0 ? (found & 1) == 0 : (-found - 1 & 1) == 1;
  }
}
