package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;

/// Code point to `int`, in pages of 256: two loads a look-up, and memory for the blocks of Unicode
/// in use only. Not thread-safe while filled; shareable afterwards.
public final class CodePointMap {
  private final int absent;
  private final int[][] pages = new int[0x110000 >> 8][];
  private final boolean[] written = new boolean[pages.length]; // else the page is shared

  /// A map that gives `absent` where nothing was put.
  public CodePointMap(int absent) {
    this.absent = absent;
    int[] empty = new int[256];
    Arrays.fill(empty, absent);
    Arrays.fill(pages, empty);
  }

  /// Maps `codePoint` to `value`.
  public void put(int codePoint, int value) {
    int page = codePoint >> 8;
    if (!written[page]) {
      pages[page] = pages[page].clone();
      written[page] = true;
    }
    pages[page][codePoint & 0xFF] = value;
  }

  /// What `codePoint` was mapped to last.
  public int get(int codePoint) {
    return pages[codePoint >> 8][codePoint & 0xFF];
  }

  /// Whether anything was put for `codePoint`.
  public boolean contains(int codePoint) {
    return get(codePoint) != absent;
  }
}
