package org.tokenlab.tokenizers.baseline;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;

/// Id = UTF-16 code unit.
///
/// A surrogate has no UTF-8 of its own. In offsets it stands for half of its pair's four bytes, the
/// high one for the first two; decoded without its other half it is U+FFFD.
final class CodeUnitModel implements TokenizerModel, TokenizerModel.PieceEncoder {
  private final Vocabulary vocabulary = new CodeUnitVocabulary();

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
    encode(utf8, from, ends, pieces, ids, new IntSink(0));
  }

  @Override
  public void encode(
      byte[] utf8, int from, int[] ends, int pieces, IntSink ids, IntSink tokenEnds) {
    int end = ends[pieces - 1];
    for (int i = from; i < end; ) {
      int codePoint = Utf8.codePointAt(utf8, i, end);
      int next = i + Utf8.sequenceLength(utf8[i] & 0xFF);
      if (Character.isBmpCodePoint(codePoint)) {
        ids.add(codePoint);
      } else {
        ids.add(Character.highSurrogate(codePoint));
        tokenEnds.add(i + 2);
        ids.add(Character.lowSurrogate(codePoint));
      }
      tokenEnds.add(next);
      i = next;
    }
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    return TextUnit.UTF16_UNITS.length(utf8, from, ends[pieces - 1]);
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
