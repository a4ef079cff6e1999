package org.tokenlab.tokenizers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Encodes a text that comes in parts, of any length, in fixed memory: the ids are those of the
/// whole text. From [Tokenizer#streamingEncoder].
///
/// Parts may end anywhere, inside a character too. Special tokens are ordinary text.
///
/// The encoder holds back what may still change: about 64 KiB, or more where a text has no place to
/// be cut (between a letter or a digit and what follows a word, for the known tokenizers). So
/// memory is bounded by the longest stretch without such a place: a few words in prose, one line of
/// digits in DNA. A tokenizer for which no cut can be proved right holds back everything until
/// [#finish].
///
/// Not thread-safe.
///
/// ```java
/// StreamingEncoder encoder = tokenizer.streamingEncoder(ids -> write(ids));
/// for (String part; (part = next()) != null; ) {
///   encoder.append(part);
/// }
/// encoder.finish();
/// ```
public final class StreamingEncoder {
  // Large enough that a chunk's fixed cost is nothing, small enough for the second-level cache.
  private static final int CHUNK = 1 << 16;

  private final CutRule rule;
  private final Continuation parts;
  private final Consumer<int[]> sink;
  private final Utf8Buffer text = new Utf8Buffer();
  private byte[] torn = new byte[0]; // the bytes of a character that has only begun

  private int from; // what lies before is encoded
  private final int chunk;
  private int wanted;
  private long bytesTaken;
  private boolean finished;

  StreamingEncoder(Tokenizer tokenizer, Consumer<int[]> sink) {
    this(tokenizer, sink, CHUNK);
  }

  StreamingEncoder(Tokenizer tokenizer, Consumer<int[]> sink, int chunk) {
    rule = tokenizer.sumKeepingCutRule();
    parts = new Continuation(tokenizer);
    this.sink = sink;
    this.chunk = chunk;
    wanted = chunk;
  }

  /// Adds a part of the text. A surrogate pair may be torn between two parts; a surrogate that
  /// stays alone is read as U+FFFD.
  ///
  /// @throws IllegalStateException after [#finish], or inside a character that [#append(byte[],
  ///   int, int)] began
  public void append(CharSequence part) {
    requireOpen();
    requireWholeBytes();
    for (int at = 0; at < part.length(); at += chunk) {
      text.append(part.subSequence(at, Math.min(part.length(), at + chunk)));
      encodeSettled();
    }
  }

  /// Adds a part of the text as the UTF-8 in `utf8[start, end)`. A character may be torn between
  /// two parts.
  ///
  /// @throws IllegalArgumentException if the bytes are not UTF-8, with their offset in the whole
  ///   text
  /// @throws IllegalStateException after [#finish], or inside a surrogate pair that
  ///   [#append(CharSequence)] began
  public void append(byte[] utf8, int start, int end) {
    requireOpen();
    java.util.Objects.checkFromToIndex(start, end, utf8.length);
    if (text.isTorn()) {
      throw new IllegalStateException("bytes follow half a surrogate pair");
    }
    for (int at = start; at < end; at += chunk) {
      appendBytes(utf8, at, Math.min(end, at + chunk));
      encodeSettled();
    }
  }

  /// Adds a part of the text as the UTF-8 in a segment of memory, which may be larger than an
  /// array: a file that [java.nio.channels.FileChannel#map] mapped, for instance. A character may
  /// be torn between two parts.
  ///
  /// @throws IllegalArgumentException as [#append(byte[], int, int)] does
  /// @throws IllegalStateException as it does, or if the segment is closed
  public void append(MemorySegment utf8) {
    byte[] part = new byte[(int) Math.min(chunk, utf8.byteSize())];
    for (long at = 0; at < utf8.byteSize(); at += part.length) {
      int length = (int) Math.min(part.length, utf8.byteSize() - at);
      MemorySegment.copy(utf8, ValueLayout.JAVA_BYTE, at, part, 0, length);
      append(part, 0, length);
    }
  }

  private void appendBytes(byte[] utf8, int start, int end) {
    byte[] bytes = new byte[torn.length + end - start];
    System.arraycopy(torn, 0, bytes, 0, torn.length);
    System.arraycopy(utf8, start, bytes, torn.length, end - start);
    int valid = Utf8.validUpTo(bytes, 0, bytes.length);
    boolean onlyTorn = bytes.length - valid < 4 && isBegunCharacter(bytes, valid);
    if (valid < bytes.length && !onlyTorn) {
      throw notUtf8(valid);
    }
    text.append(bytes, 0, valid);
    bytesTaken += valid;
    torn = java.util.Arrays.copyOfRange(bytes, valid, bytes.length);
  }

  /// Whether the bytes from `from` on could be the start of a character: Java's decoder then waits
  /// for more instead of refusing them.
  private static boolean isBegunCharacter(byte[] bytes, int from) {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(
            java.nio.ByteBuffer.wrap(bytes, from, bytes.length - from),
            java.nio.CharBuffer.allocate(4),
            false)
        .isUnderflow();
  }

  private IllegalArgumentException notUtf8(int offset) {
    return new IllegalArgumentException(
        "not UTF-8 at byte " + (bytesTaken + offset) + " of the text");
  }

  private void encodeSettled() {
    if (text.length() - from < wanted) {
      return;
    }
    int cut = rule.last(text.bytes(), from, text.length());
    if (cut == from) {
      // Looking again after every part would make a text without cuts quadratic.
      wanted = Math.max(wanted, 2 * (text.length() - from));
      return;
    }
    wanted = chunk;
    sink.accept(parts.next(text.bytes(), 0, from, cut));
    // The last character before the cut stays, as the left side of what comes.
    int kept = CutRule.characterBefore(text.bytes(), 0, cut);
    text.dropFirst(kept);
    from = cut - kept;
  }

  /// Ends the text and gives its last ids.
  ///
  /// @throws IllegalArgumentException if the text ends inside a character
  /// @throws IllegalStateException if it was called before
  public void finish() {
    requireOpen();
    finished = true;
    if (torn.length > 0) {
      throw notUtf8(0);
    }
    text.finish();
    if (text.length() > from) {
      sink.accept(parts.last(text.bytes(), 0, from, text.length()));
    }
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the text is finished; a new text needs a new encoder");
    }
  }

  private void requireWholeBytes() {
    if (torn.length > 0) {
      throw new IllegalStateException("chars follow a part of a character's bytes");
    }
  }
}
