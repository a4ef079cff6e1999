package org.tokenlab.tokenizers.baseline;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// Id = byte.
final class ByteModel implements TokenizerModel, TokenizerModel.PieceEncoder {
  private final Vocabulary vocabulary;

  ByteModel() {
    byte[][] tokens = new byte[256][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    vocabulary = Vocabulary.of(tokens);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public PieceEncoder newEncoder() {
    return this;
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.TAIL_IS_ONE_PIECE;
  }

  @Override
  public void encode(byte[] utf8, int from, int[] ends, int pieces, IntSink ids) {
    int end = ends[pieces - 1];
    ids.ensureRoom(end - from);
    for (int i = from; i < end; i++) {
      ids.add(utf8[i] & 0xFF);
    }
  }

  @Override
  public void encode(
      byte[] utf8, int from, int[] ends, int pieces, IntSink ids, IntSink tokenEnds) {
    encode(utf8, from, ends, pieces, ids);
    for (int i = from; i < ends[pieces - 1]; i++) {
      tokenEnds.add(i + 1);
    }
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    return ends[pieces - 1] - from;
  }
}
