package org.tokenlab.tokenizers.bpe;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// One thread's BPE: looks the piece up where the rule allows, else merges it by the method that
/// suits its length.
final class BpeEncoder implements TokenizerModel.PieceEncoder {
  // Above this the quadratic scan loses to the queue even with vectors.
  private static final int LONGEST_SCANNED = 256;

  private final BpeModel model;
  private final Vocabulary vocabulary;
  private final ScanMerger scan;
  private final QueueMerger queue;
  private final IntSink scratch = new IntSink(256);

  BpeEncoder(BpeModel model) {
    this.model = model;
    vocabulary = model.vocabulary();
    scan = new ScanMerger(model, LONGEST_SCANNED);
    queue = new QueueMerger(model);
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    if (model.wholePieceFirst()) {
      int id = vocabulary.id(utf8, start, end);
      if (id >= 0) {
        ids.add(id);
        return;
      }
    }
    if (end - start <= LONGEST_SCANNED) {
      scan.merge(utf8, start, end, ids);
    } else {
      queue.merge(utf8, start, end, ids);
    }
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
