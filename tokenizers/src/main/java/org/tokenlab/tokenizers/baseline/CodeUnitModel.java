package org.tokenlab.tokenizers.baseline;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;

/// Id = UTF-16 code unit.
///
/// A surrogate has no UTF-8 of its own. In offsets it stands for half of its pair's four bytes, the
/// high one for the first two; decoded without its other half it is U+FFFD.
final class CodeUnitModel extends UnitModel {
  CodeUnitModel() {
    super(new CodeUnitVocabulary(), InvalidUtf8.REPLACE);
  }

  @Override
  void ids(byte[] utf8, int from, int to, IntSink ids) {
    for (int i = from; i < to; i += Utf8.sequenceLength(utf8[i] & 0xFF)) {
      int codePoint = Utf8.codePointAt(utf8, i, to);
      if (Character.isBmpCodePoint(codePoint)) {
        ids.add(codePoint);
      } else {
        ids.add(Character.highSurrogate(codePoint));
        ids.add(Character.lowSurrogate(codePoint));
      }
    }
  }

  @Override
  void ends(byte[] utf8, int from, int to, IntSink unitEnds) {
    for (int i = from; i < to; ) {
      int next = i + Utf8.sequenceLength(utf8[i] & 0xFF);
      if (next == i + 4) {
        unitEnds.add(i + 2);
      }
      unitEnds.add(next);
      i = next;
    }
  }

  @Override
  int count(byte[] utf8, int from, int to) {
    return TextUnit.UTF16_UNITS.length(utf8, from, to);
  }

  @Override
  public byte[] decode(int... ids) {
    StringBuilder text = new StringBuilder(ids.length);
    for (int id : ids) {
      requireUnit(id);
      text.append((char) id);
    }
    byte[] bytes = new byte[Utf8.length(text)];
    Utf8.encode(text, bytes, 0);
    return bytes;
  }

  private static void requireUnit(int id) {
    if (id < 0 || id > Character.MAX_VALUE) {
      throw new IllegalArgumentException(
          "no token has id " + id + "; ids are UTF-16 code units, 0 to 65535");
    }
  }

  private static final class CodeUnitVocabulary implements Vocabulary {
    @Override
    public int size() {
      return 0x10000;
    }

    @Override
    public int idLimit() {
      return 0x10000;
    }

    @Override
    public boolean contains(int id) {
      return id >= 0 && id <= Character.MAX_VALUE;
    }

    @Override
    public int length(int id) {
      return bytes(id).length;
    }

    @Override
    public byte[] bytes(int id) {
      requireUnit(id);
      byte[] bytes = new byte[id < 0x80 ? 1 : id < 0x800 ? 2 : 3];
      Utf8.encode(String.valueOf((char) id), bytes, 0);
      return bytes;
    }

    @Override
    public int id(byte[] utf8, int from, int to) {
      return to - from <= 3
              && from < to
              && Utf8.validUpTo(utf8, from, to) == to
              && Utf8.sequenceLength(utf8[from] & 0xFF) == to - from
          ? Utf8.codePointAt(utf8, from, to)
          : NONE;
    }
  }
}
