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
    float least = leastOfBest(most);
    long[] keys = new long[size]; // positive floats compare as their bits
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (scores[i] >= least) {
        keys[count++] = (long) ~Float.floatToIntBits(scores[i]) << 32 | i;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] order = new int[count];
    int tied = 0; // where the candidates begin whose score is the present one
    for (int i = 0; i < count; i++) {
      order[i] = (int) keys[i];
      if (i + 1 == count || keys[i] >> 32 != keys[i + 1] >> 32) {
        IntArrays.quickSort(order, tied, i + 1, (a, b) -> compare(a, b, text));
        tied = i + 1;
      }
    }
    for (int i = 0; i < Math.min(most, count); i++) {
      int c = order[i];
      seeds.add(text, starts[c], starts[c] + lengths[c], scores[c]);
    }
  }

  /// A score that at least `most` candidates reach, and not many more: the rest need no sorting.
  private float leastOfBest(int most) {
    int[] histogram = new int[1 << 16]; // by the upper half of a positive float's bits
    for (int i = 0; i < size; i++) {
      histogram[Float.floatToIntBits(scores[i]) >>> 16]++;
    }
    int bits = histogram.length - 1;
    for (long above = histogram[bits]; bits > 0 && above < most; above += histogram[bits]) {
      bits--;
    }
    return Float.intBitsToFloat(bits << 16);
  }

  /// Compares two of the same score.
  private int compare(int a, int b, byte[] text) {
    if (lengths[a] != lengths[b]) {
      return lengths[b] - lengths[a];
    }
    return Arrays.compareUnsigned(
        text, starts[a], starts[a] + lengths[a], text, starts[b], starts[b] + lengths[b]);
  }
}
