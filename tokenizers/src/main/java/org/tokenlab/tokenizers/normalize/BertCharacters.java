package org.tokenlab.tokenizers.normalize;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;

/// What all steps of a [BertNormalizer] together make of each character, looked up.
///
/// Each step takes characters one by one, but for decomposition, which puts marks in order; and
/// nearly all marks are removed next. Of a character that leaves one, nothing is told here.
///
/// Filled as characters are asked for, by the normalizer itself. Thread-safe.
final class BertCharacters {
  private static final int ASCII = 128;

  // By what the normalizer does; made when first asked for.
  private static final AtomicReferenceArray<@Nullable BertCharacters> ALL =
      new AtomicReferenceArray<>(16);

  private final BertNormalizer normalizer;
  private final byte[] ascii = new byte[ASCII]; // −1: removed
  private final AtomicReferenceArray<@Nullable Page> pages =
      new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) / Page.SIZE);

  private BertCharacters(BertNormalizer normalizer) {
    this.normalizer = normalizer;
    for (int c = 0; c < ASCII; c++) {
      ascii[c] = (byte) image(c, Side.LEFT);
    }
  }

  /// The characters of this normalizer.
  static BertCharacters of(BertNormalizer normalizer) {
    int settings =
        (normalizer.cleanText() ? 1 : 0)
            | (normalizer.handleChineseChars() ? 2 : 0)
            | (normalizer.stripsAccents() ? 4 : 0)
            | (normalizer.lowercase() ? 8 : 0);
    BertCharacters made = ALL.getAcquire(settings);
    if (made == null) {
      made = new BertCharacters(normalizer);
      ALL.setRelease(settings, made); // by two threads at worst, to the same effect
    }
    return made;
  }

  /// Whether a mark before this character may change places with its beginning, or with what comes
  /// behind it.
  boolean leans(int codePoint) {
    return page(codePoint).leans[codePoint & Page.MASK];
  }

  private boolean findLeans(int codePoint) {
    int cleaned = normalizer.cleanText() ? BertNormalizer.clean(codePoint) : codePoint;
    return normalizer.stripsAccents() && (cleaned < 0 || !UnicodeForm.NFD.keepsApart('a', cleaned));
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
    AlignedText image = new AlignedText();
    byte[] utf8 = new byte[4];
    int size = 0;
    for (int i = 0; i < Page.SIZE; i++) {
      int codePoint = number * Page.SIZE + i;
      image.set(utf8, 0, Utf8.put(codePoint, utf8, 0), 0);
      normalizer.apply(image);
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length, size + image.length()));
      System.arraycopy(image.bytes(), 0, bytes, size, image.length());
      starts[i] = (short) size;
      lengths[i] = leavesMark(image) ? Page.DEPENDS : (byte) image.length();
      leans[i] = findLeans(codePoint);
      size += image.length();
    }
    Page page = new Page(bytes, starts, lengths, leans);
    pages.setRelease(number, page); // by two threads at worst, to the same effect
    return page;
  }

  private boolean leavesMark(AlignedText image) {
    boolean found = false;
    for (int at = 0; at < image.length(); at += Utf8.sequenceLength(image.bytes()[at] & 0xFF)) {
      found |= HfUnicode.order(Utf8.codePointAt(image.bytes(), at, image.length())) != 0;
    }
    return found && normalizer.stripsAccents();
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
