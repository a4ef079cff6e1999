package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Splitter;

/// HF's FixedLength: every `length` characters make a piece.
///
/// @param length in code points, at least 1
public record FixedLength(int length) implements Splitter {
  /// Refuses a length below 1, which HF stops at when it splits.
  public FixedLength {
    if (length < 1) {
      throw new IllegalArgumentException("a piece has a length of at least 1; got " + length);
    }
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int count = 0;
    int at = from;
    while (at < to && count < ends.length) {
      for (int n = 0; n < length && at < to; n++) {
        at = Scanner.after(utf8, at, to);
      }
      ends[count++] = at;
    }
    return count;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return length == 1;
  }
}
