package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a message in Protocol Buffers' wire format. Not thread-safe.
final class ProtoWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void tag(int field, int wire) {
    varint((long) field << 3 | wire);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  void integer(int field, int value) {
    tag(field, ProtoReader.VARINT);
    varint(value); // negative ones take ten bytes, as the format has it
  }

  void bool(int field, boolean value) {
    integer(field, value ? 1 : 0);
  }

  void real(int field, float value) {
    tag(field, ProtoReader.FIXED32);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(bits >>> shift);
    }
  }

  void text(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(int field, byte[] value) {
    tag(field, ProtoReader.BYTES);
    varint(value.length);
    out.writeBytes(value);
  }

  void message(int field, ProtoWriter value) {
    bytes(field, value.toBytes());
  }

  /// Appends fields that are written already.
  void raw(byte[] fields) {
    out.writeBytes(fields);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
