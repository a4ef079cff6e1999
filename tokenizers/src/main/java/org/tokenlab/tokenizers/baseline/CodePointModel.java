package org.tokenlab.tokenizers.baseline;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;

/// Id = code point.
final class CodePointModel extends UnitModel {
  CodePointModel() {
    super(new CodePointVocabulary(), InvalidUtf8.REPLACE);
  }

  @Override
  void ids(byte[] utf8, int from, int to, IntSink ids) {
    for (int i = from; i < to; i += Utf8.sequenceLength(utf8[i] & 0xFF)) {
      ids.add(Utf8.codePointAt(utf8, i, to));
    }
  }

  @Override
  void ends(byte[] utf8, int from, int to, IntSink unitEnds) {
    for (int i = from; i < to; ) {
      i += Utf8.sequenceLength(utf8[i] & 0xFF);
      unitEnds.add(i);
    }
  }

  @Override
  int count(byte[] utf8, int from, int to) {
    return TextUnit.CODE_POINTS.length(utf8, from, to);
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
