package org.tokenlab.training.internal.merge;

import java.util.Arrays;

/// Where each pair first stands in the corpus, as far as has been looked.
///
/// A pair's places only go away after the merge that brought it up, so its first place only moves
/// towards the end. What is known of it is thus a lower bound, as a count that is known is an upper
/// bound, and it is enough to look again when the pair comes out on top. Over a run each list is
/// gone through once.
final class FirstPlaces {
  private final Symbols symbols;
  private final PairTable pairs;
  private final OccurrenceLists lists;
  private int[] passed = new int[1024]; // entries of the pair's list that are known to be gone

  FirstPlaces(Symbols symbols, PairTable pairs, OccurrenceLists lists) {
    this.symbols = symbols;
    this.pairs = pairs;
    this.lists = lists;
  }

  /// Whether `pair` stands before `other`, by what is known.
  boolean before(int pair, int other) {
    return place(pair) < place(other);
  }

  private int place(int pair) {
    return lists.get(pair, pair < passed.length ? passed[pair] : 0);
  }

  /// Looks where a pair that stands somewhere stands first, and returns whether that is further
  /// back than what was known.
  boolean move(int pair) {
    if (pair >= passed.length) {
      passed = Arrays.copyOf(passed, Math.max(pair + 1, 2 * passed.length));
    }
    int first = passed[pair];
    while (!stands(pair, lists.get(pair, first))) {
      first++;
    }
    boolean moved = first > passed[pair];
    passed[pair] = first;
    return moved;
  }

  private boolean stands(int pair, int position) {
    int left = pairs.left(pair);
    return symbols.places[position] == left
        && symbols.places[position + symbols.length(left)] == pairs.right(pair);
  }
}
