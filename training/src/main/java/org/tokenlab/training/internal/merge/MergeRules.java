package org.tokenlab.training.internal.merge;

/// By which rules pairs are chosen.
///
/// @param minFrequency a pair that stands less often is not merged
/// @param maxLength longest token, in symbols
/// @param allowed which pairs may merge
/// @param ties which of several pairs with one count comes first
/// @param apart whether a pair of equal tokens counts as often as it can be merged, `aaa` holding
///   `aa` once, and not at every window
public record MergeRules(
    long minFrequency, int maxLength, PairRule allowed, PairOrder ties, boolean apart) {

  /// All windows count, all pairs may merge, ties go to the smallest ids.
  public static MergeRules of(long minFrequency) {
    return new MergeRules(minFrequency, Integer.MAX_VALUE, PairRule.ANY, PairOrder.BY_ID, false);
  }

  /// The same with another minimum.
  public MergeRules withMinFrequency(long count) {
    return new MergeRules(count, maxLength, allowed, ties, apart);
  }

  /// The same with tokens of limited length.
  public MergeRules withMaxLength(int symbols) {
    return new MergeRules(minFrequency, symbols, allowed, ties, apart);
  }

  /// The same with another rule for pairs.
  public MergeRules withAllowed(PairRule rule) {
    return new MergeRules(minFrequency, maxLength, rule, ties, apart);
  }

  /// The same with another order of pairs with one count.
  public MergeRules withTies(PairOrder order) {
    return new MergeRules(minFrequency, maxLength, allowed, order, apart);
  }

  /// The same with another rule for pairs of equal tokens.
  public MergeRules withApart(boolean whether) {
    return new MergeRules(minFrequency, maxLength, allowed, ties, whether);
  }
}
