package org.tokenlab.training.superword;

import org.tokenlab.tokenizers.Splitter;

/// The ends of a text's pieces, one after the other. Reused from text to text; not thread-safe.
final class PieceEnds {
  // The batch stays in the first-level cache between the scanner and who asks.
  private static final int BATCH = 1024;

  private final Splitter splitter;
  private int[] ends = new int[BATCH];
  private int count;
  private int next;
  private byte[] utf8 = {};
  private int at;
  private int to;

  PieceEnds(Splitter splitter) {
    this.splitter = splitter;
  }

  /// Starts on the text `utf8[from, to)`.
  void start(byte[] text, int from, int textEnd) {
    utf8 = text;
    at = from;
    to = textEnd;
    count = 0;
    next = 0;
  }

  /// Where the next piece ends; asked only where there is one.
  int next() {
    while (next == count) {
      next = 0;
      count = splitter.split(utf8, at, to, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
      }
    }
    at = ends[next++];
    return at;
  }
}
