package org.tokenlab.tokenizers.baseline;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// A model whose tokens are units of the text, cut without looking at their neighbours. Piece ends
/// mean nothing to it, and it keeps no state, so that it is its own encoder.
abstract class UnitModel implements TokenizerModel, TokenizerModel.PieceEncoder {
  private final Vocabulary vocabulary;
  private final InvalidUtf8 invalidUtf8;

  UnitModel(Vocabulary vocabulary, InvalidUtf8 invalidUtf8) {
    this.vocabulary = vocabulary;
    this.invalidUtf8 = invalidUtf8;
  }

  /// Appends the id of each unit of `utf8[from, to)`.
  abstract void ids(byte[] utf8, int from, int to, IntSink ids);

  /// Appends the end of each unit of `utf8[from, to)`.
  abstract void ends(byte[] utf8, int from, int to, IntSink unitEnds);

  /// Number of units of `utf8[from, to)`.
  abstract int count(byte[] utf8, int from, int to);

  @Override
  public final Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public final InvalidUtf8 invalidUtf8() {
    return invalidUtf8;
  }

  @Override
  public final PieceEncoder newEncoder() {
    return this;
  }

  @Override
  public final void encode(byte[] utf8, int start, int end, IntSink ids) {
    ids(utf8, start, end, ids);
  }

  @Override
  public final void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    ids(utf8, start, end, ids);
    IntSink unitEnds = new IntSink(end - start);
    ends(utf8, start, end, unitEnds);
    int at = start;
    for (int i = 0; i < unitEnds.size(); i++) {
      spans.add(at);
      at = unitEnds.get(i);
      spans.add(at);
    }
  }

  @Override
  public final int count(byte[] utf8, int from, int[] ends, int pieces) {
    return count(utf8, from, ends[pieces - 1]);
  }
}
