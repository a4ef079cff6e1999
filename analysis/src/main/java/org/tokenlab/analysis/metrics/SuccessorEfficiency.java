package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;

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

  /// Both figures of a text.
  ///
  /// @param bigrams contexts of one token
  /// @param trigrams contexts of two
  public record Both(Result bigrams, Result trigrams) {}

  /// Contexts of one token. O(tokens) time, and 40 bytes for each distinct pair.
  ///
  /// @param least occurrences that a context needs, at least 1
  /// @param texts the ids of each text
  /// @throws IllegalArgumentException for a smaller `least` or a negative id
  public static Result bigrams(int least, Iterable<int[]> texts) {
    requireLeast(least);
    PairCounts pairs = new PairCounts();
    for (int[] ids : texts) {
      for (int i = 0; i + 1 < ids.length; i++) {
        pairs.add(requireId(ids[i]), requireId(ids[i + 1]));
      }
    }
    return ofTokens(least, pairs);
  }

  /// Contexts of two tokens. O(tokens) time, and 40 bytes for each distinct pair and triple.
  ///
  /// @param least occurrences that a context needs, at least 1
  /// @param texts the ids of each text
  /// @throws IllegalArgumentException for a smaller `least` or a negative id
  public static Result trigrams(int least, Iterable<int[]> texts) {
    return both(least, texts).trigrams;
  }

  /// Both figures, in one pass over the texts: the pair that a triple begins with has just been
  /// looked up.
  ///
  /// @param least occurrences that a context needs, at least 1
  /// @param texts the ids of each text
  /// @throws IllegalArgumentException for a smaller `least` or a negative id
  public static Both both(int least, Iterable<int[]> texts) {
    requireLeast(least);
    PairCounts pairs = new PairCounts();
    PairCounts triples = new PairCounts();
    for (int[] ids : texts) {
      int before = -1; // number of the pair that ends at the token before
      for (int i = 0; i + 1 < ids.length; i++) {
        int next = requireId(ids[i + 1]);
        if (before >= 0) {
          triples.add(before, next);
        }
        before = pairs.add(requireId(ids[i]), next);
      }
    }
    return new Both(ofTokens(least, pairs), of(least, triples, pairs.size(), triples::first));
  }

  private static void requireLeast(int least) {
    if (least < 1) {
      throw new IllegalArgumentException("a least number from 1 on wanted; got: " + least);
    }
  }

  /// Contexts are ids, of which a few of very many may occur.
  private static Result ofTokens(int least, PairCounts pairs) {
    PairCounts numbers = new PairCounts(); // of the contexts, in the order of their first pair
    int[] contexts = new int[pairs.size()];
    for (int pair = 0; pair < contexts.length; pair++) {
      contexts[pair] = numbers.add(pairs.first(pair), 0);
    }
    return of(least, pairs, numbers.size(), pair -> contexts[pair]);
  }

  private static int requireId(int id) {
    if (id < 0) {
      throw new IllegalArgumentException("a token's id is >= 0; got: " + id);
    }
    return id;
  }

  /// With n followers of counts c, entropy is `ln n − Σ c ln c / n`: one sum a context is enough.
  ///
  /// @param contexts how many there are; those that nothing follows don't count
  /// @param contextOf the context of a pair's number
  private static Result of(int least, PairCounts pairs, int contexts, IntUnaryOperator contextOf) {
    int[] totals = new int[contexts];
    int[] types = new int[contexts];
    double[] sums = new double[contexts];
    for (int pair = 0; pair < pairs.size(); pair++) {
      int context = contextOf.applyAsInt(pair);
      int count = pairs.count(pair);
      totals[context] += count;
      types[context]++;
      sums[context] += count == 1 ? 0 : count * Math.log(count);
    }
    double weighted = 0;
    long weight = 0;
    long followers = 0;
    int often = 0;
    int rare = 0;
    for (int context = 0; context < contexts; context++) {
      int n = totals[context];
      followers += n;
      if (n < least) {
        rare += n > 0 ? 1 : 0;
        continue;
      }
      often++;
      weight += n;
      if (types[context] > 1) {
        double entropy = Math.log(n) - sums[context] / n;
        // Rounding must not lift an even spread above 1.
        weighted += n * Math.max(0, Math.min(1, entropy / Math.log(types[context])));
      }
    }
    OptionalDouble mean =
        weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighted / weight);
    return new Result(mean, followers, often, rare);
  }
}
