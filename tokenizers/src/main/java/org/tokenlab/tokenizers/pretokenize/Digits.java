package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Digits: splits numbers (Rust's `char::is_numeric`, so `½` and `Ⅷ` too) from other text.
///
/// @param individualDigits whether each digit is a piece, or each run of digits
public record Digits(boolean individualDigits) implements Splitter {
  private static final Splitter EACH =
      ClassSplit.at(HfCharacters.NUMERIC::contains, SplitBehavior.ISOLATED)
          .splitter()
          .orElseThrow();
  private static final Splitter RUNS =
      ClassSplit.at(HfCharacters.NUMERIC::contains, SplitBehavior.CONTIGUOUS)
          .splitter()
          .orElseThrow();

  private Splitter cutting() {
    return individualDigits ? EACH : RUNS;
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    return cutting().split(utf8, from, to, ends);
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return cutting().cutsBetween(left, right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }
}
