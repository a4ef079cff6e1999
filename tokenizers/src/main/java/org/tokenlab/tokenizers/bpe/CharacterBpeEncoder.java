package org.tokenlab.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.MergeDropout;
import org.tokenlab.tokenizers.internal.merge.Merger;

/// One thread's BPE over characters.
final class CharacterBpeEncoder implements TokenizerModel.PieceEncoder {
  private static final int KEPT = 1 << 14;

  private final Vocabulary vocabulary;
  private final CharacterSymbols symbols;
  private final Merger merger;
  private final boolean wholePieceFirst;
  private final IntSink scratch = new IntSink(256);
  private int[] widths = new int[256];

  /// @param dropout which merges to leave out; null for none
  CharacterBpeEncoder(CharacterBpeModel model, @Nullable MergeDropout dropout) {
    vocabulary = model.vocabulary();
    symbols = model.symbols();
    merger = dropout == null ? new Merger(model.table()) : new Merger(model.table(), dropout);
    // HF's path with dropout never looks whole pieces up.
    wholePieceFirst = model.options().ignoreMerges() && dropout == null;
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    int whole = wholePieceFirst ? vocabulary.id(utf8, start, end) : Vocabulary.NONE;
    if (whole >= 0) {
      ids.add(whole);
      return;
    }
    int length = write(utf8, start, end);
    int left = merger.merge(length);
    int[] merged = merger.room(left);
    for (int i = 0; i < left; i++) {
      ids.add(merged[i]);
    }
    release();
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    int whole = wholePieceFirst ? vocabulary.id(utf8, start, end) : Vocabulary.NONE;
    if (whole >= 0) {
      ids.add(whole);
      spans.add(start);
      spans.add(end);
      return;
    }
    int length = write(utf8, start, end);
    int left = merger.mergeWithOrigins(length);
    int[] merged = merger.room(left);
    int[] origins = merger.origins();
    int at = start;
    int symbol = 0;
    for (int i = 0; i < left; i++) {
      ids.add(merged[i]);
      spans.add(at);
      int following = i + 1 < left ? origins[i + 1] : length;
      while (symbol < following) {
        at = Math.min(end, at + widths[symbol++]);
      }
      spans.add(at);
    }
    release();
  }

  private int write(byte[] utf8, int start, int end) {
    int most = symbols.most(end - start);
    int[] room = merger.room(most);
    if (widths.length < most) {
      widths = new int[room.length];
    }
    return symbols.write(utf8, start, end, room, widths);
  }

  private void release() {
    merger.release();
    if (widths.length > KEPT) {
      widths = new int[256];
    }
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
