package org.tokenlab.tokenizers.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.ModelFileException;

/// A message in Protocol Buffers' wire format, read field by field.
///
/// Nothing is allocated for a length that the file only claims: every length is checked against the
/// bytes that are there. Not thread-safe.
final class ProtoReader {
  /// Wire types.
  static final int VARINT = 0;

  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private final byte[] content;
  private final String source;
  private final int end;
  private int at;
  private int field;
  private int wire;
  private int fieldStart;

  ProtoReader(byte[] content, String source) {
    this(content, 0, content.length, source);
  }

  private ProtoReader(byte[] content, int from, int to, String source) {
    this.content = content;
    this.source = source;
    at = from;
    end = to;
  }

  /// Goes to the next field; false at the end of the message. The field's value must be read or
  /// skipped before the next call.
  boolean next() throws ModelFileException {
    if (at == end) {
      return false;
    }
    fieldStart = at;
    long tag = varint();
    field = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw failure(fieldStart, "expected a field's number; found " + (tag >>> 3));
    }
    return true;
  }

  int field() {
    return field;
  }

  /// Where the current field begins, its tag included.
  int fieldStart() {
    return fieldStart;
  }

  /// Where reading goes on: after a value, that is its end.
  int position() {
    return at;
  }

  void skip() throws ModelFileException {
    switch (wire) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw failure(fieldStart, "expected a wire type 0, 1, 2 or 5; found " + wire);
    }
  }

  /// Skips the field and returns its bytes, tag included.
  byte[] skipped() throws ModelFileException {
    skip();
    return java.util.Arrays.copyOfRange(content, fieldStart, at);
  }

  boolean bool() throws ModelFileException {
    return number() != 0;
  }

  int integer() throws ModelFileException {
    return (int) number();
  }

  private long number() throws ModelFileException {
    require(VARINT);
    return varint();
  }

  float real() throws ModelFileException {
    require(FIXED32);
    int from = at;
    advance(4);
    return ByteBuffer.wrap(content, from, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
  }

  byte[] bytes() throws ModelFileException {
    require(BYTES);
    int length = length();
    int from = at;
    advance(length);
    return java.util.Arrays.copyOfRange(content, from, at);
  }

  String text() throws ModelFileException {
    require(BYTES);
    int length = length();
    int from = at;
    advance(length);
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content, from, length));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw failure(from, "expected text in UTF-8; found other bytes in field " + field);
    }
  }

  ProtoReader message() throws ModelFileException {
    require(BYTES);
    int length = length();
    int from = at;
    advance(length);
    return new ProtoReader(content, from, at, source);
  }

  private void require(int wanted) throws ModelFileException {
    if (wire != wanted) {
      throw failure(
          fieldStart, "expected wire type " + wanted + " for field " + field + "; found " + wire);
    }
  }

  private int length() throws ModelFileException {
    int from = at;
    long length = varint();
    if (length < 0 || length > end - at) {
      throw failure(
          from,
          "expected a length of at most "
              + (end - at)
              + "; found "
              + Long.toUnsignedString(length));
    }
    return (int) length;
  }

  private void advance(int count) throws ModelFileException {
    if (count > end - at) {
      throw failure(at, "expected " + count + " more bytes; found " + (end - at));
    }
    at += count;
  }

  private long varint() throws ModelFileException {
    int from = at;
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw failure(from, "expected a number; found the end of the message");
      }
      byte b = content[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw failure(from, "expected a number of at most 10 bytes; found a longer one");
  }

  ModelFileException failure(int offset, String what) {
    return new ModelFileException(source + ": byte " + offset + ": " + what);
  }
}
