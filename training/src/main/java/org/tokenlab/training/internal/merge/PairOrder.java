package org.tokenlab.training.internal.merge;

/// Which of two pairs with one count is merged first: a total order. A pair is a number, its left
/// token's id above its right one's: `left << 32 | right`.
@FunctionalInterface
public interface PairOrder {
  /// Smaller left ids first, then smaller right ids.
  PairOrder BY_ID = (pair, other) -> pair < other;

  /// Whether `pair` comes before `other`.
  boolean before(long pair, long other);
}
