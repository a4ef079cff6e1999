package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.IntSink;

/// The 256 bytes; unit = byte.
public final class ByteUnits implements WordUnits {
  static final ByteUnits INSTANCE = new ByteUnits();

  private ByteUnits() {}

  @Override
  public int size() {
    return 256;
  }

  @Override
  public void append(byte[] utf8, int from, int to, IntSink units) {
    units.ensureRoom(to - from);
    for (int i = from; i < to; i++) {
      units.add(utf8[i] & 0xFF);
    }
  }

  @Override
  public byte[] bytes(int unit) {
    return new byte[] {(byte) java.util.Objects.checkIndex(unit, 256)};
  }

  @Override
  public int length(int unit) {
    return 1;
  }

  @Override
  public String kind() {
    return "bytes";
  }
}
