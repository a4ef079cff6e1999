package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.internal.simd.ByteMasks.BLOCK;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.CASELESS_LEAD;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.CONTINUATION;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.DIGIT;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.HIGH;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.LETTER;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.LETTER_LEAD;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.SPACE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.STRIDE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.UPPER;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.simd.ByteMasks;
import org.tokenlab.tokenizers.internal.simd.Kernels;

/// The next up to 1,024 bytes of a text as masks of 64 bits: what class each byte's character has,
/// and where pieces start.
///
/// Every byte of a character has the character's class, so that shifts by one go from character to
/// character. Positions are bytes after [#base], where a piece starts. Working memory of one thread
/// at a time; 3 KiB.
final class Blocks {
  /// Blocks at most: the masks stay in the first-level cache, and a call that ends amid them has
  /// read little in vain.
  static final int MOST = 16;

  /// Place of the mask of letters without case, and of marks. Written only where asked for.
  static final int CASELESS = 12;

  /// Place of the mask of marks. Written only where asked for.
  static final int MARK = 13;

  /// Place of the mask of Han, if that is a class of its own. Written only where cases are.
  static final int HAN = 14;

  /// Place of the mask of Han that is no letter, part of [#HAN].
  static final int HAN_SIGN = 15;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  // One block more than there can be: what looks one block ahead sees white space there, so that
  // white space at the end of the text is not followed by text, and nothing else.
  final long[] masks = new long[(MOST + 1) * STRIDE];

  /// The bits that are text: all, but in the last block, and in one that was begun anew.
  final long[] valid = new long[MOST];

  final long[] starts = new long[MOST + 1];
  private final byte[] padded = new byte[BLOCK];
  private final long[] lastMasks = new long[STRIDE];

  byte[] utf8 = padded;
  int base;
  int to;
  int count;

  /// Bytes of text in the blocks.
  int length;

  /// Makes these the blocks of `utf8[base, to)`, `most` at most, and classifies their bytes.
  ///
  /// @param cased whether marks are kept apart and cases told from each other
  void load(
      byte[] utf8, int base, int to, int most, UnicodeClasses unicode, boolean cased, Kernels k) {
    this.utf8 = utf8;
    this.base = base;
    this.to = to;
    length = (int) Math.min((long) most * BLOCK, to - base);
    count = (length + BLOCK - 1) / BLOCK;
    int whole = Math.min(count, (utf8.length - base) / BLOCK);
    k.byteMasks(utf8, base, whole, cased, masks);
    if (whole < count) {
      loadLast(whole, cased, k);
    }
    Arrays.fill(valid, 0, count, -1L);
    if ((length & (BLOCK - 1)) != 0) {
      keep(count - 1, validInLast());
    }
    Arrays.fill(masks, count * STRIDE, (count + 1) * STRIDE, 0);
    masks[count * STRIDE + SPACE] = 1;
    Arrays.fill(starts, 0, count + 1, 0);
    if (cased) {
      classifyHighCased(unicode);
    } else {
      classifyHigh(unicode);
    }
  }

  /// The last block, where the array ends before the block does.
  private void loadLast(int block, boolean cased, Kernels kernels) {
    int at = base + block * BLOCK;
    System.arraycopy(utf8, at, padded, 0, utf8.length - at);
    kernels.byteMasks(padded, 0, 1, cased, lastMasks);
    System.arraycopy(lastMasks, 0, masks, block * STRIDE, STRIDE);
  }

  private void keep(int block, long bits) {
    valid[block] &= bits;
    for (int i = block * STRIDE; i < (block + 1) * STRIDE; i++) {
      masks[i] &= bits;
    }
  }

  /// Takes what stands before `position` out of its block's masks, so that nothing is carried from
  /// there.
  void forgetBefore(int position) {
    keep(position >> 6, -1L << position);
  }

  /// Bits of the bytes of text in the block.
  long text(int block) {
    return block == count - 1 ? validInLast() : -1L;
  }

  /// Bits of the bytes of text in the last block.
  long validInLast() {
    return -1L >>> (-length & (BLOCK - 1));
  }

  /// Whether the text ends in these blocks.
  boolean isEnd() {
    return base + length == to;
  }

  /// Lets go of the text.
  void forget() {
    utf8 = padded;
  }

  /// Adds the characters beyond ASCII to the masks.
  private void classifyHigh(UnicodeClasses unicode) {
    long[] rows = unicode.rows();
    // The class of the character that ends the block before, for its bytes in this one.
    long letterCarry = 0;
    long numberCarry = 0;
    long spaceCarry = 0;
    for (int block = 0; block < count; block++) {
      int in = block * STRIDE;
      long high = masks[in + HIGH];
      if (high == 0) {
        letterCarry = 0;
        numberCarry = 0;
        spaceCarry = 0;
        continue;
      }
      long continuation = masks[in + CONTINUATION];
      long known = masks[in + LETTER_LEAD] & high;
      long unknown = high & ~continuation & ~known;
      int at = base + (block << 6);
      long letter = known;
      long others = 0; // bit 0: whether there are numbers or white space
      for (long leads = unknown; leads != 0; leads &= leads - 1) {
        int i = Long.numberOfTrailingZeros(leads);
        if (at + i + Integer.BYTES > to) {
          others = 1; // too near the end to read four bytes: below
          break;
        }
        int bytes = (int) INTS.get(utf8, at + i);
        int row = UnicodeClasses.rowOfTwoBytes(bytes);
        int last = bytes >>> 8; // as a shift: the last six bits
        if ((bytes & 0xFF) >= 0xE0) {
          row = UnicodeClasses.rowOfThreeBytes(bytes);
          last = bytes >>> 16;
          if ((bytes & 0xFF) >= 0xF0) {
            others = 1;
            break;
          }
        }
        letter |= (rows[row] >>> last & 1) << i;
        others |= rows[row + 1] >>> last;
      }
      long number = 0;
      long space = 0;
      if ((others & 1) != 0) {
        letter = known;
        for (long leads = unknown; leads != 0; leads &= leads - 1) {
          int i = Long.numberOfTrailingZeros(leads);
          byte kind = unicode.of(Utf8.codePointAt(utf8, at + i, to));
          letter |= UnicodeClasses.isLetter(kind) ? 1L << i : 0;
          number |= kind == UnicodeClasses.NUMBER ? 1L << i : 0;
          space |= UnicodeClasses.isSpace(kind) ? 1L << i : 0;
        }
      }
      letter = spread(letter, letterCarry, continuation);
      letterCarry = letter >>> 63;
      masks[in + LETTER] |= letter;
      if ((number | numberCarry | space | spaceCarry) != 0) {
        number = spread(number, numberCarry, continuation);
        space = spread(space, spaceCarry, continuation);
        masks[in + DIGIT] |= number;
        masks[in + SPACE] |= space;
      }
      numberCarry = number >>> 63;
      spaceCarry = space >>> 63;
    }
  }

  /// Adds the characters beyond ASCII to the masks, those of cases and marks too.
  private void classifyHighCased(UnicodeClasses unicode) {
    byte[] bmp = unicode.bmp();
    boolean hanApart = unicode.hanApart();
    long low = 0;
    long middle = 0;
    long top = 0;
    for (int block = 0; block < count; block++) {
      int in = block * STRIDE;
      if (masks[in + HIGH] == 0) {
        low = 0;
        middle = 0;
        top = 0;
        masks[in + CASELESS] = 0;
        masks[in + MARK] = 0;
        masks[in + HAN] = 0;
        masks[in + HAN_SIGN] = 0;
        continue;
      }
      long lowCarry = low >>> 63;
      long middleCarry = middle >>> 63;
      long topCarry = top >>> 63;
      long continuation = masks[in + CONTINUATION];
      long known = hanApart ? 0 : masks[in + CASELESS_LEAD] & masks[in + HIGH];
      low = known;
      middle = known;
      top = 0;
      int at = base + (block << 6);
      for (long leads = masks[in + HIGH] & ~continuation & ~known; leads != 0; leads &= leads - 1) {
        int i = Long.numberOfTrailingZeros(leads);
        long kind = kind(unicode, bmp, at + i);
        low |= (kind & 1) << i;
        middle |= (kind >>> 1 & 1) << i;
        top |= (kind >>> 2) << i;
      }
      low = spread(low, lowCarry, continuation);
      middle = spread(middle, middleCarry, continuation);
      top = spread(top, topCarry, continuation);
      long mark = top & ~middle & ~low;
      masks[in + LETTER] |= (~top & (low | middle)) | mark;
      masks[in + DIGIT] |= top & ~middle & low;
      masks[in + SPACE] |= top & middle & ~low;
      long han = top & middle & low;
      masks[in + HAN] = han;
      masks[in + HAN_SIGN] = han == 0 ? 0 : hanSigns(han & masks[in + HIGH] & ~continuation, at);
      masks[in + UPPER] |= ~top & ~middle & low;
      masks[in + CASELESS] = (~top & middle & low) | mark;
      masks[in + MARK] = mark;
    }
  }

  /// Which of these characters, all Han, are no letters.
  private long hanSigns(long leads, int at) {
    long signs = 0;
    for (long rest = leads; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      int lead = utf8[at + i] & 0xFF;
      // From 0xE4 to 0xEF all are letters, and nearly all of Han is there.
      if ((lead < 0xE4 || lead >= 0xF0)
          && !UnicodeClasses.isLetter(
              UnicodeClasses.UNICODE_16.of(Utf8.codePointAt(utf8, at + i, to)))) {
        signs |= 1L << i;
      }
    }
    return signs;
  }

  /// The class of the character at byte `i`, which is beyond ASCII, in three bits.
  private int kind(UnicodeClasses unicode, byte[] bmp, int i) {
    if (i + Integer.BYTES <= to) {
      int bytes = (int) INTS.get(utf8, i);
      int lead = bytes & 0xFF;
      if (lead < 0xE0) {
        return bmp[(bytes & 0x1F) << 6 | (bytes >>> 8 & 0x3F)];
      }
      if (lead < 0xF0) {
        return bmp[(bytes & 0xF) << 12 | (bytes >>> 2 & 0xFC0) | (bytes >>> 16 & 0x3F)];
      }
    }
    return unicode.threeBits(Utf8.codePointAt(utf8, i, to));
  }

  /// Gives each continuing byte what the byte before it has; a character has three at most.
  static long spread(long bits, long carry, long continuation) {
    long all = bits | ((bits << 1 | carry) & continuation);
    all |= (all << 1 | carry) & continuation;
    return all | ((all << 1 | carry) & continuation);
  }

  /// Makes a piece start at `position`, unless that lies beyond the blocks.
  void start(int position) {
    if (position < length) {
      starts[position >> 6] |= 1L << position;
    }
  }

  void noStart(int position) {
    starts[position >> 6] &= ~(1L << position);
  }

  /// The last start before `position`; 0 if there is none.
  int lastStartBefore(int position) {
    int block = position >> 6;
    long word = starts[block] & ~(-1L << position);
    while (word == 0) {
      if (--block < 0) {
        return 0;
      }
      word = starts[block];
    }
    return (block << 6) + 63 - Long.numberOfLeadingZeros(word);
  }

  /// Where the run of white space starts that the blocks end in; their length if they end in none.
  int finalSpace() {
    int block = count - 1;
    long rest = validInLast() & ~masks[block * STRIDE + SPACE];
    while (rest == 0) {
      if (--block < 0) {
        return 0;
      }
      rest = ~masks[block * STRIDE + SPACE];
    }
    return (block << 6) + 64 - Long.numberOfLeadingZeros(rest);
  }

  /// Makes no piece start after `position`.
  void noStartsAfter(int position) {
    if (position < 0) {
      Arrays.fill(starts, 0, count, 0);
      return;
    }
    int block = position >> 6;
    if (block < count) {
      starts[block] &= -1L >>> (63 - (position & 63));
      Arrays.fill(starts, block + 1, count, 0);
    }
  }

  /// Writes the ends of pieces, which are the starts but for the first, and the text's end where it
  /// lies in the blocks. Stops where fewer than 64 ends are free.
  ///
  /// @return how many ends there are then
  int harvest(int[] ends, int first) {
    starts[0] &= ~1L;
    int n = first;
    for (int block = 0; block < count; block++) {
      if (ends.length - n <= BLOCK) {
        return n;
      }
      n = ByteMasks.positions(starts[block], base + (block << 6), ends, n);
    }
    if (isEnd()) {
      ends[n++] = to;
    }
    return n;
  }
}
