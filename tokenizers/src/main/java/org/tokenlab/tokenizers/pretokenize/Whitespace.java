package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Whitespace: the pieces are the matches of `\w+|[^\w\s]+`, white space is dropped. `\w` and
/// `\s` are those of Rust's regex crate.
public record Whitespace() implements PreTokenizer {
  private static final int SPACE = 1;
  private static final int WORD = 2;
  private static final ClassSplit SPLIT =
      new ClassSplit(
          codePoint ->
              HfCharacters.WORD.contains(codePoint)
                  ? WORD
                  : HfCharacters.WHITE_SPACE.contains(codePoint) ? SPACE : 0,
          (left, right) -> left != right,
          SPACE);

  @Override
  public void apply(Pieces pieces) {
    SPLIT.apply(pieces);
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return SPLIT.cutsBetween(left, right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return SPLIT.keepsApart(left, right);
  }

  @Override
  public int image(int codePoint) {
    return SPLIT.image(codePoint);
  }
}
