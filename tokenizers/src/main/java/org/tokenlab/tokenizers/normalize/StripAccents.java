package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's StripAccents: removes combining marks, of every script, those that carry vowels too.
///
/// It doesn't decompose: `é` as one character stays unless [UnicodeForm#NFD] comes first. Linear.
public record StripAccents() implements ByCharacter {
  static final CharacterRewrite REWRITE = new CharacterRewrite(StripAccents::map);

  private static int map(int codePoint) {
    return HfCharacters.COMBINING_MARK.contains(codePoint) ? CharacterRewrite.REMOVED : codePoint;
  }
}
