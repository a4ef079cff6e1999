package org.tokenlab.tokenizers.wordpiece;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Vocabulary;

/// HF's WordLevel: a piece is a token, or it is unknown. Takes O(n). Immutable and thread-safe.
public final class WordLevelModel extends UnknownTokenModel {
  /// @param unknownToken need not be in the vocabulary, but encoding a piece that needs it throws
  ///   an `IllegalStateException` then
  public WordLevelModel(Vocabulary vocabulary, String unknownToken) {
    super(vocabulary, unknownToken);
  }

  @Override
  public PieceEncoder newEncoder() {
    return new Encoder();
  }

  private final class Encoder implements PieceEncoder {
    private int id(byte[] utf8, int start, int end) {
      int id = vocabulary.id(utf8, start, end);
      return id >= 0 ? id : unknown();
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids) {
      ids.add(id(utf8, start, end));
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
      ids.add(id(utf8, start, end));
      spans.add(start);
      spans.add(end);
    }

    @Override
    public int count(byte[] utf8, int from, int[] ends, int pieces) {
      int start = from;
      for (int i = 0; i < pieces; i++) {
        id(utf8, start, ends[i]); // for the error that encoding would give
        start = ends[i];
      }
      return pieces;
    }
  }
}
