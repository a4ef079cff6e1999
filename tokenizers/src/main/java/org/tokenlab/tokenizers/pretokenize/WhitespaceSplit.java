package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's WhitespaceSplit: splits at white space (Rust's `char::is_whitespace`) and drops it.
public record WhitespaceSplit() implements PreTokenizer {
  private static final ClassSplit SPLIT =
      ClassSplit.at(HfCharacters.WHITE_SPACE::contains, SplitBehavior.REMOVED);

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
