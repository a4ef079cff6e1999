package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's StripAccents: removes combining marks, of every script, those that carry vowels too.
///
/// It doesn't decompose: `é` as one character stays unless [UnicodeForm#NFD] comes first. Linear.
public record StripAccents() implements Normalizer {
  private static final CharacterRewrite REWRITE = new CharacterRewrite(StripAccents::map);

  private static int map(int codePoint) {
    return HfCharacters.COMBINING_MARK.contains(codePoint) ? CharacterRewrite.REMOVED : codePoint;
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
