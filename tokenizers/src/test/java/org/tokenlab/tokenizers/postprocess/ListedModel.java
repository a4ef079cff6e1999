package org.tokenlab.tokenizers.postprocess;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;

/// A model for tests: a piece is a token, or each of its characters is one. It knows all it meets.
record ListedModel(Vocabulary vocabulary, boolean whole) implements TokenizerModel {
  static ListedModel of(List<String> tokens, boolean whole) {
    byte[][] bytes =
        tokens.stream().map(token -> token.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    return new ListedModel(Vocabulary.of(bytes), whole);
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new PieceEncoder() {
      @Override
      public void encode(byte[] utf8, int start, int end, IntSink ids) {
        encode(utf8, start, end, ids, new IntSink(8));
      }

      @Override
      public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
        for (int at = start; at < end; ) {
          int next = whole ? end : at + Utf8.sequenceLength(utf8[at] & 0xFF);
          ids.add(vocabulary.id(utf8, at, next));
          spans.add(at);
          spans.add(next);
          at = next;
        }
      }

      @Override
      public int count(byte[] utf8, int from, int[] ends, int pieces) {
        IntSink ids = new IntSink(8);
        encode(utf8, from, ends, pieces, ids);
        return ids.size();
      }
    };
  }
}
