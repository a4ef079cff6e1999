package org.tokenlab.training.equalinfo;

/// Sorts numbers by their lowest bits, 11 at a time, in O(n) for each: comparing them took most of
/// the training.
final class RadixSort {
  private static final int DIGIT = 11;

  private RadixSort() {}

  /// The numbers in ascending order.
  ///
  /// @param numbers not negative; overwritten
  /// @param bits how many bits they have at most
  static long[] sorted(long[] numbers, int bits) {
    long[] from = numbers;
    long[] to = new long[numbers.length];
    for (int shift = 0; shift < bits; shift += DIGIT) {
      int[] at = new int[(1 << DIGIT) + 1];
      for (long number : from) {
        at[((int) (number >>> shift) & ((1 << DIGIT) - 1)) + 1]++;
      }
      for (int digit = 0; digit < 1 << DIGIT; digit++) {
        at[digit + 1] += at[digit];
      }
      for (long number : from) {
        to[at[(int) (number >>> shift) & ((1 << DIGIT) - 1)]++] = number;
      }
      long[] sorted = to;
      to = from;
      from = sorted;
    }
    return from;
  }
}
