package org.tokenlab.tokenizers.bpe;

import org.tokenlab.tokenizers.internal.merge.WordBorders;
import org.tokenlab.tokenizers.internal.simd.ByteMasks;
import org.tokenlab.tokenizers.internal.simd.WarmKernels;

/// Cuts a long piece into phrases: before words where no token is thought to go on.
///
/// A word starts behind a border of words ([WordBorders]). A phrase is one word or more, and more
/// than [WordCache#LONGEST] bytes long only if it is a single word.
///
/// Words are found first, then all guesses are made, then phrases: small loops whose branches and
/// reads the processor foresees. Working memory of one thread.
final class PhraseCuts {
  private static final int BLOCK = ByteMasks.BLOCK;
  private static final int BLOCKS = 4; // in one go; what of them is too much is found in vain
  private static final int MOST_WORDS = PieceChunk.MOST - 1; // and what is left to the piece's end

  private final JoinGuess guess;
  private final int[] starts = new int[MOST_WORDS + BLOCK];
  private final long[] masks = new long[BLOCKS];
  private final byte[] cut = new byte[MOST_WORDS];
  private int words; // how many starts are good
  private int settled; // up to where all starts are known

  /// The phrases' ends.
  final int[] ends = new int[PieceChunk.MOST];

  PhraseCuts(JoinGuess guess) {
    this.guess = guess;
  }

  /// Finds the next phrases of `utf8[from, to)`, which is not empty, and returns how many. They end
  /// at `to` or where a word starts.
  int find(byte[] utf8, int from, int to) {
    findWords(utf8, from, to);
    for (int i = 0; i < words; i++) {
      cut[i] = (byte) (guess.joins(utf8, starts[i]) ? 0 : 1);
    }
    int count = 0;
    int phrase = from;
    int word = from; // the last one that goes on the phrase
    for (int i = 0; i < words; i++) {
      int start = starts[i];
      if (start - phrase > PieceChunk.LONGEST && word > phrase) {
        ends[count++] = word;
        phrase = word;
      }
      ends[count] = start; // stays if it is a cut
      count += cut[i];
      phrase = cut[i] != 0 ? start : phrase;
      word = start;
    }
    if (settled < to) {
      return count; // of so many words some were cut; what follows may go on the last phrase
    }
    if (to - phrase > PieceChunk.LONGEST && word > phrase) {
      ends[count++] = word;
    }
    ends[count++] = to;
    return count;
  }

  /// The same if a phrase is a word each.
  int findEachWord(byte[] utf8, int from, int to) {
    findWords(utf8, from, to);
    System.arraycopy(starts, 0, ends, 0, words);
    if (settled < to) {
      return words;
    }
    ends[words] = to;
    return words + 1;
  }

  /// Finds the starts of words beyond `from`: all up to `to`, or some at least.
  private void findWords(byte[] utf8, int from, int to) {
    int found = 0;
    int at = from + 1;
    int last = to - BLOCK;
    while (at < last && found < MOST_WORDS) {
      int blocks = Math.min(BLOCKS, (last - at - 1) / BLOCK + 1);
      WarmKernels.chosen().wordStarts(utf8, at, blocks, masks);
      for (int i = 0; i < blocks && found < MOST_WORDS; i++, at += BLOCK) {
        found = ByteMasks.positions(masks[i], at, starts, found);
      }
    }
    WarmKernels.read(at - from);
    for (; at < to && at >= last && found < MOST_WORDS; at++) {
      starts[found] = at;
      found += WordBorders.isBefore(utf8, at) ? 1 : 0;
    }
    settled = at;
    words = found;
    if (found > MOST_WORDS) {
      words = MOST_WORDS;
      settled = starts[MOST_WORDS];
    }
  }
}
