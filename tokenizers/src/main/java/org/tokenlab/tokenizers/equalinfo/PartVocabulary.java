package org.tokenlab.tokenizers.equalinfo;

import java.util.HexFormat;
import org.tokenlab.tokenizers.Vocabulary;

/// Tokens that are parts of windows: numbers, which stand for no bytes by themselves.
record PartVocabulary(int size) implements Vocabulary {
  @Override
  public int idLimit() {
    return size;
  }

  @Override
  public boolean contains(int id) {
    return id >= 0 && id < size;
  }

  @Override
  public int length(int id) {
    if (!contains(id)) {
      throw new IllegalArgumentException(
          "no token has id " + id + "; ids are from 0 to " + (size - 1));
    }
    return 0;
  }

  @Override
  public byte[] bytes(int id) {
    return new byte[length(id)];
  }

  @Override
  public int id(byte[] utf8, int from, int to) {
    return NONE;
  }

  /// `<0xF3>` for a token of 8 bits, `<0xF31A>` for one of 16.
  static String text(int id, int bits) {
    if (id < 0 || id >>> bits != 0) {
      throw new IllegalArgumentException(
          "no token has id " + id + "; ids are from 0 to " + ((1 << bits) - 1));
    }
    return "<0x" + HexFormat.of().withUpperCase().toHexDigits(id, bits / 4) + ">";
  }

  /// The id that [#text] writes so, or [#NONE].
  static int id(String text, int bits) {
    int digits = bits / 4;
    boolean shaped =
        text.length() == digits + 4
            && text.startsWith("<0x")
            && text.endsWith(">")
            && text.chars().skip(3).limit(digits).allMatch(c -> "0123456789ABCDEF".indexOf(c) >= 0);
    return shaped ? HexFormat.fromHexDigits(text, 3, 3 + digits) : NONE;
  }
}
