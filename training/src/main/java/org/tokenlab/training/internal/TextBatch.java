package org.tokenlab.training.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.TextBlocks;

/// Texts that one thread has taken: as they came, or as bytes of UTF-8.
final class TextBatch implements TextBlocks.Sink {
  private static final int SLACK = 16; // words are read 16 bytes at a time

  private static final int FIRST_BYTES = 1 << 17;
  private static final int KEPT_BYTES = 1 << 22;

  private final List<CharSequence> texts = new ArrayList<>();
  private final Utf8Buffer encoded = new Utf8Buffer(); // one of them
  private byte[] utf8 = new byte[FIRST_BYTES];
  private int used;
  private int[] bounds = new int[1 << 10]; // start and end of each
  private int count;
  private long size;

  void clear() {
    texts.clear();
    if (utf8.length > KEPT_BYTES) {
      utf8 = new byte[FIRST_BYTES];
    }
    used = 0;
    count = 0;
    size = 0;
  }

  @Override
  public void text(CharSequence text) {
    texts.add(text);
    size += text.length() + 1L; // a batch of empty ones must end, too
  }

  @Override
  public void texts(byte[] bytes, int[] starts, int[] ends, int many) {
    if (many == 0) {
      return;
    }
    int length = ends[many - 1] - starts[0];
    long needed = (long) used + length + SLACK;
    if (needed > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "a text of " + length + " bytes is too long to count at once; cut it into several");
    }
    if (needed > utf8.length) {
      utf8 = Arrays.copyOf(utf8, (int) Math.max(needed, Math.min(2L * utf8.length, KEPT_BYTES)));
    }
    System.arraycopy(bytes, starts[0], utf8, used, length);
    if (bounds.length < 2 * (count + many)) {
      bounds = Arrays.copyOf(bounds, 4 * (count + many));
    }
    for (int i = 0; i < many; i++) {
      bounds[2 * (count + i)] = starts[i] - starts[0] + used;
      bounds[2 * (count + i) + 1] = ends[i] - starts[0] + used;
    }
    used += length;
    count += many;
    size += length + many;
  }

  /// UTF-16 units of the texts and bytes of the others, and one more for each, together.
  long size() {
    return size;
  }

  boolean isEmpty() {
    return texts.isEmpty() && count == 0;
  }

  /// Shows the texts to a worker, and returns their bytes.
  ///
  /// @throws IllegalArgumentException if one that came as bytes is not well-formed UTF-8
  <W> long show(W worker, TextWorker<W> work) {
    long bytes = 0;
    for (CharSequence text : texts) {
      int length = encoded.write(text);
      work.add(worker, encoded.bytes(), 0, length);
      bytes += length;
    }
    boolean wellFormed = Utf8.validUpTo(utf8, 0, used) == used;
    for (int i = 0; i < count; i++) {
      int from = bounds[2 * i];
      int to = bounds[2 * i + 1];
      if (!wellFormed || isInside(from) || isInside(to)) {
        WellFormed.require(utf8, from, to);
      }
      work.add(worker, utf8, from, to);
      bytes += to - from;
    }
    return bytes;
  }

  /// Whether a character goes on at this place, if all are well-formed.
  private boolean isInside(int place) {
    return place < used && (utf8[place] & 0xC0) == 0x80;
  }
}
