package org.tokenlab.tokenizers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// UTF-8 in byte arrays: length, encoding, validation. All offsets are byte offsets unless a name
/// says otherwise.
///
/// A lone surrogate in a `CharSequence` becomes U+FFFD, as in tiktoken; `String.getBytes` would
/// write a question mark.
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final int BLOCK = 32;
  private static final long LOW_NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
  private static final long NIBBLES_OF_ED = 0x0D0D_0D0D_0D0D_0D0DL;
  private static final long ALL_BUT_HIGH = ~HIGH_BITS; // carries any bit into the highest
  private static final long BITS_ABOVE_C1 = 0x1E1E_1E1E_1E1E_1E1EL;
  private static final long BITS_BELOW_C2 = 0x7E7E_7E7E_7E7E_7E7EL;
  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /// Number of bytes that [#encode] writes for `text`. Stops with an `ArithmeticException` beyond
  /// 2³¹ − 1.
  public static int length(CharSequence text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length++;
        if (c >= 0x800) {
          length++;
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            i++; // two units, four bytes: both already counted
          }
        }
      }
    }
    return Math.toIntExact(length);
  }

  /// Writes `text` to `out` from index `at` on and returns the index after the last byte. `out`
  /// needs room for three bytes per UTF-16 unit, or for [#length] bytes.
  public static int encode(CharSequence text, byte[] out, int at) {
    int length = text.length();
    int o = at;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[o++] = (byte) c;
      } else if (c < 0x800) {
        out[o++] = (byte) (0xC0 | (c >> 6));
        out[o++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        out[o++] = (byte) (0xE0 | (c >> 12));
        out[o++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[o++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int codePoint = Character.toCodePoint(c, text.charAt(++i));
        out[o++] = (byte) (0xF0 | (codePoint >> 18));
        out[o++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        out[o++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        out[o++] = (byte) (0x80 | (codePoint & 0x3F));
      } else {
        out[o++] = (byte) 0xEF;
        out[o++] = (byte) 0xBF;
        out[o++] = (byte) 0xBD;
      }
    }
    return o;
  }

  /// Writes one code point, 0 to 0x10FFFF and no surrogate, at `out[at]` and returns the position
  /// after it; needs up to four bytes of room.
  public static int put(int codePoint, byte[] out, int at) {
    int o = at;
    if (codePoint < 0x80) {
      out[o++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      out[o++] = (byte) (0xC0 | (codePoint >> 6));
      out[o++] = (byte) (0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      out[o++] = (byte) (0xE0 | (codePoint >> 12));
      out[o++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      out[o++] = (byte) (0x80 | (codePoint & 0x3F));
    } else {
      out[o++] = (byte) (0xF0 | (codePoint >> 18));
      out[o++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      out[o++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      out[o++] = (byte) (0x80 | (codePoint & 0x3F));
    }
    return o;
  }

  /// Offset of the first byte of `utf8[from, to)` that is not part of well-formed UTF-8 (Unicode,
  /// table 3-7), or `to`. The same position as Rust's `Utf8Error::valid_up_to`: the start of the
  /// ill-formed sequence.
  ///
  /// Eight bytes at a time, each told by its highest bit in a `long`: where bytes that continue a
  /// character stand is what those that begin one say, and behind `E0` and `ED` there are bounds.
  /// The 32 bytes around a character of four bytes, and around what isn't well-formed, are looked
  /// at one by one.
  public static int validUpTo(byte[] utf8, int from, int to) {
    int i = from;
    long continued = 0; // where bytes must continue characters that began before `i`
    long afterE0 = 0;
    long afterEd = 0;
    while (i < to) {
      if (continued == 0) {
        while (i < to && (bytes(utf8, i, to) & HIGH_BITS) == 0) {
          i += Long.BYTES;
        }
        if (i >= to) {
          return to;
        }
      }
      int end = Math.min(i + BLOCK, to);
      long before = continued;
      long wrong = 0;
      for (int at = i; at < end; at += Long.BYTES) {
        long bytes = bytes(utf8, at, to);
        long high = bytes & HIGH_BITS;
        long bit5 = bytes << 2;
        long begins = high & bytes << 1;
        long three = begins & bit5;
        long low = bytes & LOW_NIBBLES;
        long e0 = three & ~(low + ALL_BUT_HIGH);
        long ed = three & ~((low ^ NIBBLES_OF_ED) + ALL_BUT_HIGH);
        long c0 = begins & ~bit5 & ~((bytes & BITS_ABOVE_C1) + BITS_BELOW_C2);
        wrong |=
            (high ^ begins ^ (continued | begins << 8 | three << 16))
                | (three & bytes << 3)
                | c0
                | ((afterE0 | e0 << 8) & ~bit5)
                | ((afterEd | ed << 8) & bit5);
        continued = begins >>> 56 | three >>> 48;
        afterE0 = e0 >>> 56;
        afterEd = ed >>> 56;
      }
      wrong |= end == to ? continued : 0;
      if ((wrong & HIGH_BITS) == 0) {
        i = end;
        continue;
      }
      i = before == 0 ? i : beginBefore(utf8, i);
      while (i < end) {
        int length = wellFormedLength(utf8, i, to);
        if (length == 0) {
          return i;
        }
        i += length;
      }
      continued = 0;
      afterE0 = 0;
      afterEd = 0;
    }
    return to;
  }

  /// Eight bytes from `at` on, or those before `to` and zeros.
  private static long bytes(byte[] utf8, int at, int to) {
    if (at + Long.BYTES <= to) {
      return (long) LONGS.get(utf8, at);
    }
    if (to >= Long.BYTES) {
      return (long) LONGS.get(utf8, to - Long.BYTES) >>> ((at + Long.BYTES - to) * Byte.SIZE);
    }
    long bytes = 0;
    for (int i = to - 1; i >= at; i--) {
      bytes = bytes << Byte.SIZE | (utf8[i] & 0xFF);
    }
    return bytes;
  }

  /// Where the character begins that goes on at `i`.
  private static int beginBefore(byte[] utf8, int i) {
    int begin = i - 1;
    while ((utf8[begin] & 0xC0) == 0x80) {
      begin--;
    }
    return begin;
  }

  /// Length in bytes of the well-formed sequence at `i`, which is less than `to`; 0 if there is
  /// none.
  public static int wellFormedLength(byte[] b, int i, int to) {
    int lead = b[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4 || i + 1 >= to) {
      return 0;
    }
    if (!mayFollow(lead, b[i + 1] & 0xFF)) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (i + length > to) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// The text of `utf8[from, to)`; each maximal ill-formed part is U+FFFD, by Unicode's practice
  /// (chapter 3, "U+FFFD Substitution of Maximal Subparts"), as Python and Rust decode. (Java's
  /// decoder takes `ED BA`, half a surrogate, for one part instead of two.)
  public static String decode(byte[] utf8, int from, int to) {
    int valid = validUpTo(utf8, from, to);
    if (valid == to) {
      return new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (valid < to) {
      text.append(new String(utf8, at, valid - at, StandardCharsets.UTF_8)).append('\uFFFD');
      at = valid + illFormedLength(utf8, valid, to);
      valid = validUpTo(utf8, at, to);
    }
    return text.append(new String(utf8, at, to - at, StandardCharsets.UTF_8)).toString();
  }

  /// Where a character begins that `utf8[from, to)` ends inside of, and that more bytes could
  /// complete; `to` if there is none.
  public static int begunCharacter(byte[] utf8, int from, int to) {
    for (int at = Math.max(from, to - 3); at < to; at++) {
      int lead = utf8[at] & 0xFF;
      if (lead >= 0xC2
          && lead <= 0xF4
          && at + sequenceLength(lead) > to
          && at + illFormedLength(utf8, at, to) == to) {
        return at;
      }
    }
    return to;
  }

  /// Length in bytes of the maximal part at `i`, where no sequence is well formed, that could begin
  /// one; at least 1.
  private static int illFormedLength(byte[] b, int i, int to) {
    int lead = b[i] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4 || i + 1 >= to || !mayFollow(lead, b[i + 1] & 0xFF)) {
      return 1;
    }
    int end = i + 2;
    while (end < to && end < i + sequenceLength(lead) && (b[end] & 0xC0) == 0x80) {
      end++;
    }
    return end - i;
  }

  private static boolean mayFollow(int lead, int second) {
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
  }

  /// Code point of the well-formed sequence at `i`. Does not check that it is well formed, but
  /// never reads at or beyond `to`: a sequence cut short there gives U+FFFD.
  public static int codePointAt(byte[] b, int i, int to) {
    int lead = b[i] & 0xFF;
    if (lead < 0x80) {
      return lead;
    }
    if (i + sequenceLength(lead) > to) {
      return REPLACEMENT;
    }
    if (lead < 0xE0) {
      return ((lead & 0x1F) << 6) | (b[i + 1] & 0x3F);
    }
    if (lead < 0xF0) {
      return ((lead & 0x0F) << 12) | ((b[i + 1] & 0x3F) << 6) | (b[i + 2] & 0x3F);
    }
    return ((lead & 0x07) << 18)
        | ((b[i + 1] & 0x3F) << 12)
        | ((b[i + 2] & 0x3F) << 6)
        | (b[i + 3] & 0x3F);
  }

  /// Length in bytes of a sequence that starts with `lead` (0–255): 1 to 4.
  public static int sequenceLength(int lead) {
    return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }
}
