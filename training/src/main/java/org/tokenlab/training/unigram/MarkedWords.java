package org.tokenlab.training.unigram;

import org.tokenlab.tokenizers.Splitter;

/// Cuts before each `▁`: the words of text that SentencePiece has normalized.
///
/// In a run of `▁` each is a word by itself, but for the last, which begins the next word. A word
/// that is longer than `maxBytes`, of which there are at least 4, is cut into several.
record MarkedWords(int maxBytes) implements Splitter {
  /// Words of any length.
  static final MarkedWords UNCUT = new MarkedWords(Integer.MAX_VALUE);

  /// Whether `▁` stands at `at` in UTF-8 that ends at `to`.
  static boolean isMark(byte[] utf8, int at, int to) {
    return at + 2 < to
        && utf8[at] == (byte) 0xE2
        && utf8[at + 1] == (byte) 0x96
        && utf8[at + 2] == (byte) 0x81;
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int count = 0;
    int start = from;
    for (int at = from + 1; at < to && count < ends.length; at++) {
      if (utf8[at] == (byte) 0xE2 && isMark(utf8, at, to)) {
        ends[count++] = at;
        start = at;
      } else if (at - start >= maxBytes) {
        while ((utf8[at] & 0xC0) == 0x80) {
          at--;
        }
        ends[count++] = at;
        start = at;
      }
    }
    if (count < ends.length && from < to) {
      ends[count++] = to;
    }
    return count;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return right == PieceRules.SPACE;
  }
}
