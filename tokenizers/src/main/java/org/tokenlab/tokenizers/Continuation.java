package org.tokenlab.tokenizers;

/// Encodes a text part by part, from front to back, cut where [Tokenizer#sumKeepingCutRule] allows.
///
/// Carries what one part has to know of those before it: the running sum of a model whose
/// [TokenizerModel#sumsRunOn]. Not thread-safe.
final class Continuation {
  private final Tokenizer tokenizer;
  private final boolean sums;
  private final double[] runningSum = new double[1];

  Continuation(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    sums = tokenizer.model().sumsRunOn();
  }

  /// The ids of the next part, `utf8[from, to)`, after which the text may be cut.
  ///
  /// @param textStart where the text, or what is left of it, starts; if it is less than `from`, a
  ///   cut is at `from`
  int[] next(byte[] utf8, int textStart, int from, int to) {
    return ids(utf8, textStart, from, to, runningSum);
  }

  /// The ids of the text's last part, `utf8[from, to)`, as far as it is known; may be asked again
  /// when more is.
  int[] last(byte[] utf8, int textStart, int from, int to) {
    return ids(utf8, textStart, from, to, runningSum.clone());
  }

  private int[] ids(byte[] utf8, int textStart, int from, int to, double[] sum) {
    if (!sums) {
      return tokenizer.sumKeepingCutRule().ids(utf8, textStart, from, to);
    }
    int start = from == textStart ? from : CutRule.characterBefore(utf8, textStart, from);
    return tokenizer.encodeContinued(utf8, start, to, from - start, sum);
  }
}
