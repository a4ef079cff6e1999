package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.List;

/// Strings of a text that may become pieces, each with its score: how often it occurs times its
/// length in code points.
final class Candidates {
  private int[] starts = new int[1 << 8];
  private short[] lengths = new short[1 << 8]; // bytes
  private float[] scores = new float[1 << 8];
  private int size;

  void add(int start, int length, float score) {
    if (size == starts.length) {
      resize((int) Math.min(Integer.MAX_VALUE - 16L, size * 2L));
    }
    starts[size] = start;
    lengths[size] = (short) length;
    scores[size++] = score;
  }

  private void resize(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    scores = Arrays.copyOf(scores, capacity);
  }

  int size() {
    return size;
  }

  /// All candidates of all parts.
  static Candidates concatenation(List<Candidates> parts) {
    Candidates all = new Candidates();
    all.resize(Math.toIntExact(parts.stream().mapToLong(part -> part.size).sum()));
    for (Candidates part : parts) {
      System.arraycopy(part.starts, 0, all.starts, all.size, part.size);
      System.arraycopy(part.lengths, 0, all.lengths, all.size, part.size);
      System.arraycopy(part.scores, 0, all.scores, all.size, part.size);
      all.size += part.size;
    }
    return all;
  }

  /// Appends the `most` best to `seeds`: by score, then the one with more bytes, then by bytes.
  void best(int most, byte[] text, Seeds seeds) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    IntArrays.parallelQuickSort(order, (a, b) -> compare(a, b, text));
    for (int i = 0; i < Math.min(most, size); i++) {
      int c = order[i];
      seeds.add(text, starts[c], starts[c] + lengths[c], scores[c]);
    }
  }

  private int compare(int a, int b, byte[] text) {
    if (scores[a] != scores[b]) {
      return Float.compare(scores[b], scores[a]);
    }
    if (lengths[a] != lengths[b]) {
      return lengths[b] - lengths[a];
    }
    return Arrays.compareUnsigned(
        text, starts[a], starts[a] + lengths[a], text, starts[b], starts[b] + lengths[b]);
  }
}
