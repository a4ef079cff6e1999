package org.tokenlab.tokenizers.bpe;

import org.tokenlab.tokenizers.internal.merge.Junctions;
import org.tokenlab.tokenizers.internal.merge.WordBorders;

/// The ids of a phrase that is new, by those of its words ([TokenRun]), which mostly are not new;
/// from its bytes where that fails.
///
/// One thread's.
final class PhraseMerge implements PieceMerge {
  private final PieceMerge bytes;
  private final WordCache words;
  private final TokenRun run;
  private final long[] mask = new long[1];
  private final int[] word = new int[PieceChunk.LONGEST + 1];

  /// @param bytes merges a word, and a phrase if need be
  /// @param words remembers words; another than the phrases', of which there are so many more
  PhraseMerge(PieceMerge bytes, WordCache words, Backtracking tables, Junctions junctions) {
    this.bytes = bytes;
    this.words = words;
    run = new TokenRun(tables, junctions);
  }

  @Override
  public int merge(byte[] utf8, int from, int to, int[] ids, int at) {
    long starts = to - from > PieceChunk.LONGEST ? 0 : WordBorders.inside(utf8, from, to, mask);
    if (starts == 0) {
      return bytes.merge(utf8, from, to, ids, at);
    }
    words.beginChunk();
    int start = from + Long.numberOfTrailingZeros(starts);
    run.start(word, 0, wordIds(utf8, from, start));
    for (long rest = starts & (starts - 1); start < to; rest &= rest - 1) {
      int end = rest == 0 ? to : from + Long.numberOfTrailingZeros(rest);
      run.add(word, 0, wordIds(utf8, start, end));
      start = end;
    }
    return run.merge() ? run.copyTo(ids, at) : bytes.merge(utf8, from, to, ids, at);
  }

  private int wordIds(byte[] utf8, int start, int end) {
    long low = PieceChunk.low(utf8, start, end);
    long high = PieceChunk.high(utf8, start, end);
    int known = words.find(low, high, utf8, start);
    if (known >= 0) {
      return words.copy(known, word, 0);
    }
    int count = bytes.merge(utf8, start, end, word, 0);
    words.put(low, high, utf8, start, word, 0, count);
    return count;
  }
}
