package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Whitespace: the pieces are the matches of `\w+|[^\w\s]+`, white space is dropped. `\w` and
/// `\s` are those of Rust's regex crate.
public record Whitespace() implements ByClasses {
  private static final int SPACE = 1;
  private static final int WORD = 2;
  static final ClassSplit SPLIT =
      new ClassSplit(
          codePoint ->
              HfCharacters.WORD.contains(codePoint)
                  ? WORD
                  : HfCharacters.WHITE_SPACE.contains(codePoint) ? SPACE : 0,
          (left, right) -> left != right,
          SPACE);
}
