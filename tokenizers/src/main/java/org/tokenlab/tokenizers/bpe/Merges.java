package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;

/// The merges of a BPE model in rank order: which two ids become which.
///
/// Merge `r` is `(left(r), right(r)) → merged(r)`. One id may be made by several merges, as HF's
/// trainer does where two pairs spell the same token. Immutable and thread-safe.
public final class Merges {
  private final int[] triples;

  private Merges(int[] triples) {
    this.triples = triples;
  }

  /// Merges from `{left₀, right₀, merged₀, left₁, …}`; the array is copied.
  public static Merges of(int[] triples) {
    if (triples.length % 3 != 0) {
      throw new IllegalArgumentException(
          "merges come in threes (left, right, merged); got " + triples.length + " numbers");
    }
    return new Merges(triples.clone());
  }

  /// How many merges there are.
  public int size() {
    return triples.length / 3;
  }

  /// The left id of merge `rank`.
  public int left(int rank) {
    return triples[3 * rank];
  }

  /// The right id of merge `rank`.
  public int right(int rank) {
    return triples[3 * rank + 1];
  }

  /// The id that merge `rank` makes.
  public int merged(int rank) {
    return triples[3 * rank + 2];
  }

  /// The first `size` merges.
  public Merges first(int size) {
    return new Merges(Arrays.copyOf(triples, 3 * Math.min(size, size())));
  }
}
