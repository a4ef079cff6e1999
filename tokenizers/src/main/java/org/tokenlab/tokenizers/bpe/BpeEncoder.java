package org.tokenlab.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.MergeDropout;
import org.tokenlab.tokenizers.internal.merge.Merger;

/// One thread's byte-level BPE: looks the piece up where the rule allows, else merges its bytes.
final class BpeEncoder implements TokenizerModel.PieceEncoder {
  private final BpeModel model;
  private final Vocabulary vocabulary;
  private final Merger merger;
  private final boolean wholePieceFirst;
  private final IntSink scratch = new IntSink(256);

  /// @param dropout which merges to leave out; null for none
  BpeEncoder(BpeModel model, @Nullable MergeDropout dropout) {
    this.model = model;
    vocabulary = model.vocabulary();
    merger = dropout == null ? new Merger(model.table()) : new Merger(model.table(), dropout);
    // HF's path with dropout never looks whole pieces up.
    wholePieceFirst = model.wholePieceFirst() && dropout == null;
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    if (wholePieceFirst) {
      int id = vocabulary.id(utf8, start, end);
      if (id >= 0) {
        ids.add(id);
        return;
      }
    }
    int length = end - start;
    int[] symbols = merger.room(length);
    for (int i = 0; i < length; i++) {
      symbols[i] = model.byteId(utf8[start + i]);
    }
    int left = merger.merge(length);
    for (int i = 0; i < left; i++) {
      ids.add(symbols[i]);
    }
    merger.release();
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    int first = ids.size();
    encode(utf8, start, end, ids);
    int at = start;
    for (int i = first; i < ids.size(); i++) {
      spans.add(at);
      at += vocabulary.length(ids.get(i));
      spans.add(at);
    }
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
