package org.tokenlab.training.internal.sentencepiece;

import java.util.Arrays;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.PairOrder;

/// SentencePiece's order of pairs with one count: that which makes the shorter piece, in code
/// points, and then that which makes the smaller one by its bytes, unsigned.
public final class PieceOrder implements PairOrder {
  private final MergeLog log;
  private int[] codePoints = new int[1024]; // by token id, as far as known
  private int known;

  PieceOrder(MergeLog log) {
    this.log = log;
  }

  @Override
  public boolean before(long pair, long other) {
    int order = compare(pair, other);
    return order != 0 ? order < 0 : pair < other;
  }

  /// Less than 0 if `pair` comes first, 0 if both make the same piece.
  int compare(long pair, long other) {
    learnLengths();
    int left = (int) (pair >>> 32);
    int right = (int) pair;
    int otherLeft = (int) (other >>> 32);
    int otherRight = (int) other;
    int lengths =
        codePoints[left] + codePoints[right] - codePoints[otherLeft] - codePoints[otherRight];
    return lengths != 0
        ? lengths
        : compare(log.token(left), log.token(right), log.token(otherLeft), log.token(otherRight));
  }

  private void learnLengths() {
    if (known == log.tokenCount()) {
      return;
    }
    if (log.tokenCount() > codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, 2 * log.tokenCount());
    }
    for (; known < log.tokenCount(); known++) {
      codePoints[known] = codePoints(log.token(known));
    }
  }

  private static int codePoints(byte[] utf8) {
    int count = 0;
    for (byte b : utf8) {
      count += (b & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
  }

  /// Compares `a` and then `b` with `c` and then `d`.
  private static int compare(byte[] a, byte[] b, byte[] c, byte[] d) {
    int common = Math.min(a.length, c.length);
    int order = Arrays.compareUnsigned(a, 0, common, c, 0, common);
    if (order != 0) {
      return order;
    }
    // What is left of the longer left part, then right parts.
    int length = a.length + b.length;
    int otherLength = c.length + d.length;
    for (int i = common; i < Math.min(length, otherLength); i++) {
      int x = (i < a.length ? a[i] : b[i - a.length]) & 0xFF;
      int y = (i < c.length ? c[i] : d[i - c.length]) & 0xFF;
      if (x != y) {
        return x - y;
      }
    }
    return length - otherLength;
  }
}
