package org.tokenlab.tokenizers;

import java.util.Arrays;

/// Truncation of one text to a number of tokens.
///
/// The text is encoded from the end that is kept, up to a safe cut, in parts that double in length
/// until there are enough tokens.
final class Truncating {
  private static final int BYTES_PER_TOKEN = 8; // more than any common tokenizer has on any text

  private final Tokenizer tokenizer;
  private final CharSequence text;
  private final byte[] utf8;

  Truncating(Tokenizer tokenizer, CharSequence text) {
    this.tokenizer = tokenizer;
    this.text = text;
    utf8 = new byte[Utf8.length(text)];
    Utf8.encode(text, utf8, 0);
  }

  TruncatedText to(int most, Side cutOff) {
    if (most < 0) {
      throw new IllegalArgumentException("truncation needs a number of tokens >= 0; got " + most);
    }
    boolean fromStart = cutOff == Side.RIGHT;
    for (long length = 64L + (long) BYTES_PER_TOKEN * most; ; length *= 2) {
      boolean whole = length >= utf8.length;
      int cut = whole ? 0 : fromStart ? cutBefore((int) length) : cutAfter((int) length);
      boolean uncut = whole || cut == (fromStart ? 0 : utf8.length);
      if (!uncut || length >= utf8.length) {
        Encoding part =
            fromStart
                ? encode(0, uncut ? utf8.length : cut)
                : encode(uncut ? 0 : before(cut), utf8.length);
        int skipped = fromStart || uncut ? 0 : tokenizer.count(utf8, before(cut), cut);
        if (part.size() - skipped > most || uncut) {
          int base = fromStart || uncut ? 0 : before(cut);
          return fromStart ? first(part, most) : last(part, base, skipped, most);
        }
      }
    }
  }

  private int cutBefore(int limit) {
    return tokenizer.cutRule().last(utf8, 0, boundary(limit));
  }

  private int cutAfter(int fromEnd) {
    return tokenizer.cutRule().first(utf8, boundary(utf8.length - fromEnd), utf8.length);
  }

  private int boundary(int at) {
    int start = at;
    while (start > 0 && (utf8[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  /// The character before a cut: encoded with what follows, so that nothing is put in front of it.
  private int before(int cut) {
    return tokenizer.marksTextStart() ? CutRule.characterBefore(utf8, 0, cut) : cut;
  }

  private Encoding encode(int from, int to) {
    return tokenizer.encode(
        new String(utf8, from, to - from, java.nio.charset.StandardCharsets.UTF_8));
  }

  private TruncatedText first(Encoding part, int most) {
    int[] spans = part.offsets(TextUnit.UTF8_BYTES);
    int kept = Math.min(most, part.size());
    while (kept > 0 && kept < part.size() && !isApart(spans, kept, 0)) {
      kept--;
    }
    int end =
        kept == part.size() && part.size() <= most
            ? utf8.length
            : kept == 0 ? 0 : spans[2 * kept - 1];
    return result(0, end, Arrays.copyOf(part.ids(), kept));
  }

  private TruncatedText last(Encoding part, int base, int skipped, int most) {
    int[] spans = part.offsets(TextUnit.UTF8_BYTES);
    int size = part.size();
    int from = Math.max(skipped, size - most);
    while (from < size && from > skipped && !isApart(spans, from, base)) {
      from++;
    }
    boolean all = from == 0 && base == 0;
    int start = all ? 0 : from == size ? utf8.length : base + spans[2 * from];
    return result(start, utf8.length, Arrays.copyOfRange(part.ids(), from, size));
  }

  /// Whether the tokens before `index` and those from it on share no character.
  private boolean isApart(int[] spans, int index, int base) {
    int end = base + spans[2 * index - 1];
    int start = base + spans[2 * index];
    return start >= end && isBoundary(start) && isBoundary(end);
  }

  private boolean isBoundary(int at) {
    return at == utf8.length || (utf8[at] & 0xC0) != 0x80;
  }

  private TruncatedText result(int from, int to, int[] ids) {
    int start = TextUnit.UTF16_UNITS.length(utf8, 0, from);
    int end = start + TextUnit.UTF16_UNITS.length(utf8, from, to);
    return new TruncatedText(text.subSequence(start, end).toString(), start, end, ids);
  }
}
