package org.tokenlab.tokenizers.normalize;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// What all steps of a [BertNormalizer] together make of each character, looked up.
///
/// Each step takes characters one by one, but for decomposition, which puts marks in order; and
/// nearly all marks are removed next. Of a character that leaves one, nothing is told here.
///
/// Filled as characters are asked for. Thread-safe.
final class BertCharacters {
  private static final BertCharacters[] ALL = new BertCharacters[16];
  private static final int ASCII = 128;
  private static final int[] NOTHING = {};

  static {
    for (int i = 0; i < ALL.length; i++) {
      ALL[i] = new BertCharacters((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0);
    }
  }

  private final boolean cleans;
  private final boolean spacesChinese;
  private final boolean strips;
  private final boolean lowers;
  private final byte[] ascii = new byte[ASCII]; // −1: removed
  private final AtomicReferenceArray<@Nullable Page> pages =
      new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) / Page.SIZE);

  private BertCharacters(boolean cleans, boolean spacesChinese, boolean strips, boolean lowers) {
    this.cleans = cleans;
    this.spacesChinese = spacesChinese;
    this.strips = strips;
    this.lowers = lowers;
    for (int c = 0; c < ASCII; c++) {
      int[] image = lowered(decomposed(c));
      ascii[c] = (byte) (image.length == 0 ? -1 : image[0]);
    }
  }

  /// The characters of the normalizer with these steps.
  static BertCharacters of(boolean cleans, boolean spacesChinese, boolean strips, boolean lowers) {
    return ALL[(cleans ? 1 : 0) | (spacesChinese ? 2 : 0) | (strips ? 4 : 0) | (lowers ? 8 : 0)];
  }

  /// A character after cleaning, spaces around ideographs, and decomposition.
  private int[] decomposed(int codePoint) {
    int cleaned = cleans ? BertNormalizer.clean(codePoint) : codePoint;
    if (cleaned < 0) {
      return NOTHING;
    }
    int @Nullable [] several = strips ? HfUnicode.decomposition(cleaned, false) : null;
    int[] parts = several == null ? new int[] {cleaned} : several;
    return spacesChinese && HfCharacters.BERT_CHINESE.contains(cleaned)
        ? IntStream.concat(
                IntStream.concat(IntStream.of(' '), IntStream.of(parts)), IntStream.of(' '))
            .toArray()
        : parts;
  }

  /// These, after removing accents, and in lower case.
  private int[] lowered(int[] parts) {
    return IntStream.of(parts)
        .filter(part -> !strips || BertNormalizer.withoutAccent(part) >= 0)
        .flatMap(this::lowered)
        .toArray();
  }

  private IntStream lowered(int part) {
    int @Nullable [] lower = lowers ? HfCharacters.lowercase(part) : null;
    return lower == null ? IntStream.of(part) : IntStream.of(lower);
  }

  private boolean staysAndMoves(int part) {
    return HfUnicode.order(part) != 0 && BertNormalizer.withoutAccent(part) >= 0;
  }

  /// Whether a mark before this character may change places with its beginning, or with what comes
  /// behind it.
  boolean leans(int codePoint) {
    return page(codePoint).leans[codePoint & Page.MASK];
  }

  /// As [org.tokenlab.tokenizers.Normalizer#image].
  int image(int codePoint, Side side) {
    Page page = page(codePoint);
    int start = page.starts[codePoint & Page.MASK];
    int end = start + page.lengths[codePoint & Page.MASK];
    if (end <= start) {
      return -1;
    }
    int at = start;
    if (side == Side.LEFT) {
      at = end - 1;
      while ((page.bytes[at] & 0xC0) == 0x80) {
        at--;
      }
    }
    return Utf8.codePointAt(page.bytes, at, end);
  }

  /// As [org.tokenlab.tokenizers.Normalizer#continued].
  int rewrite(byte[] utf8, int from, int to, byte[] out) {
    int size = 0;
    for (int at = from; at < to; ) {
      int b = utf8[at];
      if (b >= 0) {
        if (size == out.length) {
          return -1;
        }
        byte image = ascii[b];
        out[size] = image;
        size += image < 0 ? 0 : 1;
        at++;
        continue;
      }
      int codePoint = Utf8.codePointAt(utf8, at, to);
      Page page = page(codePoint);
      int start = page.starts[codePoint & Page.MASK];
      int length = page.lengths[codePoint & Page.MASK];
      if (length < 0 || length > out.length - size) {
        return -1;
      }
      for (int i = 0; i < length; i++) {
        out[size + i] = page.bytes[start + i];
      }
      size += length;
      at += Utf8.sequenceLength(b & 0xFF);
    }
    return size;
  }

  private Page page(int codePoint) {
    Page page = pages.getAcquire(codePoint / Page.SIZE);
    return page != null ? page : make(codePoint / Page.SIZE);
  }

  private Page make(int number) {
    byte[] bytes = new byte[4 * Page.SIZE];
    short[] starts = new short[Page.SIZE];
    byte[] lengths = new byte[Page.SIZE];
    boolean[] leans = new boolean[Page.SIZE];
    int size = 0;
    for (int i = 0; i < Page.SIZE; i++) {
      int[] parts = decomposed(number * Page.SIZE + i);
      int[] image = lowered(parts);
      starts[i] = (short) size;
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length, size + 4 * image.length));
      for (int codePoint : image) {
        size = Utf8.put(codePoint, bytes, size);
      }
      leans[i] = strips && (parts.length == 0 || HfUnicode.order(parts[0]) != 0);
      boolean depends = strips && IntStream.of(parts).anyMatch(this::staysAndMoves);
      lengths[i] = depends ? Page.DEPENDS : (byte) (size - starts[i]);
    }
    Page page = new Page(bytes, starts, lengths, leans);
    pages.setRelease(number, page); // by two threads at worst, to the same effect
    return page;
  }

  /// What 256 characters become.
  ///
  /// @param bytes of all, one behind the other
  /// @param starts by character: where its bytes start
  /// @param lengths by character: how many it has; negative if that depends on its neighbours
  /// @param leans by character: whether a mark before it may change places with what it begins with
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class
  private record Page(byte[] bytes, short[] starts, byte[] lengths, boolean[] leans) {
    static final int SIZE = 256;
    static final int MASK = SIZE - 1;
    static final byte DEPENDS = -1;
  }
}
