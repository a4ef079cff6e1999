package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Nmt: removes control characters and makes spaces of other odd white space. Linear.
public record Nmt() implements ByCharacter {
  static final CharacterRewrite REWRITE = new CharacterRewrite(Nmt::map);

  private static int map(int codePoint) {
    if (HfCharacters.NMT_REMOVED.contains(codePoint)) {
      return CharacterRewrite.REMOVED;
    }
    return HfCharacters.NMT_TO_SPACE.contains(codePoint) ? ' ' : codePoint;
  }
}
