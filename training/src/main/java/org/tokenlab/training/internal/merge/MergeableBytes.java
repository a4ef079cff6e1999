package org.tokenlab.training.internal.merge;

import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.Crew;

/// Words as bytes, in which pairs merge that someone chooses: here, or for other words that learn
/// together with these. All pairs are kept, also rare ones.
public final class MergeableBytes {
  private final Symbols symbols;
  private final PairIndex index;
  private final Merging merging;
  private long length;
  private int best = PairTable.NONE;

  /// Lays out words.
  ///
  /// @param bytesById the byte with each id from 0 to 255
  public MergeableBytes(WordCounts words, byte[] bytesById, MergeRules rules) {
    symbols = Symbols.of(words, bytesById);
    Crew alone = new Crew(1);
    index = PairIndex.ofBytes(symbols, top -> 1, rules, alone);
    merging = new Merging(symbols, alone);
    length = words.totalBytes();
  }

  /// Takes the pair that comes first, and returns how often it stands; 0 if nothing is left.
  /// Whoever asks merges it next.
  public long takeBest() {
    best = index.takeBest();
    return best == PairTable.NONE ? 0 : index.count(best);
  }

  /// Left token of the pair that was taken.
  public int left() {
    return index.left(best);
  }

  /// Right token of the pair that was taken.
  public int right() {
    return index.right(best);
  }

  /// Merges these two, where they stand, into `merged`, the next new token.
  public void merge(int left, int right, int merged) {
    symbols.addToken(merged, symbols.length(left) + symbols.length(right));
    int pair = index.findIfStood(left, right);
    if (pair != PairTable.NONE) {
      length -= merging.merge(index, pair, merged);
    }
  }

  /// Number of tokens of all words, each word as often as it occurs.
  public long length() {
    return length;
  }
}
