package org.tokenlab.training.internal.merge;

/// Merges a pair wherever it stands in [Symbols], and keeps their [PairIndex] true to them.
final class Merging {
  private static final int CHUNK = 128;

  private final Symbols symbols;
  private final NeighbourTally lefts = new NeighbourTally();
  private final NeighbourTally rights = new NeighbourTally();
  private final int[] chunk = new int[CHUNK];

  Merging(Symbols symbols) {
    this.symbols = symbols;
  }

  /// Merges a pair of the index into `merged`, which the symbols know. Returns how many places
  /// merged, each counted as often as it occurs.
  long merge(PairIndex index, int pair, int merged) {
    int left = index.left(pair);
    int right = index.right(pair);
    long removed = merge(index.takePositions(pair), left, right, merged);
    index.update(pair, merged, lefts, rights);
    return removed;
  }

  /// Merges the pair where it stands and tallies its neighbours there. Returns how many places
  /// merged, each counted as often as it occurs.
  private long merge(int[] positions, int left, int right, int merged) {
    lefts.ensureRoom(merged + 1, positions.length);
    rights.ensureRoom(merged + 1, positions.length);
    int[] places = symbols.places;
    long removed = 0;
    for (int from = 0; from < positions.length; from += CHUNK) {
      // Loads that wait for nothing overlap; those of mergeAt wait for each other. So the places
      // are looked at first,
      // which brings them into the cache.
      int candidates = 0;
      for (int i = from; i < Math.min(from + CHUNK, positions.length); i++) {
        chunk[candidates] = positions[i];
        candidates += places[positions[i]] == left ? 1 : 0;
      }
      for (int i = 0; i < candidates; i++) {
        removed += mergeAt(chunk[i], left, right, merged);
      }
    }
    return removed;
  }

  private long mergeAt(int position, int left, int right, int merged) {
    int[] places = symbols.places;
    int second = position + symbols.length(left);
    if (places[position] != left || places[second] != right) {
      return 0; // another merge was here first
    }
    int before = symbols.before(position);
    int beforeId = places[before];
    int afterId = places[second + symbols.length(right)];
    places[second] = Symbols.DEAD;
    places[position + symbols.length(merged) - 1] = -symbols.length(merged);
    places[position] = merged;
    long count = symbols.count(position);
    if (beforeId != Symbols.BOUNDARY) {
      lefts.add(beforeId, count, before);
    }
    if (afterId != Symbols.BOUNDARY) {
      rights.add(afterId, count, position);
    }
    return count;
  }
}
