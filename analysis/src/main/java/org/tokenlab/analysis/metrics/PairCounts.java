package org.tokenlab.analysis.metrics;

import java.util.Arrays;

/// Counts pairs of numbers, each 0 or more, and numbers the distinct ones from 0 in the order in
/// which they come.
///
/// A hash table with open addressing, without boxes: a tenth of the time that sorting the pairs
/// takes. Not thread-safe.
final class PairCounts {
  private static final long MIX = 0x9E3779B97F4A7C15L; // 2⁶⁴ over the golden ratio

  private long[] pairs = new long[512]; // by number
  private int[] counts = new int[512];
  private int[] slots = new int[1024]; // one more than a pair's number, or 0
  private int size;

  /// Counts a pair and returns its number.
  int add(int first, int second) {
    long pair = (long) first << 32 | second;
    int slot = slot(pair);
    int number = slots[slot] - 1;
    if (number < 0) {
      number = size++;
      if (number == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      pairs[number] = pair;
      slots[slot] = number + 1;
      if (2L * size > slots.length) {
        rehash();
      }
    }
    counts[number]++;
    return number;
  }

  /// The number of a pair, or −1 if it has not come.
  int number(int first, int second) {
    return slots[slot((long) first << 32 | second)] - 1;
  }

  private int slot(long pair) {
    int mask = slots.length - 1;
    int slot = (int) ((pair * MIX) >>> 32) & mask;
    while (slots[slot] != 0 && pairs[slots[slot] - 1] != pair) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    for (int number = 0; number < size; number++) {
      slots[slot(pairs[number])] = number + 1;
    }
  }

  /// Number of distinct pairs.
  int size() {
    return size;
  }

  /// The first part of pair `number`.
  int first(int number) {
    return (int) (pairs[number] >>> 32);
  }

  /// How often pair `number` has come.
  int count(int number) {
    return counts[number];
  }
}
