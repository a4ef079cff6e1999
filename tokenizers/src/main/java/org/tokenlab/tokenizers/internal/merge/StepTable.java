package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;

/// Steps in a fixed order, each of which merges a pair of symbols or takes a symbol apart, and
/// where to find them. Immutable and thread-safe.
///
/// A step is `{left, right, merged}` or, for a deletion, `{~deleted, parts…}`.
public final class StepTable {
  /// No such step.
  public static final int NONE = Integer.MAX_VALUE;

  private final int[][] steps;
  private final PairRanks pairs; // of each pair that merges: its number
  private final int[]
      mergesFrom; // pair p merges in the steps merges[mergesFrom[p], mergesFrom[p+1])
  private final int[] merges;
  private final int[] deletionsFrom; // the same for symbols that are deleted
  private final int[] deletions;

  /// @param symbols more than the largest symbol
  /// @param steps not copied
  /// @throws IllegalArgumentException if there are more than 2²¹ symbols or steps
  public StepTable(int symbols, int[][] steps) {
    if (Math.max(symbols, steps.length) > PairRanks.LIMIT) {
      throw new IllegalArgumentException(
          "at most 2^21 = %d symbols and steps; got %d and %d"
              .formatted(PairRanks.LIMIT, symbols, steps.length));
    }
    this.steps = steps;
    pairs = new PairRanks(steps.length);
    int[] pairOf = new int[steps.length];
    for (int step = 0; step < steps.length; step++) {
      pairOf[step] = isDeletion(step) ? -1 : pairNumber(steps[step][0], steps[step][1]);
    }
    int[] deletedOf = new int[steps.length];
    for (int step = 0; step < steps.length; step++) {
      deletedOf[step] = isDeletion(step) ? ~steps[step][0] : -1;
    }
    mergesFrom = starts(pairOf, pairs.size());
    merges = sorted(pairOf, mergesFrom);
    deletionsFrom = starts(deletedOf, symbols);
    deletions = sorted(deletedOf, deletionsFrom);
  }

  private int pairNumber(int left, int right) {
    int known = pairs.get(left, right);
    if (known != PairRanks.NONE) {
      return known;
    }
    int number = pairs.size();
    pairs.put(left, right, number);
    return number;
  }

  private static int[] starts(int[] keyOf, int keys) {
    int[] from = new int[keys + 1];
    for (int key : keyOf) {
      if (key >= 0) {
        from[key + 1]++;
      }
    }
    for (int key = 0; key < keys; key++) {
      from[key + 1] += from[key];
    }
    return from;
  }

  private static int[] sorted(int[] keyOf, int[] from) {
    int[] next = from.clone();
    int[] list = new int[from[from.length - 1]];
    for (int step = 0; step < keyOf.length; step++) {
      if (keyOf[step] >= 0) {
        list[next[keyOf[step]]++] = step;
      }
    }
    return list;
  }

  /// Whether the step is a deletion.
  public boolean isDeletion(int step) {
    return steps[step][0] < 0;
  }

  int[] step(int step) {
    return steps[step];
  }

  /// The first step after `after` that merges this pair, or [#NONE].
  int merge(int left, int right, int after) {
    int pair = pairs.get(left, right);
    return pair == PairRanks.NONE
        ? NONE
        : firstAfter(merges, mergesFrom[pair], mergesFrom[pair + 1], after);
  }

  /// The first step after `after` that deletes this symbol, or [#NONE].
  int deletion(int symbol, int after) {
    return firstAfter(deletions, deletionsFrom[symbol], deletionsFrom[symbol + 1], after);
  }

  private static int firstAfter(int[] list, int from, int to, int after) {
    if (from == to) {
      return NONE;
    }
    if (list[from] > after) {
      return list[from];
    }
    int at = Arrays.binarySearch(list, from, to, after + 1);
    at = at < 0 ? ~at : at;
    return at < to ? list[at] : NONE;
  }

  /// Whether to merge the pair of lowest step again and again, the leftmost first, does the same as
  /// [StepMerger], in either of its ways: nothing is deleted, no pair is merged in two steps, and a
  /// symbol is used only after all steps that make it. Then no merge brings up one that is due
  /// before it.
  public boolean isPlain() {
    int[] lastMade = new int[deletionsFrom.length - 1];
    Arrays.fill(lastMade, -1);
    for (int step = 0; step < steps.length; step++) {
      if (isDeletion(step)) {
        return false;
      }
      lastMade[steps[step][2]] = step;
    }
    for (int step = 0; step < steps.length; step++) {
      if (lastMade[steps[step][0]] >= step || lastMade[steps[step][1]] >= step) {
        return false;
      }
    }
    return pairs.size() == steps.length;
  }
}
