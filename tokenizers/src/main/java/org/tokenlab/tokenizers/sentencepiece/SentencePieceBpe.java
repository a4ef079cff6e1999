package org.tokenlab.tokenizers.sentencepiece;

import java.util.random.RandomGenerator;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.internal.merge.BigramFilter;
import org.tokenlab.tokenizers.internal.merge.MergeDropout;

/// BPE by SentencePiece's rule (0.2.3).
///
/// A text starts as its user-defined pieces, which stay as they are, and its characters. Of all
/// neighbours that spell a piece together, those with the highest score merge first, the leftmost
/// of equal ones, until none do. Unused pieces come apart again in the end ([Splits]). A character
/// that is left without a piece is unknown; see [PieceUnits].
///
/// A text is merged in parts, cut where no piece holds the two characters on either side, which
/// changes nothing: so long texts take O(n log n) with a small constant, and memory for the longest
/// part. Most parts are not merged in fact but matched, longest piece first
/// ([org.tokenlab.tokenizers.internal.merge.BacktrackingMerge]), in O(n): pieces are what
/// tiktoken's rule makes of characters, as long as scores differ. Where two pieces have the same
/// score, as Mistral's runs of `▁` do, the leftmost goes first, which is no order of pieces; parts
/// that may hold one of these are merged. Only a model with an unused piece that can be made in
/// several ways merges whole texts. Immutable and thread-safe.
final class SentencePieceBpe extends SentencePieceModel {
  private final PieceUnits units;
  private final BpeSymbols symbols;
  private final BigramFilter inside;

  SentencePieceBpe(SentencePieces pieces) {
    super(pieces);
    units = new PieceUnits(pieces);
    symbols = new BpeSymbols(pieces);
    inside = PieceUnits.insides(pieces, true);
  }

  @Override
  public Kind kind() {
    return Kind.BPE;
  }

  @Override
  public boolean mayJoin(int left, int right) {
    return symbols.unused().dependOnText()
        || holdsInside(left, right)
        || (units.fusesUnknown() && !symbols.isPiece(left) && !symbols.isPiece(right));
  }

  /// Whether some piece holds `left` directly followed by `right`; yes if in doubt.
  boolean holdsInside(int left, int right) {
    return inside.mayContain(left, right);
  }

  @Override
  public PieceEncoder newEncoder() {
    return new SentencePieceBpeEncoder(this, null);
  }

  @Override
  public PieceEncoder newSampler(Sampling sampling, RandomGenerator random) {
    if (!(sampling instanceof Sampling.Dropout(double probability))) {
      return super.newSampler(sampling, random);
    }
    return probability == 0
        ? newEncoder()
        : new SentencePieceBpeEncoder(this, MergeDropout.forGood(probability, random));
  }

  PieceUnits units() {
    return units;
  }

  BpeSymbols symbols() {
    return symbols;
  }
}
