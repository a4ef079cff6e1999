package org.tokenlab.tokenizers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenlab.tokenizers.internal.simd.Kernels;

/// [Utf8#encode] for long texts: some thousand characters at a time, into an array that grows.
///
/// Characters are taken out in bulk, which for strings is one copy by vectors. Runs of ASCII are
/// narrowed by a kernel; what lies between is written without a branch on its length, since where
/// words of one script stand between spaces of another no processor foresees it. Against the same
/// for blocks of sixteen that are or aren't ASCII: English with its quotation marks takes 40 % of
/// the time, French 30 %, Vietnamese 65 %, Russian and Chinese the same.
///
/// Working memory of one thread at a time.
final class Utf8Writer {
  /// The most bytes that fit one array.
  static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = 2048; // with the bytes it makes, a fifth of the nearest cache
  private static final int SHORT = 24; // below, a text is not worth the bulk
  private static final int LONGEST = 3; // bytes of one UTF-16 unit
  private static final int MARGIN = 4; // an `int` is written where the last byte belongs
  private static final int BEYOND = 0x80; // the first character that isn't ASCII
  private static final Kernels KERNELS = Kernels.best();

  private char[] chars = new char[0];
  private int end;

  private int take(CharSequence text, int from) {
    if (chars.length == 0) {
      chars = new char[CHUNK + 1]; // the last one is read, and never counts
    }
    int count = Math.min(CHUNK, text.length() - from);
    text.getChars(from, from + count, chars, 0);
    return count;
  }

  /// Writes `text` to `out` from index `at` on, or, if there is no room, to a longer copy of it.
  /// Returns the array; [#end] tells where the text ends in it. A lone surrogate becomes U+FFFD.
  ///
  /// @throws IllegalArgumentException if the array would have to be longer than [#MOST_BYTES]
  byte[] write(CharSequence text, byte[] out, int at) {
    int length = text.length();
    byte[] bytes = out;
    int o = at;
    if (length < SHORT) {
      bytes = withRoom(bytes, o, length, length);
      end = Utf8.encode(text, bytes, o);
      return bytes;
    }
    for (int i = 0; i < length; ) {
      int count = take(text, i);
      if (i + count < length && Character.isHighSurrogate(chars[count - 1])) {
        count--; // its other half may follow
      }
      // What is left will take as many bytes a character as what came before.
      bytes = withRoom(bytes, o, count, (length - i) * (double) (o - at + 1) / (i + 1));
      o = write(count, bytes, o);
      i += count;
    }
    end = o;
    return bytes;
  }

  /// Index after the last byte that was written last.
  int end() {
    return end;
  }

  /// The array, or a longer copy, with room at `at` for so many UTF-16 units; a copy has room for
  /// `likely` bytes, and for half of what is there, so that many short texts take linear time.
  private static byte[] withRoom(byte[] bytes, int at, int units, double likely) {
    long needed = at + (long) LONGEST * units + MARGIN;
    if (needed <= bytes.length) {
      return bytes;
    }
    if (needed > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a text of more than 2^31 - 17 UTF-8 bytes does not fit one call; encode it in parts");
    }
    long generous = (long) (at + at / 2 + likely + likely / 8) + LONGEST * CHUNK + MARGIN;
    return Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, generous)));
  }

  private int write(int count, byte[] out, int at) {
    char[] c = chars;
    int o = at;
    int i = 0;
    while (i < count) {
      int ascii = KERNELS.narrowAscii(c, i, count, out, o);
      i += ascii;
      o += ascii;
      // Up to two in a row that are ASCII: the space between two words of another script is one.
      while (i < count && (c[i] | c[i + 1]) >= BEYOND) {
        int unit = c[i++];
        if ((unit & 0xF800) == 0xD800) {
          boolean pair =
              Character.isHighSurrogate((char) unit) && i < count && Character.isLowSurrogate(c[i]);
          o = Utf8.put(pair ? Character.toCodePoint((char) unit, c[i++]) : 0xFFFD, out, o);
          continue;
        }
        int isTwo = (0x7F - unit) >> 31; // all ones beyond ASCII
        int isThree = (0x7FF - unit) >> 31;
        int last = 0x80 | (unit & 0x3F);
        int two = 0xC0 | unit >> 6 | last << 8;
        int three = 0xE0 | unit >> 12 | (0x80 | (unit >> 6 & 0x3F)) << 8 | last << 16;
        int bytes = (unit & ~isTwo) | (two & isTwo & ~isThree) | (three & isThree);
        INTS.set(out, o, bytes);
        o += 1 - isTwo - isThree;
      }
    }
    return o;
  }
}
