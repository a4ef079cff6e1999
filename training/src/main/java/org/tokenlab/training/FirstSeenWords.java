package org.tokenlab.training;

import java.util.Arrays;
import java.util.Iterator;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.PieceTable;

/// Counts words on one thread and keeps them in the order in which they first came.
final class FirstSeenWords {
  private static final int SLACK = 16; // words are read 16 bytes at a time

  private final Splitter splitter;
  private final PieceTable words = new PieceTable();
  private long[] counts = new long[1 << 10];
  private int[] ends = new int[1 << 10];
  private byte[] buffer = new byte[1 << 16];

  private FirstSeenWords(Splitter splitter) {
    this.splitter = splitter;
  }

  /// Counts; the result is not in the order that other [WordCounts] have, so it is not to be handed
  /// out.
  static WordCounts of(
      Iterator<? extends CharSequence> texts, Splitter splitter, PacedListener listener) {
    FirstSeenWords seen = new FirstSeenWords(splitter);
    long bytes = 0;
    listener.mark(Phase.COUNTING, 0, -1);
    while (texts.hasNext()) {
      bytes += seen.add(texts.next());
      listener.tick(Phase.COUNTING, bytes, -1);
    }
    listener.mark(Phase.COUNTING, bytes, bytes);
    return seen.counts();
  }

  private int add(CharSequence text) {
    int length = Utf8.length(text);
    if ((long) length + SLACK > buffer.length) {
      buffer = new byte[Math.addExact(length, SLACK)];
    }
    Utf8.encode(text, buffer, 0);
    int at = 0;
    while (at < length) {
      int count = splitter.split(buffer, at, length, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
      }
      for (int i = 0; i < count; i++) {
        int word = words.intern(buffer, at, ends[i]);
        if (word == counts.length) {
          counts = Arrays.copyOf(counts, Math.multiplyExact(2, word));
        }
        counts[word]++;
        at = ends[i];
      }
    }
    return length;
  }

  private WordCounts counts() {
    int size = words.size();
    int[] starts = new int[size + 1];
    for (int w = 0; w < size; w++) {
      starts[w + 1] = words.end(w);
    }
    return new WordCounts(
        Arrays.copyOf(words.arena(), starts[size]), starts, Arrays.copyOf(counts, size));
  }
}
