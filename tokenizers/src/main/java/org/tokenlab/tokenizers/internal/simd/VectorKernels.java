package org.tokenlab.tokenizers.internal.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The kernels on the Vector API, as wide as the processor prefers. Loaded by [Simd] by name only,
/// so that nothing else needs the incubator module.
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  // Chars are narrowed to vectors of half the size, which has to be one.
  private static final VectorSpecies<Short> CHARS =
      BYTES.vectorBitSize() == 64 ? ShortVector.SPECIES_128 : ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> NARROW =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(CHARS.vectorBitSize() / 2));

  // Blocks have 64 bytes: 512 bits at most.
  private static final VectorSpecies<Byte> STEPS =
      BYTES.length() > ByteMasks.BLOCK ? ByteVector.SPECIES_512 : BYTES;
  private static final int STEP = STEPS.length();
  private static final ScalarKernels TAIL = new ScalarKernels();

  VectorKernels() {}

  @Override
  public int codePoints(byte[] utf8, int from, int to) {
    int count = 0;
    int i = from;
    for (int bound = to - BYTES.length(); i <= bound; i += BYTES.length()) {
      ByteVector block = ByteVector.fromArray(BYTES, utf8, i);
      count += block.compare(VectorOperators.GT, (byte) 0xBF).trueCount();
    }
    return count + TAIL.codePoints(utf8, i, to);
  }

  @Override
  public int utf16Units(byte[] utf8, int from, int to) {
    int count = 0;
    int i = from;
    for (int bound = to - BYTES.length(); i <= bound; i += BYTES.length()) {
      ByteVector block = ByteVector.fromArray(BYTES, utf8, i);
      count += block.compare(VectorOperators.GT, (byte) 0xBF).trueCount();
      count += block.compare(VectorOperators.UGE, (byte) 0xF0).trueCount();
    }
    return count + TAIL.utf16Units(utf8, i, to);
  }

  @Override
  public int indexOfMin(int[] values, int length) {
    int bound = INTS.loopBound(length);
    if (bound == 0) {
      return TAIL.indexOfMin(values, length);
    }
    // Two passes: the smallest value, then its first place. One pass that carries indices needs a
    // blend per block.
    IntVector smallest = IntVector.fromArray(INTS, values, 0);
    for (int i = INTS.length(); i < bound; i += INTS.length()) {
      smallest = smallest.min(IntVector.fromArray(INTS, values, i));
    }
    int min = smallest.reduceLanes(VectorOperators.MIN);
    for (int i = bound; i < length; i++) {
      min = Math.min(min, values[i]);
    }
    for (int i = 0; i < bound; i += INTS.length()) {
      VectorMask<Integer> equal = IntVector.fromArray(INTS, values, i).eq(min);
      if (equal.anyTrue()) {
        return i + equal.firstTrue();
      }
    }
    int i = bound;
    while (values[i] != min) {
      i++;
    }
    return i;
  }

  @Override
  public int narrowAscii(char[] chars, int from, int to, byte[] out, int at) {
    int i = from;
    for (int bound = to - CHARS.length(); i <= bound; i += CHARS.length()) {
      ShortVector block = ShortVector.fromCharArray(CHARS, chars, i);
      VectorMask<Short> beyond = block.compare(VectorOperators.UGT, (short) 0x7F);
      block
          .convertShape(VectorOperators.S2B, NARROW, 0)
          .reinterpretAsBytes()
          .intoArray(out, at + i - from);
      if (beyond.anyTrue()) {
        return i + beyond.firstTrue() - from;
      }
    }
    return i - from + TAIL.narrowAscii(chars, i, to, out, at + i - from);
  }

  @Override
  public void byteMasks(byte[] utf8, int from, int blocks, boolean cased, long[] masks) {
    for (int block = 0; block < blocks; block++) {
      int at = from + block * ByteMasks.BLOCK;
      int out = block * ByteMasks.STRIDE;
      textMasks(utf8, at, masks, out);
      otherMasks(utf8, at, masks, out);
      if (cased) {
        caseMasks(utf8, at, masks, out);
      }
      if (masks[out + ByteMasks.HIGH] != 0) {
        leadMasks(utf8, at, masks, out);
      }
    }
  }

  private static void caseMasks(byte[] utf8, int at, long[] masks, int out) {
    long upper = 0;
    long slash = 0;
    for (int i = 0; i < ByteMasks.BLOCK; i += STEP) {
      ByteVector bytes = ByteVector.fromArray(STEPS, utf8, at + i);
      upper |= range(bytes, 'A', 'Z') << i;
      slash |= bytes.eq((byte) '/').toLong() << i;
    }
    masks[out + ByteMasks.UPPER] = upper;
    masks[out + ByteMasks.SLASH] = slash;
  }

  private static void leadMasks(byte[] utf8, int at, long[] masks, int out) {
    long cased = 0;
    long caseless = 0;
    for (int i = 0; i < ByteMasks.BLOCK; i += STEP) {
      ByteVector bytes = ByteVector.fromArray(STEPS, utf8, at + i);
      cased |= (range(bytes, 0xC4, 0xCA) | range(bytes, 0xD0, 0xD1)) << i;
      caseless |= (range(bytes, 0xE5, 0xE9) | range(bytes, 0xEB, 0xEC)) << i;
    }
    masks[out + ByteMasks.LETTER_LEAD] = cased | caseless;
    masks[out + ByteMasks.CASELESS_LEAD] = caseless;
  }

  private static void textMasks(byte[] utf8, int at, long[] masks, int out) {
    long letter = 0;
    long digit = 0;
    long high = 0;
    long continuation = 0;
    for (int i = 0; i < ByteMasks.BLOCK; i += STEP) {
      ByteVector bytes = ByteVector.fromArray(STEPS, utf8, at + i);
      letter |= range(bytes.or((byte) 0x20), 'a', 'z') << i;
      digit |= range(bytes, '0', '9') << i;
      high |= bytes.lt((byte) 0).toLong() << i;
      continuation |= bytes.lt((byte) 0xC0).toLong() << i;
    }
    masks[out + ByteMasks.LETTER] = letter;
    masks[out + ByteMasks.DIGIT] = digit;
    masks[out + ByteMasks.HIGH] = high;
    masks[out + ByteMasks.CONTINUATION] = continuation;
  }

  private static void otherMasks(byte[] utf8, int at, long[] masks, int out) {
    long tabs = 0;
    long newline = 0;
    long blank = 0;
    long apostrophe = 0;
    for (int i = 0; i < ByteMasks.BLOCK; i += STEP) {
      ByteVector bytes = ByteVector.fromArray(STEPS, utf8, at + i);
      tabs |= range(bytes, '\t', '\r') << i;
      newline |= (bytes.eq((byte) '\n').toLong() | bytes.eq((byte) '\r').toLong()) << i;
      blank |= bytes.eq((byte) ' ').toLong() << i;
      apostrophe |= bytes.eq((byte) '\'').toLong() << i;
    }
    masks[out + ByteMasks.SPACE] = tabs | blank;
    masks[out + ByteMasks.NEWLINE] = newline;
    masks[out + ByteMasks.BLANK] = blank;
    masks[out + ByteMasks.APOSTROPHE] = apostrophe;
  }

  @Override
  public int firstOf(ByteRanges bytes, byte[] utf8, int from, int to) {
    byte[] bounds = bytes.bounds;
    int i = from;
    for (int bound = to - STEP; i <= bound; i += STEP) {
      ByteVector block = ByteVector.fromArray(STEPS, utf8, i);
      long found = 0;
      for (int r = 0; r < bounds.length; r += 2) {
        found |= range(block, bounds[r] & 0xFF, bounds[r + 1] & 0xFF);
      }
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found);
      }
    }
    return TAIL.firstOf(bytes, utf8, i, to);
  }

  @Override
  public void wordStarts(byte[] utf8, int from, int blocks, long[] masks) {
    for (int block = 0; block < blocks; block++) {
      int at = from + block * ByteMasks.BLOCK;
      long space = 0;
      long letter = 0;
      for (int i = 0; i < ByteMasks.BLOCK; i += STEP) {
        ByteVector bytes = ByteVector.fromArray(STEPS, utf8, at + i);
        space |= bytes.eq((byte) ' ').toLong() << i;
        letter |=
            (range(bytes.or((byte) 0x20), 'a', 'z')
                    | range(bytes, '0', '9')
                    | bytes.lt((byte) 0).toLong())
                << i;
      }
      masks[block] = ByteMasks.rises(utf8[at - 1], space, letter);
    }
  }

  /// Where a byte is from `first` to `last`: one addition that makes those the smallest signed
  /// bytes, and one signed comparison, which every processor has.
  private static long range(ByteVector bytes, int first, int last) {
    return bytes.add((byte) (0x80 - first)).lt((byte) (0x81 + last - first)).toLong();
  }

  @Override
  public int select(
      int[] values, int offset, int wanted, int[] indices, int from, int to, int[] selected) {
    int count = 0;
    int i = from;
    for (int bound = to - INTS.length(); i <= bound; i += INTS.length()) {
      IntVector index = IntVector.fromArray(INTS, indices, i);
      VectorMask<Integer> found = IntVector.fromArray(INTS, values, offset, indices, i).eq(wanted);
      index.compress(found).intoArray(selected, count);
      count += found.trueCount();
    }
    return TAIL.select(values, offset, wanted, indices, i, to, selected, count);
  }

  @Override
  public void gather(int[] values, int offset, int[] indices, int count, int[] gathered) {
    int bound = INTS.loopBound(count);
    for (int i = 0; i < bound; i += INTS.length()) {
      IntVector.fromArray(INTS, values, offset, indices, i).intoArray(gathered, i);
    }
    TAIL.gather(values, offset, indices, bound, count, gathered);
  }

  @Override
  public String name() {
    return "vector, " + BYTES.vectorBitSize() + " bits";
  }
}
