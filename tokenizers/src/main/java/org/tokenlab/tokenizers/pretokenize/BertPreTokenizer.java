package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's BertPreTokenizer: white space is dropped, each punctuation character is a piece.
/// Punctuation is all of ASCII's, `$` and `+` too, and Unicode's categories P.
public record BertPreTokenizer() implements ByClasses {
  private static final int SPACE = 1;
  private static final int PUNCTUATION = 2;
  static final ClassSplit SPLIT =
      new ClassSplit(
          codePoint ->
              HfCharacters.WHITE_SPACE.contains(codePoint)
                  ? SPACE
                  : HfCharacters.PUNCTUATION.contains(codePoint) ? PUNCTUATION : 0,
          (left, right) -> left + right > 0,
          SPACE);
}
