package org.tokenlab.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.BitSet;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.PairRanks;

/// How pieces of type UNUSED come apart again: they take part in merging, but what is left of them
/// in the end is split into the two symbols they were made of.
///
/// SentencePiece remembers one way to make each unused piece for the whole text: the last one that
/// it came across, in the order of its queue. If some unused piece can be made in more than one way
/// ([#dependOnText]), a text must be merged as a whole. Immutable and thread-safe; [#copy] gives
/// one to write to.
final class Splits {
  private final BitSet unused;
  private final int[] left; // by symbol; −1 where there is no way
  private final int[] right;
  private final boolean dependOnText;

  private Splits(BitSet unused, int[] left, int[] right, boolean dependOnText) {
    this.unused = unused;
    this.left = left;
    this.right = right;
    this.dependOnText = dependOnText;
  }

  Splits(SentencePieces pieces, Integer[] byScore, Vocabulary symbols, MergeTable table) {
    unused = new BitSet();
    for (int symbol = 0; symbol < byScore.length; symbol++) {
      if (pieces.type(byScore[symbol]) == PieceType.UNUSED) {
        unused.set(symbol);
      }
    }
    left = new int[unused.length()];
    right = new int[unused.length()];
    Arrays.fill(left, -1);
    boolean severalWays = false;
    for (int symbol = unused.nextSetBit(0); symbol >= 0; symbol = unused.nextSetBit(symbol + 1)) {
      byte[] text = symbols.bytes(symbol);
      for (int cut = 1; cut < text.length; cut++) {
        int a = symbols.id(text, 0, cut);
        int b = symbols.id(text, cut, text.length);
        if (a >= 0 && b >= 0 && table.rank(a, b) != PairRanks.NONE) {
          severalWays |= left[symbol] >= 0;
          left[symbol] = a;
          right[symbol] = b;
        }
      }
    }
    dependOnText = severalWays;
  }

  boolean dependOnText() {
    return dependOnText;
  }

  Splits copy() {
    return new Splits(unused, left.clone(), right.clone(), dependOnText);
  }

  /// Notes that `a` and `b` could make `symbol`.
  void note(int a, int b, int symbol) {
    if (unused.get(symbol)) {
      left[symbol] = a;
      right[symbol] = b;
    }
  }

  /// Whether `symbol` is unused and comes apart.
  boolean splits(int symbol) {
    return unused.get(symbol) && left[symbol] >= 0;
  }

  int left(int symbol) {
    return left[symbol];
  }

  int right(int symbol) {
    return right[symbol];
  }
}
