package org.tokenlab.analysis.study;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes Thrift structs in the compact protocol, as far as Parquet's headers need it.
///
/// <https://github.com/apache/thrift/blob/v0.22.0/doc/specs/thrift-compact-protocol.md>. Fields of
/// a struct are written in ascending order of their ids. Not thread-safe.
final class CompactThrift {
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outerFields = new ArrayDeque<>();
  private int lastField;

  byte[] toByteArray() {
    return out.toByteArray();
  }

  CompactThrift i32(int field, int value) {
    header(field, I32);
    varint(zigzag(value));
    return this;
  }

  CompactThrift i64(int field, long value) {
    header(field, I64);
    varint(zigzag(value));
    return this;
  }

  CompactThrift string(int field, String value) {
    header(field, BINARY);
    text(value);
    return this;
  }

  /// Opens a struct that is a field.
  CompactThrift struct(int field) {
    header(field, STRUCT);
    return element();
  }

  /// Opens a struct that is an element of a list, or the whole.
  CompactThrift element() {
    outerFields.push(lastField);
    lastField = 0;
    return this;
  }

  /// Closes a struct.
  CompactThrift end() {
    out.write(0);
    lastField = outerFields.pop();
    return this;
  }

  /// Opens a list of structs; `size` times [#element] and [#end] follow.
  CompactThrift structs(int field, int size) {
    list(field, size, STRUCT);
    return this;
  }

  CompactThrift i32s(int field, int... values) {
    list(field, values.length, I32);
    for (int value : values) {
      varint(zigzag(value));
    }
    return this;
  }

  CompactThrift strings(int field, String... values) {
    list(field, values.length, BINARY);
    for (String value : values) {
      text(value);
    }
    return this;
  }

  private void list(int field, int size, int type) {
    header(field, LIST);
    if (size < 15) {
      out.write(size << 4 | type);
    } else {
      out.write(0xF0 | type);
      varint(size);
    }
  }

  private void header(int field, int type) {
    int delta = field - lastField;
    if (delta < 1 || delta > 15) {
      throw new IllegalArgumentException(
          "expected a field id from "
              + (lastField + 1)
              + " to "
              + (lastField + 15)
              + "; got "
              + field);
    }
    out.write(delta << 4 | type);
    lastField = field;
  }

  private void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    out.writeBytes(utf8);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private void varint(long value) {
    varint(out, value);
  }

  /// An unsigned LEB128 number.
  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
