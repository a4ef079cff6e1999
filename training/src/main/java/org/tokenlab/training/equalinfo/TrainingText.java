package org.tokenlab.training.equalinfo;

import java.util.Arrays;
import java.util.Iterator;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;

/// The text to train on, in one array: no more than fits, evenly taken from all that came.
///
/// When the array is full, every second text is dropped, and from then on only every second one is
/// kept; and so on. Which texts stay depends on their order and lengths alone.
final class TrainingText {
  private final int limit;
  private final boolean lines;
  private byte[] bytes = new byte[1 << 16];
  private int length;
  private final IntSink ends = new IntSink(1024); // of each kept text, its line feed included
  private long stride = 1;
  private long read; // texts
  private long readBytes;

  /// @param limit most bytes to keep
  /// @param lines whether a text is a line, so that a line feed and the next one follow it
  private TrainingText(int limit, boolean lines) {
    this.limit = limit;
    this.lines = lines;
  }

  static TrainingText of(
      Iterator<? extends CharSequence> texts, int limit, boolean lines, PacedListener listener) {
    TrainingText text = new TrainingText(limit, lines);
    listener.mark(Phase.COUNTING, 0, -1);
    while (texts.hasNext()) {
      text.add(texts.next());
      listener.tick(Phase.COUNTING, text.readBytes, -1);
    }
    listener.mark(Phase.COUNTING, text.readBytes, text.readBytes);
    return text;
  }

  private void add(CharSequence text) {
    int size = Utf8.length(text);
    readBytes += size;
    if (read++ % stride != 0) {
      return;
    }
    long needed = (long) size + (lines ? 1 : 0);
    if (needed > limit) {
      throw new IllegalArgumentException(
          "a text of %,d bytes is longer than the %,d that training keeps; cut it, or keep more"
              .formatted(size, limit));
    }
    while (length + needed > limit) {
      halve();
      if ((read - 1) % stride != 0) {
        return;
      }
    }
    if (length + needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * length, length + needed)));
    }
    length = Utf8.encode(text, bytes, length);
    if (lines) {
      bytes[length++] = '\n';
    }
    ends.add(length);
  }

  /// Drops every second text.
  private void halve() {
    int kept = 0;
    int to = 0;
    for (int i = 0; i < ends.size(); i++) {
      int from = i == 0 ? 0 : ends.get(i - 1);
      int end = ends.get(i);
      if (i % 2 == 1) {
        continue;
      }
      ends.set(kept, 0); // set below; the ends read later are not touched
      System.arraycopy(bytes, from, bytes, to, end - from);
      to += end - from;
      ends.set(kept++, to);
    }
    ends.truncate(kept);
    length = to;
    stride *= 2;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Number of bytes kept.
  int length() {
    return length;
  }

  /// Where the stretches end that know nothing of each other: texts, or blocks of lines.
  ///
  /// @param least bytes of a block of lines
  int[] stretchEnds(int least) {
    if (!lines) {
      return ends.toArray();
    }
    IntSink blocks = new IntSink(1024);
    int from = 0;
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i) - from >= least || i == ends.size() - 1) {
        from = ends.get(i);
        blocks.add(from);
      }
    }
    return blocks.toArray();
  }
}
