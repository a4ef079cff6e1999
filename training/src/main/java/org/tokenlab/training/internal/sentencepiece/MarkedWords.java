package org.tokenlab.training.internal.sentencepiece;

import org.tokenlab.tokenizers.Splitter;

/// Cuts at each `▁`, as [SpaceRules] say: the words of text that SentencePiece has normalized.
///
/// By default before each. In a run of `▁` each is a word by itself then, but for the last, which
/// begins the next word. A word that is longer than `maxBytes`, of which there are at least 4, is
/// cut into several.
public record MarkedWords(int maxBytes, SpaceRules spaces) implements Splitter {
  private static final int MARK_BYTES = 3;

  /// Words of any length that begin with `▁`.
  public static final MarkedWords UNCUT = new MarkedWords(Integer.MAX_VALUE, SpaceRules.DEFAULT);

  /// Whether `▁` stands at `at` in UTF-8 that ends at `to`.
  public static boolean isMark(byte[] utf8, int at, int to) {
    return at + 2 < to
        && utf8[at] == (byte) 0xE2
        && utf8[at + 1] == (byte) 0x96
        && utf8[at + 2] == (byte) 0x81;
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int count = 0;
    int start = from;
    boolean afterMark = isMark(utf8, from, to);
    for (int at = from + (afterMark ? MARK_BYTES : 1); at < to && count < ends.length; at++) {
      boolean mark = utf8[at] == (byte) 0xE2 && isMark(utf8, at, to);
      if (spaces.cutsBetween(afterMark, mark)) {
        ends[count++] = at;
        start = at;
      } else if (at - start >= maxBytes) {
        while ((utf8[at] & 0xC0) == 0x80) {
          at--;
        }
        ends[count++] = at;
        start = at;
      }
      afterMark = mark;
      at += mark ? MARK_BYTES - 1 : 0;
    }
    if (count < ends.length && from < to) {
      ends[count++] = to;
    }
    return count;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return spaces.cutsBetween(left == PieceRules.SPACE, right == PieceRules.SPACE);
  }
}
