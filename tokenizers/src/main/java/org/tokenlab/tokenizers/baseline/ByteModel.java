package org.tokenlab.tokenizers.baseline;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Vocabulary;

/// Id = byte.
final class ByteModel extends UnitModel {
  ByteModel() {
    super(bytes(), InvalidUtf8.TAIL_IS_ONE_PIECE);
  }

  private static Vocabulary bytes() {
    byte[][] tokens = new byte[256][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    return Vocabulary.of(tokens);
  }

  @Override
  void ids(byte[] utf8, int from, int to, IntSink ids) {
    ids.ensureRoom(to - from);
    for (int i = from; i < to; i++) {
      ids.add(utf8[i] & 0xFF);
    }
  }

  @Override
  void ends(byte[] utf8, int from, int to, IntSink unitEnds) {
    for (int end = from + 1; end <= to; end++) {
      unitEnds.add(end);
    }
  }

  @Override
  int count(byte[] utf8, int from, int to) {
    return to - from;
  }
}
