package org.tokenlab.tokenizers.normalize;

import java.util.Arrays;
import java.util.BitSet;
import org.tokenlab.tokenizers.Utf8;

/// SentencePiece's precompiled table of replacements: keys of one or several characters, and what
/// each becomes.
///
/// The blob is a 32-bit size, little-endian; a Darts-clone double array of so many bytes, whose
/// values are offsets into what follows; and the replacements, each ended by a zero byte or the end
/// of the blob. A look-up takes time linear in the key and allocates nothing.
///
/// Equal to another if the blobs are equal. Immutable and thread-safe.
public final class CharsMap {
  private static final int HEADER = 4;

  private final byte[] blob;
  private final int start; // of the replacements in the blob
  private final DoubleArray trie;
  private final boolean[] asciiKey = new boolean[128];
  private final BitSet behindFirst = new BitSet(); // characters that a key holds after its first
  private final BitSet startsLonger = new BitSet(); // first characters of keys of several
  private boolean regular = true;
  private boolean startsWithPrepended;
  private final boolean[] asciiBehind = new boolean[128]; // by the first character

  private CharsMap(byte[] blob, int start, int[] units) {
    this.blob = blob;
    this.start = start;
    trie = new DoubleArray(units);
    trie.walk(new Check());
    byte[] one = new byte[1];
    for (int c = 1; c < asciiKey.length; c++) {
      one[0] = (byte) c;
      asciiKey[c] = trie.shortest(one, 0, 1) != 0;
    }
  }

  /// Reads `precompiled_charsmap`. Takes time linear in the blob.
  ///
  /// @throws IllegalArgumentException if the blob is damaged: a trie that doesn't fit into it or
  ///   points outside itself, a value that is no place in the replacements, or replacements that
  ///   are not UTF-8; says at which byte
  public static CharsMap of(byte[] blob) {
    if (blob.length < HEADER) {
      throw new IllegalArgumentException(
          "charsmap: wanted 4 bytes with the size of the trie, found " + blob.length);
    }
    long size = littleEndian(blob, 0) & 0xFFFF_FFFFL;
    if (size < Integer.BYTES || size % Integer.BYTES != 0 || size > blob.length - HEADER) {
      throw new IllegalArgumentException(
          "charsmap: byte 0: wanted the size of the trie, a multiple of 4 from 4 to "
              + (blob.length - HEADER)
              + ", found "
              + size);
    }
    int start = HEADER + (int) size;
    int valid = Utf8.validUpTo(blob, start, blob.length);
    if (valid < blob.length) {
      throw new IllegalArgumentException(
          "charsmap: byte " + valid + ": wanted UTF-8, found 0x" + hex(blob[valid]));
    }
    int[] units = new int[(int) size / Integer.BYTES];
    for (int i = 0; i < units.length; i++) {
      units[i] = littleEndian(blob, HEADER + Integer.BYTES * i);
    }
    return new CharsMap(blob.clone(), start, units);
  }

  private static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }

  private static String hex(byte value) {
    return Integer.toHexString(0x100 | (value & 0xFF)).substring(1);
  }

  /// The blob; a copy.
  public byte[] toBytes() {
    return blob.clone();
  }

  /// The longest key that `utf8[from, to)` starts with.
  ///
  /// @return the key's length in bytes shifted left by 32, or'ed with where its replacement starts
  ///   in [#replacements]; 0 if there is no key
  public long longestPrefix(byte[] utf8, int from, int to) {
    long found = trie.longest(utf8, from, to);
    return found == 0 ? 0 : found + start;
  }

  /// The shortest key that `utf8[from, to)` starts with; else as [#longestPrefix]. A zero byte ends
  /// the search.
  long shortestPrefix(byte[] utf8, int from, int to) {
    long found = trie.shortest(utf8, from, to);
    return found == 0 ? 0 : found + start;
  }

  /// The array in which the replacements stand. Not a copy: read it only.
  public byte[] replacements() {
    return blob;
  }

  /// Where the replacement that starts at `at` ends in [#replacements], exclusive.
  public int replacementEnd(int at) {
    int end = at;
    while (end < blob.length && blob[end] != 0) {
      end++;
    }
    return end;
  }

  /// Whether the ASCII character `c` is a key.
  boolean isAsciiKey(int c) {
    return asciiKey[c];
  }

  /// Whether no key starts with the ASCII character `c`, but for keys whose second character isn't
  /// ASCII.
  public boolean isPlainAscii(int c) {
    return regular && c > 0 && !asciiKey[c] && !asciiBehind[c];
  }

  /// Whether a key of several characters may start with `codePoint`.
  public boolean startsLonger(int codePoint) {
    return !regular || startsLonger.get(codePoint);
  }

  /// Whether a key may hold `codePoint` after its first character.
  public boolean isBehindFirst(int codePoint) {
    return !regular || behindFirst.get(codePoint);
  }

  /// Whether some key may start with a character that belongs to the cluster of the next one.
  boolean startsWithPrepended() {
    return !regular || startsWithPrepended;
  }

  /// The one code point that `codePoint`, taken alone, becomes: itself if it is no key; −1 if it
  /// becomes none or several.
  public int image(int codePoint) {
    byte[] utf8 = new byte[4];
    int length = Utf8.put(codePoint, utf8, 0);
    long found = trie.longest(utf8, 0, length);
    if (found == 0) {
      return codePoint;
    }
    int from = start + (int) found;
    int to = replacementEnd(from);
    if (found >>> 32 < length || to == from) {
      return -1;
    }
    return Utf8.sequenceLength(blob[from] & 0xFF) == to - from
        ? Utf8.codePointAt(blob, from, to)
        : -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharsMap map && Arrays.equals(blob, map.blob);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }

  @Override
  public String toString() {
    return "CharsMap[" + blob.length + " bytes]";
  }

  private final class Check implements DoubleArray.Visitor {
    @Override
    public void value(int unit, int value) {
      // The end of the blob is a place too: an empty replacement.
      if (value > blob.length - start
          || (value < blob.length - start && (blob[start + value] & 0xC0) == 0x80)) {
        throw new IllegalArgumentException(
            "charsmap: byte "
                + (HEADER + (long) Integer.BYTES * unit)
                + ": wanted where a replacement starts, from 0 to "
                + (blob.length - start)
                + ", found "
                + value);
      }
    }

    @Override
    public void outside(int unit, int target) {
      throw new IllegalArgumentException(
          "charsmap: byte "
              + (HEADER + (long) Integer.BYTES * unit)
              + ": wanted a unit of the trie from 0 to "
              + ((start - HEADER) / Integer.BYTES - 1)
              + ", found "
              + target);
    }

    @Override
    public void character(int codePoint, boolean isFirst, boolean goesOn, boolean asciiFollows) {
      if (!isFirst) {
        behindFirst.set(codePoint);
        return;
      }
      startsWithPrepended |=
          codePoint <= Character.MAX_CODE_POINT && Graphemes.isPrepended(codePoint);
      if (goesOn) {
        startsLonger.set(codePoint);
      }
      if (codePoint < asciiBehind.length) {
        asciiBehind[codePoint] |= asciiFollows;
      }
    }

    @Override
    public void irregular() {
      regular = false;
    }
  }
}
