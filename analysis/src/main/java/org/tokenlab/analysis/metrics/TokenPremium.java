package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Token premium: how many times as many tokens a language needs as a reference language does to
/// say the same.
///
/// Petrov et al. 2023, "Language Model Tokenizers Introduce Unfairness Between Languages". A ratio;
/// 1 for the reference itself, above 1 for a language that costs more.
public final class TokenPremium {
  private TokenPremium() {}

  /// `tokens / referenceTokens` of two parallel texts; empty if the reference has no tokens.
  ///
  /// @throws IllegalArgumentException for a negative count
  public static OptionalDouble ofCounts(long tokens, long referenceTokens) {
    requireCount(tokens);
    requireCount(referenceTokens);
    return referenceTokens == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) tokens / referenceTokens);
  }

  /// Ratio of the sums over the items that both languages have: the corpus-level premium. Empty if
  /// they share none, or the reference's shared items have no tokens. O(items).
  public static OptionalDouble overShared(ItemCounts tokens, ItemCounts reference) {
    ItemCounts.Shared shared = tokens.sharedWith(reference);
    return ofCounts(shared.count(), shared.reference());
  }

  /// Mean over items of the item's own ratio, which gives a short sentence the weight of a long
  /// one. Items that either language lacks, or that have no tokens in the reference, are left out;
  /// empty if none remains. O(items).
  public static OptionalDouble meanOverItems(ItemCounts tokens, ItemCounts reference) {
    tokens.sharedWith(reference); // for its check of the sizes
    double sum = 0;
    int items = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.has(i) && reference.get(i) > 0) {
        sum += (double) tokens.get(i) / reference.get(i);
        items++;
      }
    }
    return items == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / items);
  }

  private static void requireCount(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count of tokens is >= 0; got: " + count);
    }
  }
}
