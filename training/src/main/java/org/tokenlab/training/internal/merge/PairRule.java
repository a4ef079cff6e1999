package org.tokenlab.training.internal.merge;

/// Which pairs of tokens may merge at all. Asked of each pair many times: an answer never changes.
@FunctionalInterface
public interface PairRule {
  /// All pairs may.
  PairRule ANY = (left, right) -> true;

  /// Whether these two may become one token.
  boolean allows(int left, int right);

  /// Hears that `merged`, the next new id, was made of these two.
  default void learned(int left, int right, int merged) {}
}
