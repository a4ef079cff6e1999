package org.tokenlab.analysis.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Successor efficiency: how evenly the tokens are spread that follow a context (TokEval's bigram
/// and trigram entropy, after the Shannon efficiency η of Poelman et al. 2025).
///
/// For each context that is followed at least `least` times (3 in TokEval), `η = H / log₂ min(k,
/// n)`, where H is the entropy in bits of what follows, k the number of distinct followers and n of
/// all; η is 0 for a context with a single follower. The result is the mean of η weighted by n, in
/// [0, 1]. Contexts don't reach across texts.
public final class SuccessorEfficiency {
  /// How often TokEval wants a context to be followed.
  public static final int LEAST = 3;

  private SuccessorEfficiency() {}

  /// A figure and what it rests on.
  ///
  /// @param efficiency the weighted mean; empty if no context is followed often enough
  /// @param followers tokens that follow some context
  /// @param contexts distinct contexts that were followed often enough
  /// @param rareContexts distinct contexts that were left out
  public record Result(OptionalDouble efficiency, long followers, int contexts, int rareContexts) {}

  /// Contexts of one token. O(n log n) time and 8 bytes a token.
  ///
  /// @param least occurrences that a context needs, at least 1
  /// @param texts the ids of each text
  public static Result bigrams(int least, Iterable<int[]> texts) {
    Pairs pairs = new Pairs();
    for (int[] ids : texts) {
      for (int i = 0; i + 1 < ids.length; i++) {
        pairs.add(ids[i], ids[i + 1]);
      }
    }
    return pairs.result(least);
  }

  /// Contexts of two tokens. O(n log n) time and 16 bytes a token.
  ///
  /// @param least occurrences that a context needs, at least 1
  /// @param texts the ids of each text
  public static Result trigrams(int least, Iterable<int[]> texts) {
    Pairs bigrams = new Pairs();
    for (int[] ids : texts) {
      for (int i = 0; i + 2 < ids.length; i++) {
        bigrams.add(ids[i], ids[i + 1]);
      }
    }
    long[] contexts = Arrays.stream(bigrams.sorted()).distinct().toArray();
    Pairs pairs = new Pairs();
    for (int[] ids : texts) {
      for (int i = 0; i + 2 < ids.length; i++) {
        int context = Arrays.binarySearch(contexts, Pairs.pair(ids[i], ids[i + 1]));
        pairs.add(context, ids[i + 2]);
      }
    }
    return pairs.result(least);
  }

  /// Pairs of a context and what follows it. Counting by sorting takes a fifth of the memory that a
  /// map of maps would, and no boxes.
  private static final class Pairs {
    private long[] pairs = new long[1024];
    private int size;

    static long pair(int context, int follower) {
      return (long) context << 32 | follower;
    }

    void add(int context, int follower) {
      if (context < 0 || follower < 0) {
        throw new IllegalArgumentException(
            "a token's id is >= 0; got: " + Math.min(context, follower));
      }
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, Math.addExact(size, size));
      }
      pairs[size++] = pair(context, follower);
    }

    long[] sorted() {
      long[] sorted = Arrays.copyOf(pairs, size);
      Arrays.sort(sorted);
      return sorted;
    }

    Result result(int least) {
      if (least < 1) {
        throw new IllegalArgumentException("a least number from 1 on wanted; got: " + least);
      }
      long[] sorted = sorted();
      double weighted = 0;
      long weight = 0;
      int contexts = 0;
      int rare = 0;
      for (int from = 0, to; from < sorted.length; from = to) {
        to = from + 1;
        while (to < sorted.length && sorted[to] >>> 32 == sorted[from] >>> 32) {
          to++;
        }
        if (to - from < least) {
          rare++;
        } else {
          contexts++;
          weight += to - from;
          weighted += (to - from) * evenness(sorted, from, to);
        }
      }
      OptionalDouble mean =
          weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighted / weight);
      return new Result(mean, sorted.length, contexts, rare);
    }

    /// η of the followers in `sorted[from, to)`, equal ones side by side.
    private static double evenness(long[] sorted, int from, int to) {
      double n = to - from;
      double entropy = 0;
      int types = 0;
      for (int at = from, next; at < to; at = next) {
        next = at + 1;
        while (next < to && sorted[next] == sorted[at]) {
          next++;
        }
        double p = (next - at) / n;
        entropy -= p * Math.log(p);
        types++;
      }
      return types < 2 ? 0 : entropy / Math.log(types);
    }
  }
}
