package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;

/// HF's Prepend: puts a text in front, whatever the text starts with; an empty text stays empty.
///
/// What is put in front has the source of the first character. Linear.
///
/// @param text what is put in front
public record Prepend(String text) implements Normalizer {
  @Override
  public void apply(AlignedText aligned) {
    if (aligned.length() == 0) {
      return;
    }
    int first = Utf8.sequenceLength(aligned.bytes()[0] & 0xFF);
    aligned.beginRewrite();
    if (text.isEmpty()) {
      // HF takes the first character for an addition at the very start, which has no source.
      aligned.put(aligned.bytes(), 0, first, aligned.origin(), aligned.origin());
    } else {
      byte[] utf8 = new byte[Utf8.length(text)];
      Utf8.encode(text, utf8, 0);
      aligned.put(utf8, 0, utf8.length, aligned.sourceStart(0), aligned.sourceEnd(0));
      aligned.keep(0, first);
    }
    aligned.keep(first, aligned.length());
    aligned.endRewrite();
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint, Side side) {
    return codePoint;
  }
}
