package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Nmt: removes control characters and makes spaces of other odd white space. Linear.
public record Nmt() implements Normalizer {
  private static final CharacterRewrite REWRITE = new CharacterRewrite(Nmt::map);

  private static int map(int codePoint) {
    if (HfCharacters.NMT_REMOVED.contains(codePoint)) {
      return CharacterRewrite.REMOVED;
    }
    return HfCharacters.NMT_TO_SPACE.contains(codePoint) ? ' ' : codePoint;
  }

  @Override
  public void apply(AlignedText text) {
    REWRITE.apply(text);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint) {
    return REWRITE.image(codePoint);
  }
}
