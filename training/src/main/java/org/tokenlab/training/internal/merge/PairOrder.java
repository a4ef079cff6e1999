package org.tokenlab.training.internal.merge;

/// Which of two pairs with one count is merged first: a total order. A pair is a number, its left
/// token's id above its right one's: `left << 32 | right`.
@FunctionalInterface
public interface PairOrder {
  /// Smaller left ids first, then smaller right ids.
  PairOrder BY_ID = (pair, other) -> pair < other;

  /// Pairs that stand nearer to the start of the corpus first; no two stand at one place. Where a
  /// pair stands changes as merges go on, which the index sees to: this constant is a sign for it.
  PairOrder BY_PLACE =
      new PairOrder() {
        @Override
        public boolean before(long pair, long other) {
          throw new IllegalStateException("only the index knows where pairs stand");
        }

        @Override
        public boolean byPlace() {
          return true;
        }
      };

  /// Whether `pair` comes before `other`.
  boolean before(long pair, long other);

  /// Whether it is not the pairs that decide, but where they stand.
  default boolean byPlace() {
    return false;
  }
}
