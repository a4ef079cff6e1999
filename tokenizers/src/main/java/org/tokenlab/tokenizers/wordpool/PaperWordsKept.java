package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Splitter;

/// The boundaries of [PaperWords] without loss: what their rule drops belongs to the word behind
/// it, and at the end of the text is a word by itself. Nothing is stripped.
final class PaperWordsKept implements Splitter {
  static final PaperWordsKept INSTANCE = new PaperWordsKept();

  private static final int WINDOW = 4096; // bytes

  private PaperWordsKept() {}

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    IntSink bounds = new IntSink(64);
    int count = 0;
    int at = from;
    int window = WINDOW;
    while (at < to && count < ends.length) {
      int end = (int) Math.min(to, (long) at + window);
      bounds.clear();
      PaperWords.find(utf8, at, end, bounds);
      // The window may end inside its last word, or inside a string that the rule drops.
      int words = bounds.size() / 2;
      int whole = words;
      while (end < to && whole > 0 && bounds.get(2 * whole - 1) > end - 5) {
        whole--;
      }
      for (int i = 0; i < whole && count < ends.length; i++) {
        at = bounds.get(2 * i + 1);
        ends[count++] = at;
      }
      if (end == to && at < to && count < ends.length && whole == words) {
        boolean gap = words == 0 || bounds.get(2 * words - 1) < to;
        if (gap) {
          at = to;
          ends[count++] = to;
        }
      }
      window = whole == 0 ? Math.min(1 << 28, 2 * window) : WINDOW;
    }
    return count;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return left < 0x80 && "{}:,;.!'?".indexOf(left) >= 0; // not the hyphen: "@-@" is dropped whole
  }
}
