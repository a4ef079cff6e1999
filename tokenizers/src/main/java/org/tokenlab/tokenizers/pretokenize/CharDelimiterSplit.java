package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;

/// HF's CharDelimiterSplit: splits at one character and drops it.
///
/// @param delimiter its code point
public record CharDelimiterSplit(int delimiter) implements PreTokenizer {
  @Override
  public void apply(Pieces pieces) {
    ClassSplit.at(codePoint -> codePoint == delimiter, SplitBehavior.REMOVED).apply(pieces);
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return left == delimiter || right == delimiter;
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint) {
    return codePoint == delimiter ? -1 : codePoint;
  }
}
