package org.tokenlab.tokenizers.wordpiece;

import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// HF's WordLevel: a piece is a token, or it is unknown. Takes O(n). Immutable and thread-safe.
public final class WordLevelModel implements TokenizerModel {
  private final Vocabulary vocabulary;
  private final String unknownToken;
  private final int unknown;

  /// @param unknownToken need not be in the vocabulary, but encoding a piece that needs it throws
  ///   an `IllegalStateException` then
  public WordLevelModel(Vocabulary vocabulary, String unknownToken) {
    this.vocabulary = vocabulary;
    this.unknownToken = unknownToken;
    unknown = vocabulary.id(unknownToken.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// What a piece becomes that is no token.
  public String unknownToken() {
    return unknownToken;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new Encoder();
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  private final class Encoder implements PieceEncoder {
    private int id(byte[] utf8, int start, int end) {
      int id = vocabulary.id(utf8, start, end);
      return id >= 0 ? id : UnknownTokens.require(unknown, unknownToken);
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
