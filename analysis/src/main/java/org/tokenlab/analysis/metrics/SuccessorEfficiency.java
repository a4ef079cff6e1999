package org.tokenlab.analysis.metrics;

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

  /// Contexts of one token. O(tokens) time, and 24 bytes for each distinct pair.
  ///
  /// @param least occurrences that a context needs, at least 1
  /// @param texts the ids of each text
  public static Result bigrams(int least, Iterable<int[]> texts) {
    return result(least, countedBigrams(texts, 1));
  }

  private static PairCounts countedBigrams(Iterable<int[]> texts, int tokensAfter) {
    PairCounts pairs = new PairCounts();
    for (int[] ids : texts) {
      for (int i = 0; i + tokensAfter < ids.length; i++) {
        pairs.add(requireId(ids[i]), requireId(ids[i + 1]));
      }
    }
    return pairs;
  }

  /// Contexts of two tokens. O(tokens) time, and 24 bytes for each distinct pair and triple.
  ///
  /// @param least occurrences that a context needs, at least 1
  /// @param texts the ids of each text
  public static Result trigrams(int least, Iterable<int[]> texts) {
    PairCounts contexts = countedBigrams(texts, 2);
    PairCounts triples = new PairCounts();
    for (int[] ids : texts) {
      for (int i = 0; i + 2 < ids.length; i++) {
        triples.add(contexts.number(ids[i], ids[i + 1]), requireId(ids[i + 2]));
      }
    }
    return result(least, triples);
  }

  private static int requireId(int id) {
    if (id < 0) {
      throw new IllegalArgumentException("a token's id is >= 0; got: " + id);
    }
    return id;
  }

  /// With n followers of counts c, entropy is `ln n − Σ c ln c / n`: one sum a context is enough.
  private static Result result(int least, PairCounts pairs) {
    if (least < 1) {
      throw new IllegalArgumentException("a least number from 1 on wanted; got: " + least);
    }
    PairCounts numbers = new PairCounts(); // of the contexts, in the order of their first pair
    int[] totals = new int[pairs.size()];
    int[] types = new int[totals.length];
    double[] sums = new double[totals.length];
    for (int pair = 0; pair < pairs.size(); pair++) {
      int context = numbers.add(pairs.first(pair), 0);
      int count = pairs.count(pair);
      totals[context] += count;
      types[context]++;
      sums[context] += count == 1 ? 0 : count * Math.log(count);
    }
    double weighted = 0;
    long weight = 0;
    long followers = 0;
    int rare = 0;
    for (int context = 0; context < numbers.size(); context++) {
      int n = totals[context];
      followers += n;
      if (n < least) {
        rare++;
        continue;
      }
      weight += n;
      if (types[context] > 1) {
        double entropy = Math.log(n) - sums[context] / n;
        // Rounding must not lift an even spread above 1.
        weighted += n * Math.max(0, Math.min(1, entropy / Math.log(types[context])));
      }
    }
    OptionalDouble mean =
        weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighted / weight);
    return new Result(mean, followers, numbers.size() - rare, rare);
  }
}
