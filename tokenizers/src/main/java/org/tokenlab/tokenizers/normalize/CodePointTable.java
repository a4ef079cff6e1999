package org.tokenlab.tokenizers.normalize;

/// A number for each code point, zero for most, in pages of 256. Constant time.
final class CodePointTable {
  private static final int[] ZEROS = new int[256];
  private final int[][] pages = new int[0x110000 >> 8][];
  private final boolean[] written = new boolean[pages.length]; // else the page is [#ZEROS]

  CodePointTable() {
    java.util.Arrays.fill(pages, ZEROS);
  }

  int get(int codePoint) {
    return pages[codePoint >> 8][codePoint & 0xFF];
  }

  void set(int codePoint, int value) {
    int page = codePoint >> 8;
    if (!written[page]) {
      pages[page] = new int[256];
      written[page] = true;
    }
    pages[page][codePoint & 0xFF] = value;
  }
}
