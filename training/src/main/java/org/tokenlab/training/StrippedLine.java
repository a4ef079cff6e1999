package org.tokenlab.training;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;

/// Drops spaces (U+0020), carriage returns and line feeds from both ends of a text, as subword-nmt
/// does. Linear.
record StrippedLine() implements Normalizer {
  @Override
  public void apply(AlignedText text) {
    byte[] utf8 = text.bytes();
    int from = 0;
    int to = text.length();
    while (from < to && isDropped(utf8[from])) {
      from++;
    }
    while (to > from && isDropped(utf8[to - 1])) {
      to--;
    }
    if (to - from < text.length()) {
      text.beginRewrite();
      text.keep(from, to);
      text.endRewrite();
    }
  }

  private static boolean isDropped(byte b) {
    return b == ' ' || b == '\r' || b == '\n';
  }
}
