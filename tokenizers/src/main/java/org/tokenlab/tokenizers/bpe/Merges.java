package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.PairRanks;
import org.tokenlab.tokenizers.internal.vocabulary.ByteStringVocabulary;

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

  /// By rank, the id that the merge makes.
  int[] merged() {
    int[] merged = new int[size()];
    for (int rank = 0; rank < merged.length; rank++) {
      merged[rank] = merged(rank);
    }
    return merged;
  }

  /// The rank of each pair; of one that is listed twice the last.
  PairRanks ranks() {
    PairRanks ranks = new PairRanks(size());
    for (int rank = 0; rank < size(); rank++) {
      ranks.put(left(rank), right(rank), rank);
    }
    return ranks;
  }

  /// The first `size` merges.
  public Merges first(int size) {
    return new Merges(Arrays.copyOf(triples, 3 * Math.min(size, size())));
  }

  /// Refuses ids that are negative, or not below `limit`.
  void requireBelow(int limit) {
    for (int id : triples) {
      if (id < 0 || id >= limit) {
        throw new IllegalArgumentException(
            "a merge needs token " + id + "; ids run from 0 to " + (limit - 1));
      }
    }
  }

  /// Refuses a merge that does not make its left token followed by its right token.
  ///
  /// @throws IllegalArgumentException with the merge's rank; also if an id is no token's
  public void requireConcatenations(Vocabulary vocabulary) {
    requireConcatenations(vocabulary, 0);
  }

  /// Refuses a merge that does not make its left token followed by its right token, less the first
  /// `prefixLength` bytes of the latter.
  void requireConcatenations(Vocabulary vocabulary, int prefixLength) {
    if (prefixLength == 0 && vocabulary instanceof ByteStringVocabulary strings) {
      requireConcatenations(strings);
      return;
    }
    byte[] parts = new byte[256];
    byte[] whole = new byte[256];
    for (int rank = 0; rank < size(); rank++) {
      int cut = vocabulary.length(left(rank));
      int right = vocabulary.length(right(rank));
      int length = vocabulary.length(merged(rank));
      boolean fits = right >= prefixLength && length == cut + right - prefixLength;
      if (fits) {
        if (parts.length < prefixLength + length) {
          parts = new byte[2 * (prefixLength + length)];
          whole = new byte[parts.length];
        }
        // The right token's prefix lies where the left token then ends.
        vocabulary.copy(right(rank), parts, cut);
        vocabulary.copy(left(rank), parts, prefixLength);
        vocabulary.copy(merged(rank), whole, prefixLength);
        int to = prefixLength + length;
        fits = Arrays.equals(parts, prefixLength, to, whole, prefixLength, to);
      }
      if (!fits) {
        throw notItsParts(rank);
      }
    }
  }

  /// The same without a copy: a file of 200,000 merges is not to wait for it.
  private void requireConcatenations(ByteStringVocabulary vocabulary) {
    for (int rank = 0; rank < size(); rank++) {
      if (!vocabulary.isConcatenation(left(rank), right(rank), merged(rank))) {
        throw notItsParts(rank);
      }
    }
  }

  private IllegalArgumentException notItsParts(int rank) {
    return new IllegalArgumentException(
        "merge " + rank + " makes token " + merged(rank) + ", which is not its two parts");
  }
}
