package org.tokenlab.tokenizers.normalize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;

/// HF's NFC, NFD, NFKC and NFKD.
///
/// Follows HF's crate `unicode-normalization-alignments`, which stands at Unicode 9: a character of
/// a later version neither decomposes nor composes nor moves. Characters that changed places have
/// the sources of their new places, as in HF (see [CharTransform]).
///
/// Linear, but for a run of n combining marks, which takes O(n log n). A text in which no character
/// can change isn't rewritten.
public enum UnicodeForm implements Normalizer {
  /// Canonical composition.
  NFC(false, true),
  /// Canonical decomposition.
  NFD(false, false),
  /// Compatibility composition.
  NFKC(true, true),
  /// Compatibility decomposition.
  NFKD(true, false);

  private static final int CHANGES = 1; // alone, it becomes something else
  private static final int LEANS = 2; // what stands before it may matter
  private static final int REACHES = 4; // what stands behind it may matter

  private final boolean compatibility;
  private final boolean composes;
  private volatile @Nullable CodePointTable flags;

  UnicodeForm(boolean compatibility, boolean composes) {
    this.compatibility = compatibility;
    this.composes = composes;
  }

  private CodePointTable flags() {
    CodePointTable made = flags;
    if (made == null) {
      made = new CodePointTable();
      FormSegment alone = new FormSegment(compatibility, composes);
      for (int c = 0; c < 0x30000; c++) { // nothing above is affected
        if (HfUnicode.isAffected(c)) {
          made.set(c, flagsOf(c, alone));
        }
      }
      flags = made;
    }
    return made;
  }

  private int flagsOf(int codePoint, FormSegment alone) {
    int @Nullable [] parts = HfUnicode.decomposition(codePoint, compatibility);
    int first = parts == null ? codePoint : parts[0];
    alone.rewrite(codePoint);
    int last = alone.codePoint(alone.size() - 1);
    boolean changes = alone.size() != 1 || last != codePoint;
    boolean leans = HfUnicode.order(first) != 0 || (composes && HfUnicode.isSecondOfPair(first));
    boolean reaches = HfUnicode.order(last) != 0 || (composes && reaches(parts, alone));
    return (changes ? CHANGES : 0) | (leans ? LEANS : 0) | (reaches ? REACHES : 0);
  }

  // A mark may still compose with a starter; with one that composed already too, where it sorts
  // before the mark that did: é and a dot below are ẹ and an acute.
  private static boolean reaches(int @Nullable [] parts, FormSegment alone) {
    if (parts != null && Arrays.stream(parts).anyMatch(HfUnicode::isFirstOfPair)) {
      return true;
    }
    for (int i = 0; i < alone.size(); i++) {
      if (HfUnicode.isFirstOfPair(alone.codePoint(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void apply(AlignedText text) {
    byte[] bytes = text.bytes();
    int length = text.length();
    int at = Ascii.end(bytes, 0, length);
    if (at == length) {
      return;
    }
    CodePointTable flags = flags();
    @Nullable CharTransform transform = null;
    @Nullable FormSegment segment = null;
    int start = Math.max(0, at - 1); // of the character before, with which this one may combine
    while (at < length) {
      if (bytes[at] >= 0) {
        at = Ascii.end(bytes, at, length);
        start = at - 1;
        continue;
      }
      int flag = flags.get(Utf8.codePointAt(bytes, at, length));
      int next = at + Utf8.sequenceLength(bytes[at] & 0xFF);
      if ((flag & (CHANGES | LEANS)) == 0) {
        start = at;
        at = next;
        continue;
      }
      if ((flag & LEANS) == 0) {
        start = at;
      }
      int end = segmentEnd(bytes, next, length, flags);
      if (transform == null || segment == null) {
        transform = new CharTransform(text, start);
        segment = new FormSegment(compatibility, composes);
      }
      transform.keepTo(start);
      segment.rewrite(bytes, start, end);
      for (int i = 0; i < segment.size(); i++) {
        transform.put(segment.codePoint(i), segment.change(i));
      }
      start = end;
      at = end;
    }
    if (transform != null) {
      transform.keepTo(length);
      text.endRewrite();
    }
  }

  private static int segmentEnd(byte[] bytes, int from, int to, CodePointTable flags) {
    int at = from;
    while (at < to && bytes[at] < 0 && (flags.get(Utf8.codePointAt(bytes, at, to)) & LEANS) != 0) {
      at += Utf8.sequenceLength(bytes[at] & 0xFF);
    }
    return at;
  }

  /// Yes where nothing of `right` combines with what stands before it.
  @Override
  public boolean keepsApart(int left, int right) {
    return (flags().get(right) & LEANS) == 0;
  }

  /// Where no character of the part can change.
  @Override
  public int continued(byte[] utf8, int from, int to, byte[] out) {
    CodePointTable flags = flags();
    for (int at = Ascii.end(utf8, from, to); at < to; at = Ascii.end(utf8, at, to)) {
      if ((flags.get(Utf8.codePointAt(utf8, at, to)) & (CHANGES | LEANS)) != 0) {
        return -1;
      }
      at += Utf8.sequenceLength(utf8[at] & 0xFF);
    }
    return Normalizer.none().continued(utf8, from, to, out);
  }

  @Override
  public int image(int codePoint, Side side) {
    int flag = flags().get(codePoint);
    // A starter that is only decomposed stays first, whatever comes behind it.
    boolean mayCompose = side == Side.RIGHT && composes && (flag & REACHES) != 0;
    if ((flag & LEANS) != 0 || mayCompose) {
      return -1;
    }
    if ((flag & CHANGES) == 0) {
      return codePoint;
    }
    FormSegment alone = new FormSegment(compatibility, composes);
    alone.rewrite(codePoint);
    return alone.codePoint(side == Side.LEFT ? alone.size() - 1 : 0);
  }
}
