package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Utf8;

/// HF's Metaspace: spaces become a visible character, one more is put in front, and each begins a
/// piece.
///
/// @param replacement the visible character's code point, mostly U+2581 (▁)
/// @param prependScheme in front of which pieces one is put, if they don't begin with one
/// @param split whether pieces are cut before each replacement
public record Metaspace(int replacement, PrependScheme prependScheme, boolean split)
    implements PreTokenizer {
  @Override
  public void apply(Pieces pieces) {
    AlignedText text = pieces.text();
    text.beginRewrite();
    pieces.beginSplit();
    for (int i = 0; i < pieces.count(); i++) {
      rewrite(pieces, text, pieces.start(i), pieces.end(i));
    }
    text.endRewrite();
    pieces.endSplit();
  }

  private void rewrite(Pieces pieces, AlignedText text, int from, int to) {
    byte[] utf8 = text.bytes();
    int start = text.newLength();
    if (!isMark(Utf8.codePointAt(utf8, from, to)) && prepends(text.sourceStart(from))) {
      text.put(replacement, from);
    }
    int kept = from; // up to where the old text has been taken over
    for (int at = from; at < to; ) {
      int next = Scanner.after(utf8, at, to);
      if (isMark(Utf8.codePointAt(utf8, at, to))) {
        text.keep(kept, at);
        if (split) {
          pieces.add(start, text.newLength());
          start = text.newLength();
        }
        text.put(replacement, at);
        kept = next;
      }
      at = next;
    }
    text.keep(kept, to);
    pieces.add(start, text.newLength());
  }

  /// Whether it is, or will become, the replacement.
  private boolean isMark(int codePoint) {
    return codePoint == ' ' || codePoint == replacement;
  }

  private boolean prepends(int sourceStart) {
    return switch (prependScheme) {
      case ALWAYS -> true;
      case FIRST -> sourceStart == 0;
      case NEVER -> false;
    };
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return split && isMark(right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint) {
    return codePoint == ' ' ? replacement : codePoint;
  }
}
