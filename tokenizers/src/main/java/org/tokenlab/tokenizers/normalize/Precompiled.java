package org.tokenlab.tokenizers.normalize;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;

/// HF's Precompiled: SentencePiece's table of replacements, as HF applies it.
///
/// That is not as SentencePiece does. The text is taken grapheme cluster by grapheme cluster. In a
/// cluster of less than six bytes, the *shortest* key that it starts with is looked for; if there
/// is one, its replacement stands for the whole cluster, and what the key doesn't cover is lost.
/// Otherwise each character is looked up for itself. So a key of several characters is found only
/// where it fills a short cluster and no shorter key starts it.
///
/// Linear. A text in which no key is found isn't rewritten.
public record Precompiled(CharsMap charsMap) implements Normalizer {
  private static final int LONG_CLUSTER = 6; // bytes

  @Override
  public void apply(AlignedText text) {
    new Run(text).run();
  }

  /// Yes where a cluster ends whatever stands before, and `right` starts no key of several
  /// characters (so that its image can be told).
  @Override
  public boolean keepsApart(int left, int right) {
    return Graphemes.alwaysApart(left, right)
        && !charsMap.startsLonger(right)
        && !Graphemes.isPrepended(right);
  }

  @Override
  public int image(int codePoint, Side side) {
    if (!Graphemes.startsCluster(codePoint) || charsMap.startsWithPrepended()) {
      return -1;
    }
    return codePoint == 0 ? 0 : charsMap.image(codePoint);
  }

  private final class Run {
    private final AlignedText text;
    private final byte[] bytes;
    private final int length;
    private @Nullable CharTransform transform; // from the first key found on

    // The character put last, if it was an addition: a removal may still change what it is.
    private int held = -1;

    Run(AlignedText text) {
      this.text = text;
      bytes = text.bytes();
      length = text.length();
    }

    void run() {
      int at = 0;
      while (at < length) {
        if (isPlainAscii(at) && (at + 1 == length || isPrintable(bytes[at + 1]))) {
          at = keep(at, at + 1);
          continue;
        }
        int end = Graphemes.end(bytes, at, length);
        if (end - at >= LONG_CLUSTER || !replace(at, end)) {
          while (at < end) {
            int next = at + Utf8.sequenceLength(bytes[at] & 0xFF);
            if (!replace(at, next)) {
              keep(at, next);
            }
            at = next;
          }
        }
        at = end;
      }
      if (transform != null) {
        release(0);
        // Where everything is still in step with the old text, the rest was only passed over.
        if (inStep) {
          transform.keepTo(length);
        }
        text.endRewrite();
      }
    }

    private boolean isPlainAscii(int at) {
      return isPrintable(bytes[at]) && !charsMap.isAsciiKey(bytes[at]);
    }

    private static boolean isPrintable(byte b) {
      return b >= 0x20 && b < 0x7F;
    }

    // Whether the characters used up are those passed over. Not so once characters at the very
    // start were removed: HF forgets to count them, and all sources lag behind from there on.
    private boolean inStep = true;
    private boolean empty = true; // nothing has been put so far

    private int keep(int from, int to) {
      empty = false;
      if (transform != null) {
        release(0);
        if (!inStep) {
          transform.put(Utf8.codePointAt(bytes, from, to), 0);
        }
      }
      return to;
    }

    private boolean replace(int from, int to) {
      long found = charsMap.shortestPrefix(bytes, from, to);
      if (found == 0) {
        return false;
      }
      if (transform == null) {
        transform = new CharTransform(text, 0);
      }
      if (inStep) {
        transform.keepTo(from);
      }
      byte[] source = charsMap.replacements();
      int start = (int) found;
      int end = charsMap.replacementEnd(start);
      int more = characters(source, start, end);
      int fewer = characters(bytes, from, to);
      int replaced = Math.min(more, fewer);
      for (int at = start, i = 0; at < end; i++) {
        release(0);
        int codePoint = Utf8.codePointAt(source, at, end);
        if (i < replaced) {
          transform.put(codePoint, 0);
        } else {
          held = codePoint;
        }
        empty = false;
        at += Utf8.sequenceLength(source[at] & 0xFF);
      }
      if (fewer > more) {
        remove(fewer - more);
      }
      return true;
    }

    private void remove(int characters) {
      if (empty) {
        inStep = false;
      } else if (held >= 0) {
        release(characters);
      } else if (transform != null) {
        transform.skip(characters);
      }
    }

    // Puts the held addition; removing characters after it makes a replacement of it.
    private void release(int removed) {
      if (held >= 0 && transform != null) {
        transform.put(held, 1 - removed);
        held = -1;
      }
    }

    private static int characters(byte[] utf8, int from, int to) {
      int count = 0;
      for (int i = from; i < to; i++) {
        if ((utf8[i] & 0xC0) != 0x80) {
          count++;
        }
      }
      return count;
    }
  }
}
