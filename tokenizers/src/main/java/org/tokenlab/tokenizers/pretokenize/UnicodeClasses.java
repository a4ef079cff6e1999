package org.tokenlab.tokenizers.pretokenize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;

/// The classes of characters that splitting patterns speak of, pinned to one version of Unicode.
///
/// Each code point has exactly one class. `\p{L}` is the union of the three letter classes, `\p{N}`
/// is [#NUMBER], `\p{M}` is [#MARK], `\s` (the White_Space property) is [#SPACE] and [#NEWLINE].
/// Look-ups are constant time, from a table of two levels (about 40 KiB) that is read from a
/// resource, so that a newer JDK doesn't change any ids.
final class UnicodeClasses {
  /// Anything else: punctuation, symbols, controls, unassigned.
  static final byte OTHER = 0;

  /// `Lu` and `Lt`.
  static final byte UPPER = 1;

  /// `Ll`.
  static final byte LOWER = 2;

  /// `Lm` and `Lo`: letters without case.
  static final byte CASELESS = 3;

  /// `M`.
  static final byte MARK = 4;

  /// `N`.
  static final byte NUMBER = 5;

  /// White space but carriage return and line feed.
  static final byte SPACE = 6;

  /// Carriage return and line feed.
  static final byte NEWLINE = 7;

  /// Letters of the script Han, in [#withHanApart] only.
  static final byte HAN = -1;

  /// Unicode 16.0, as in tiktoken 0.14 and HF tokenizers 0.23 (their regex engines' tables).
  static final UnicodeClasses UNICODE_16 = read("unicode-16.0.classes");

  private static final int BLOCK = 1 << ClassBlocks.BITS;

  private final byte[] ascii;
  private final short[] blockOf;
  private final byte[] classes;
  private final boolean hanApart;
  private volatile byte @Nullable [] bmp;
  private volatile long @Nullable [] rows;

  private UnicodeClasses(short[] blockOf, byte[] classes, boolean hanApart) {
    this.blockOf = blockOf;
    this.classes = classes;
    this.hanApart = hanApart;
    ascii = Arrays.copyOfRange(classes, blockOf[0] * BLOCK, (blockOf[0] + 1) * BLOCK);
  }

  /// These classes, but with the marks among the letters without case.
  UnicodeClasses withMarksAsLetters() {
    byte[] changed = classes.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = changed[i] == MARK ? CASELESS : changed[i];
    }
    return new UnicodeClasses(blockOf, changed, false);
  }

  /// These classes, but with Han's letters in a class of their own and its marks in [#OTHER]:
  /// neither can be part of a word.
  UnicodeClasses withHanApart() {
    ClassBlocks apart = new ClassBlocks();
    int end = 0;
    for (HanScript.Range han : HanScript.ranges()) {
      copy(end, han.first(), false, apart);
      copy(han.first(), han.last() + 1, true, apart);
      end = han.last() + 1;
    }
    copy(end, 0x110000, false, apart);
    return new UnicodeClasses(apart.blockOf(), apart.classes(), true);
  }

  private void copy(int from, int to, boolean isHan, ClassBlocks apart) {
    for (int at = from; at < to; ) {
      boolean block = at % BLOCK == 0 && blockOf[at / BLOCK] < ClassBlocks.OF_ONE_CLASS;
      int end = block ? Math.min(to, at + BLOCK) : at + 1;
      byte kind = of(at);
      apart.add(at, end, isHan ? apart(kind) : kind);
      at = end;
    }
  }

  private static byte apart(byte kind) {
    if (isLetter(kind)) {
      return HAN;
    }
    return kind == MARK ? OTHER : kind;
  }

  /// The resource is a list of runs: the run's length in code points as a 3-byte big-endian number,
  /// then the class.
  private static UnicodeClasses read(String resource) {
    ClassBlocks blocks = new ClassBlocks();
    try (InputStream in = UnicodeClasses.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing from the jar");
      }
      ByteBuffer runs = ByteBuffer.wrap(in.readAllBytes());
      int codePoint = 0;
      while (runs.hasRemaining()) {
        int run = runs.getInt();
        blocks.add(codePoint, codePoint + (run >>> 8), (byte) run);
        codePoint += run >>> 8;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new UnicodeClasses(blocks.blockOf(), blocks.classes(), false);
  }

  /// The class of a code point, 0 to 0x10FFFF.
  byte of(int codePoint) {
    return classes[
        (blockOf[codePoint >> ClassBlocks.BITS] << ClassBlocks.BITS) | (codePoint & (BLOCK - 1))];
  }

  /// The class of the character at byte `i`; `to` is where the text ends.
  byte at(byte[] utf8, int i, int to) {
    byte b = utf8[i];
    return b >= 0 ? ascii[b] : of(Utf8.codePointAt(utf8, i, to));
  }

  /// Whether Han is apart.
  boolean hanApart() {
    return hanApart;
  }

  /// The class in three bits: as [#of], but 7 for all of Han where that is apart. Beyond ASCII, 7
  /// is nothing else.
  int threeBits(int codePoint) {
    return hanApart && HanScript.contains(codePoint) ? 7 : of(codePoint);
  }

  /// What [#threeBits] says of U+0000 to U+FFFF, for loops over many characters. Made at the first
  /// call; 64 KiB. Not to be changed.
  byte[] bmp() {
    byte[] known = bmp;
    if (known == null) {
      known = new byte[0x10000];
      for (int codePoint = 0; codePoint < known.length; codePoint++) {
        known[codePoint] = (byte) threeBits(codePoint);
      }
      bmp = known;
    }
    return known;
  }

  /// Letters, and numbers or white space, among the characters of two and three bytes: two longs a
  /// row of those that differ in their last byte only, whose lowest six bits number the bits. Made
  /// at the first call; 17 KiB. Not to be changed.
  long[] rows() {
    long[] known = rows;
    if (known == null) {
      known = new long[2 * (32 + 1024)];
      for (int codePoint = 0x80; codePoint < 0x10000; codePoint++) {
        byte kind = of(codePoint);
        int row = 2 * (codePoint < 0x800 ? codePoint >> 6 : 32 + (codePoint >> 6));
        known[row] |= isLetter(kind) ? 1L << codePoint : 0;
        known[row + 1] |= kind == NUMBER || isSpace(kind) ? 1L << codePoint : 0;
      }
      rows = known;
    }
    return known;
  }

  /// Where the row of a character of two bytes begins in [#rows]; its first byte is the lowest.
  static int rowOfTwoBytes(int bytes) {
    return (bytes & 0x1F) << 1;
  }

  /// Where the row of a character of three bytes begins in [#rows]; its first byte is the lowest.
  static int rowOfThreeBytes(int bytes) {
    return ((bytes & 0xF) << 7 | (bytes >>> 7 & 0x7E)) + 64;
  }

  /// Whether the class is one of `\p{L}`.
  static boolean isLetter(byte kind) {
    return kind >= UPPER && kind <= CASELESS;
  }

  /// Whether the class is one of `\s`.
  static boolean isSpace(byte kind) {
    return kind >= SPACE;
  }
}
