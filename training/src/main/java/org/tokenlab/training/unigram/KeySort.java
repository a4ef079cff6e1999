package org.tokenlab.training.unigram;

/// Sorts pairs of a `long` key and an `int` value by key, unsigned, in place.
///
/// Radix sort from the highest byte on, so never more than eight passes over any pair; short ranges
/// by insertion. Equal keys come in any order.
final class KeySort {
  private static final int SHORT = 48; // below it insertion is faster than counting 256 bytes

  private KeySort() {}

  /// Sorts `[from, to)`.
  static void sort(long[] keys, int[] values, int from, int to) {
    sort(keys, values, from, to, 56);
  }

  private static void sort(long[] keys, int[] values, int from, int to, int firstShift) {
    if (to - from <= SHORT) {
      insert(keys, values, from, to);
      return;
    }
    int[] counts = new int[256];
    int shift = firstShift;
    while (true) {
      for (int i = from; i < to; i++) {
        counts[(int) (keys[i] >>> shift) & 0xFF]++;
      }
      if (counts[(int) (keys[from] >>> shift) & 0xFF] < to - from) {
        break;
      }
      if (shift == 0) {
        return; // all keys are equal
      }
      counts[(int) (keys[from] >>> shift) & 0xFF] = 0;
      shift -= 8;
    }
    int[] ends = new int[256];
    int[] heads = new int[256];
    int at = from;
    for (int b = 0; b < 256; b++) {
      heads[b] = at;
      at += counts[b];
      ends[b] = at;
    }
    for (int b = 0; b < 256; b++) {
      while (heads[b] < ends[b]) {
        long key = keys[heads[b]];
        int value = values[heads[b]];
        for (int home = (int) (key >>> shift) & 0xFF;
            home != b;
            home = (int) (key >>> shift) & 0xFF) {
          int there = heads[home]++;
          long otherKey = keys[there];
          int otherValue = values[there];
          keys[there] = key;
          values[there] = value;
          key = otherKey;
          value = otherValue;
        }
        keys[heads[b]] = key;
        values[heads[b]++] = value;
      }
    }
    if (shift > 0) {
      for (int b = 0; b < 256; b++) {
        if (counts[b] > 1) {
          sort(keys, values, ends[b] - counts[b], ends[b], shift - 8);
        }
      }
    }
  }

  private static void insert(long[] keys, int[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int value = values[i];
      int at = i;
      while (at > from && Long.compareUnsigned(keys[at - 1], key) > 0) {
        keys[at] = keys[at - 1];
        values[at] = values[at - 1];
        at--;
      }
      keys[at] = key;
      values[at] = value;
    }
  }
}
