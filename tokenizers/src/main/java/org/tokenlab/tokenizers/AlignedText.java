package org.tokenlab.tokenizers;

import java.util.Arrays;

/// UTF-8 text on its way through a pipeline, and for each of its bytes the part of the source that
/// it came from.
///
/// A byte's source is a range of byte offsets in the text as it was given. In a text that nobody
/// has rewritten, it is the character that the byte belongs to (HF's `NormalizedString` does the
/// same). The sources of a range of bytes start where its first byte's source starts and end where
/// its last byte's ends.
///
/// Rewriting goes from front to back: [#beginRewrite], then any number of [#keep] and [#put] that
/// read the old text, then [#endRewrite]; or [#cancelRewrite], which leaves the text as it was. Not
/// thread-safe.
public final class AlignedText {
  private byte[] bytes = new byte[256];
  private int[] sourceStarts = new int[256];
  private int[] sourceEnds = new int[256];
  private int length;
  private int origin;

  // Where the rewritten text grows; changes places with the above.
  private byte[] newBytes = new byte[256];
  private int[] newStarts = new int[256];
  private int[] newEnds = new int[256];
  private int newLength;

  /// An empty text.
  public AlignedText() {}

  /// Starts anew with the well-formed UTF-8 in `utf8[from, to)`, which stands at byte offset
  /// `source` of the source.
  public void set(byte[] utf8, int from, int to, int source) {
    length = to - from;
    origin = source;
    if (bytes.length < length) {
      bytes = new byte[room(length)];
      sourceStarts = new int[bytes.length];
      sourceEnds = new int[bytes.length];
    }
    System.arraycopy(utf8, from, bytes, 0, length);
    for (int i = 0; i < length; ) {
      int next = Math.min(length, i + Utf8.sequenceLength(bytes[i] & 0xFF));
      Arrays.fill(sourceStarts, i, next, source + i);
      Arrays.fill(sourceEnds, i, next, source + next);
      i = next;
    }
  }

  /// Starts anew with `other`'s bytes `[from, to)` and their sources.
  public void set(AlignedText other, int from, int to) {
    newLength = 0;
    int added = to - from;
    ensureRoom(added);
    System.arraycopy(other.bytes, from, newBytes, 0, added);
    System.arraycopy(other.sourceStarts, from, newStarts, 0, added);
    System.arraycopy(other.sourceEnds, from, newEnds, 0, added);
    newLength = added;
    origin = added > 0 ? other.sourceStarts[from] : other.origin;
    endRewrite();
  }

  private static int room(long needed) {
    if (needed > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("a text grows beyond 2^31 - 17 bytes; encode it in parts");
    }
    return (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(256, needed + needed / 2));
  }

  /// The text's array; `bytes()[0, length())` is the text. Not a copy: read it only, and ask again
  /// after a rewrite.
  public byte[] bytes() {
    return bytes;
  }

  /// Number of bytes.
  public int length() {
    return length;
  }

  /// Byte offset in the source where the source of byte `at` starts.
  public int sourceStart(int at) {
    return sourceStarts[at];
  }

  /// Byte offset in the source where the source of byte `at` ends, exclusive.
  public int sourceEnd(int at) {
    return sourceEnds[at];
  }

  /// Byte offset in the source where this text started when it was [#set]: the place of what is put
  /// in front of everything.
  public int origin() {
    return origin;
  }

  /// Starts a rewrite: the new text is empty, the old one stays readable.
  public void beginRewrite() {
    newLength = 0;
  }

  /// Takes over `bytes()[from, to)` with its sources.
  public void keep(int from, int to) {
    int added = to - from;
    ensureRoom(added);
    System.arraycopy(bytes, from, newBytes, newLength, added);
    System.arraycopy(sourceStarts, from, newStarts, newLength, added);
    System.arraycopy(sourceEnds, from, newEnds, newLength, added);
    newLength += added;
  }

  /// Adds a character that came from the source of the old text's byte `at`.
  public void put(int codePoint, int at) {
    put(codePoint, sourceStarts[at], sourceEnds[at]);
  }

  /// Adds a character that came from the source's bytes `[sourceStart, sourceEnd)`.
  public void put(int codePoint, int sourceStart, int sourceEnd) {
    ensureRoom(4);
    int from = newLength;
    newLength = Utf8.put(codePoint, newBytes, from);
    Arrays.fill(newStarts, from, newLength, sourceStart);
    Arrays.fill(newEnds, from, newLength, sourceEnd);
  }

  /// Adds the bytes `utf8[from, to)`, all of which came from the source's bytes `[sourceStart,
  /// sourceEnd)`.
  public void put(byte[] utf8, int from, int to, int sourceStart, int sourceEnd) {
    int added = to - from;
    ensureRoom(added);
    System.arraycopy(utf8, from, newBytes, newLength, added);
    Arrays.fill(newStarts, newLength, newLength + added, sourceStart);
    Arrays.fill(newEnds, newLength, newLength + added, sourceEnd);
    newLength += added;
  }

  /// Number of bytes of the new text so far.
  public int newLength() {
    return newLength;
  }

  /// Takes back the end of the new text: only its first `length` bytes stay.
  public void truncateNew(int length) {
    newLength = Math.min(newLength, length);
  }

  /// Makes the new text the text.
  public void endRewrite() {
    byte[] oldBytes = bytes;
    int[] oldStarts = sourceStarts;
    int[] oldEnds = sourceEnds;
    bytes = newBytes;
    sourceStarts = newStarts;
    sourceEnds = newEnds;
    length = newLength;
    newBytes = oldBytes;
    newStarts = oldStarts;
    newEnds = oldEnds;
    newLength = 0;
  }

  /// Drops the new text.
  public void cancelRewrite() {
    newLength = 0;
  }

  private void ensureRoom(int more) {
    if (newBytes.length - newLength < more) {
      int capacity = room((long) newLength + more);
      newBytes = Arrays.copyOf(newBytes, capacity);
      newStarts = Arrays.copyOf(newStarts, capacity);
      newEnds = Arrays.copyOf(newEnds, capacity);
    }
  }
}
