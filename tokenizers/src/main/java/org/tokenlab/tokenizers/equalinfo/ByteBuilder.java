package org.tokenlab.tokenizers.equalinfo;

import java.util.Arrays;

/// A growing `byte[]`. Not thread-safe.
final class ByteBuilder {
  private byte[] bytes;
  private int size;

  ByteBuilder(int room) {
    bytes = new byte[Math.max(16, room)];
  }

  void add(byte value) {
    if (size == bytes.length) {
      if (size > Integer.MAX_VALUE - 16) {
        throw new OutOfMemoryError("more than 2^31 bytes in one call; decode in parts");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size, Integer.MAX_VALUE - 15L));
    }
    bytes[size++] = value;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
