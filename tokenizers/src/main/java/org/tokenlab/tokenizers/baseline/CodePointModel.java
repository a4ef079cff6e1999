package org.tokenlab.tokenizers.baseline;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;

/// Id = code point.
final class CodePointModel implements TokenizerModel, TokenizerModel.PieceEncoder {
  private final Vocabulary vocabulary = new CodePointVocabulary();

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
    return InvalidUtf8.REPLACE;
  }

  @Override
  public void encode(byte[] utf8, int from, int[] ends, int pieces, IntSink ids) {
    int end = ends[pieces - 1];
    for (int i = from; i < end; i += Utf8.sequenceLength(utf8[i] & 0xFF)) {
      ids.add(Utf8.codePointAt(utf8, i, end));
    }
  }

  @Override
  public void encode(
      byte[] utf8, int from, int[] ends, int pieces, IntSink ids, IntSink tokenEnds) {
    int end = ends[pieces - 1];
    for (int i = from; i < end; ) {
      ids.add(Utf8.codePointAt(utf8, i, end));
      i += Utf8.sequenceLength(utf8[i] & 0xFF);
      tokenEnds.add(i);
    }
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    return TextUnit.CODE_POINTS.length(utf8, from, ends[pieces - 1]);
  }

  /// The scalar values: code points without surrogates.
  private static final class CodePointVocabulary implements Vocabulary {
    @Override
    public int size() {
      return 0x110000 - 0x800;
    }

    @Override
    public int idLimit() {
      return 0x110000;
    }

    @Override
    public boolean contains(int id) {
      return id >= 0 && id < 0x110000 && (id < 0xD800 || id > 0xDFFF);
    }

    @Override
    public int length(int id) {
      return bytes(id).length;
    }

    @Override
    public byte[] bytes(int id) {
      if (!contains(id)) {
        throw new IllegalArgumentException("no token has id " + id + "; ids are code points");
      }
      byte[] bytes = new byte[id < 0x80 ? 1 : id < 0x800 ? 2 : id < 0x10000 ? 3 : 4];
      Utf8.encode(Character.toString(id), bytes, 0);
      return bytes;
    }

    @Override
    public int id(byte[] utf8, int from, int to) {
      return from < to
              && Utf8.validUpTo(utf8, from, to) == to
              && Utf8.sequenceLength(utf8[from] & 0xFF) == to - from
          ? Utf8.codePointAt(utf8, from, to)
          : NONE;
    }
  }
}
