package org.tokenlab.analysis.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tokenlab.analysis.metrics.ItemCounts;

/// Bootstrap resamples of the items of a parallel corpus, drawn once and shared by every figure.
///
/// The unit that is drawn is the item, a sentence in all its languages: languages and tokenizers
/// are *paired*, so that a sentence that is long in one is long in the other, and the interval of a
/// ratio is as narrow as it should be. A resample draws as many items as the corpus has, with
/// replacement. Where a language lacks items, its sums lack them in every resample alike, so their
/// number varies as it would in another corpus of this kind.
///
/// A resample is kept as the number of times each item was drawn, so a sum over it is a dot product
/// of two `int` arrays, which the JIT compiler vectorises; a thousand resamples of a thousand items
/// take 4 MB, and a sum over each of them about a tenth of a millisecond.
///
/// Each resample has a random generator of its own, seeded with the seed and its number: any number
/// of threads gives the same. Immutable and thread-safe.
public final class Resamples {
  private final int items;
  private final int[][] draws; // by resample, by item

  private Resamples(int items, int[][] draws) {
    this.items = items;
    this.draws = draws;
  }

  /// Draws resamples.
  ///
  /// @param items of the corpus, at least 1
  /// @param resamples how many, at least 1; 1,000 is usual
  /// @param seed any number
  /// @throws IllegalArgumentException for fewer
  public static Resamples of(int items, int resamples, long seed) {
    if (items < 1 || resamples < 1) {
      throw new IllegalArgumentException(
          "an item and a resample at least wanted; got: " + items + " and " + resamples);
    }
    int[][] draws = new int[resamples][];
    IntStream.range(0, resamples).parallel().forEach(r -> draws[r] = draw(items, seed, r));
    return new Resamples(items, draws);
  }

  private static int[] draw(int items, long seed, int resample) {
    SplittableRandom random = new SplittableRandom(mixed(seed, resample));
    int[] counts = new int[items];
    for (int i = 0; i < items; i++) {
      counts[random.nextInt(items)]++;
    }
    return counts;
  }

  // Seeds that differ by a multiple of the generator's own step would give the same numbers, only
  // shifted: hence the mixing (the finaliser of MurmurHash3).
  private static long mixed(long seed, int resample) {
    long z = seed + (resample + 1) * 0xD1342543DE82EF95L;
    z = (z ^ z >>> 33) * 0xFF51AFD7ED558CCDL;
    z = (z ^ z >>> 33) * 0xC4CEB9FE1A85EC53L;
    return z ^ z >>> 33;
  }

  /// How many resamples there are.
  public int size() {
    return draws.length;
  }

  /// How many items the corpus has.
  public int items() {
    return items;
  }

  /// How often an item was drawn into a resample.
  public int draws(int resample, int item) {
    return draws[resample][item];
  }

  /// The sum of the counts over each resample; items that are missing add nothing.
  ///
  /// @throws IllegalArgumentException for counts of another number of items
  public long[] sums(ItemCounts counts) {
    return sums(present(counts, counts));
  }

  /// The sum of the counts over each resample, of those items that `other` has, too: what a ratio
  /// over shared items needs.
  ///
  /// @throws IllegalArgumentException for counts of another number of items
  public long[] sumsShared(ItemCounts counts, ItemCounts other) {
    return sums(present(counts, other));
  }

  /// The sum of values by item over each resample.
  ///
  /// @param values none of them negative
  /// @throws IllegalArgumentException for values of another number of items
  public long[] sumsOf(int[] values) {
    requireItems(values.length);
    return sums(values);
  }

  /// The sum of values by item over each resample, in an order of addition that depends on nothing.
  ///
  /// @throws IllegalArgumentException for values of another number of items
  public double[] sumsOf(double[] values) {
    requireItems(values.length);
    double[] sums = new double[draws.length];
    for (int r = 0; r < sums.length; r++) {
      sums[r] = dot(draws[r], values);
    }
    return sums;
  }

  private void requireItems(int length) {
    if (length != items) {
      throw new IllegalArgumentException("values of " + items + " items wanted; got " + length);
    }
  }

  private int[] present(ItemCounts counts, ItemCounts other) {
    if (counts.size() != items || other.size() != items) {
      throw new IllegalArgumentException(
          "counts of " + items + " items wanted; got " + counts.size() + " and " + other.size());
    }
    int[] present = new int[items];
    for (int i = 0; i < items; i++) {
      present[i] = other.has(i) ? Math.max(0, counts.get(i)) : 0;
    }
    return present;
  }

  private long[] sums(int[] counts) {
    long[] sums = new long[draws.length];
    long most = Arrays.stream(counts).max().orElse(0);
    // No resample's sum exceeds this; within an int, the loop is vectorised.
    boolean small = most * items <= Integer.MAX_VALUE;
    for (int r = 0; r < sums.length; r++) {
      sums[r] = small ? dot(draws[r], counts) : longDot(draws[r], counts);
    }
    return sums;
  }

  private static int dot(int[] a, int[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// Four sums side by side, or each addition would wait for the one before it.
  private static double dot(int[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static long longDot(int[] a, int[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (long) a[i] * b[i];
    }
    return sum;
  }
}
