package org.tokenlab.training.internal.merge;

import org.tokenlab.training.internal.Crew;

/// Merges a pair wherever it stands in [Symbols], and keeps their [PairIndex] true to them.
///
/// The places of a frequent pair are cut into as many stretches as there are threads, between two
/// words, so that none sees what another changes. What comes out is what one thread gives.
final class Merging {
  private static final int MANY = 1 << 12; // worth another thread
  private static final int CHUNK = 128;
  private static final int LOOK = 1 << 10; // so far to the end of a word

  private final Symbols symbols;
  private final Crew crew;
  private final Stretch[] stretches;
  private final int[] cuts;
  private int[] positions = new int[MANY];

  /// @param crew takes part where a pair stands at many places
  Merging(Symbols symbols, Crew crew) {
    this.symbols = symbols;
    this.crew = crew;
    stretches = new Stretch[crew.size()];
    for (int i = 0; i < stretches.length; i++) {
      stretches[i] = new Stretch();
    }
    cuts = new int[stretches.length + 1];
  }

  /// Merges a pair of the index into `merged`, which the symbols know. Returns how many places
  /// merged, each counted as often as it occurs.
  long merge(PairIndex index, int pair, int merged) {
    int left = index.left(pair);
    int right = index.right(pair);
    int size = index.positions(pair);
    if (positions.length < size) {
      positions = new int[size];
    }
    index.takePositions(pair, positions);
    int used = size < MANY ? 1 : cut(size);
    if (used == 1) {
      stretches[0].merge(0, size, left, right, merged);
    } else {
      crew.run(used, i -> stretches[i].merge(cuts[i], cuts[i + 1], left, right, merged));
    }
    NeighbourTally lefts = stretches[0].lefts;
    NeighbourTally rights = stretches[0].rights;
    long removed = stretches[0].removed;
    for (int i = 1; i < used; i++) {
      lefts.takeIn(stretches[i].lefts);
      rights.takeIn(stretches[i].rights);
      removed += stretches[i].removed;
    }
    index.update(pair, merged, lefts, rights);
    if (used == 1) {
      lefts.flush(index.lists());
      rights.flush(index.lists());
    } else {
      for (int i = 1; i < used; i++) {
        stretches[i].lefts.sendBehind(lefts);
        stretches[i].rights.sendBehind(rights);
      }
      crew.run(
          2 * used,
          i -> {
            Stretch stretch = stretches[i / 2];
            (i % 2 == 0 ? stretch.lefts : stretch.rights).flush(index.lists());
          });
    }
    index.queue();
    return removed;
  }

  /// Cuts the first `size` positions into stretches, none of which begins in a word in which
  /// another ends. Returns how many.
  private int cut(int size) {
    int used = 0;
    for (int i = 1; i < stretches.length; i++) {
      int at = firstOfWord((int) ((long) size * i / stretches.length), size);
      if (at > cuts[used] && at < size) {
        cuts[++used] = at;
      }
    }
    cuts[++used] = size;
    return used;
  }

  /// The first position from `from` on that is not in the word of the one before; `size` if none is
  /// near.
  private int firstOfWord(int from, int size) {
    int place = positions[from - 1];
    int last = (int) Math.min(symbols.places.length - 1L, place + (long) LOOK);
    while (place < last && symbols.places[place] != Symbols.BOUNDARY) {
      place++;
    }
    if (symbols.places[place] != Symbols.BOUNDARY) {
      return size;
    }
    int at = from;
    while (at < size && positions[at] < place) {
      at++;
    }
    return at;
  }

  /// What one thread merges.
  private final class Stretch {
    private final NeighbourTally lefts = new NeighbourTally();
    private final NeighbourTally rights = new NeighbourTally();
    private final Symbols.Counts counts = symbols.counts();
    private final int[] chunk = new int[CHUNK];
    private long removed; // how many places merged, each counted as often as it occurs

    /// Merges the pair where it stands and tallies its neighbours there.
    void merge(int from, int to, int left, int right, int merged) {
      lefts.ensureRoom(merged + 1, to - from);
      rights.ensureRoom(merged + 1, to - from);
      int[] places = symbols.places;
      long merges = 0;
      for (int next = from; next < to; next += CHUNK) {
        // Loads that wait for nothing overlap; those of mergeAt wait for each other. So the places
        // are looked at first, which brings them into the cache.
        int candidates = 0;
        for (int i = next; i < Math.min(next + CHUNK, to); i++) {
          chunk[candidates] = positions[i];
          candidates += places[positions[i]] == left ? 1 : 0;
        }
        for (int i = 0; i < candidates; i++) {
          merges += mergeAt(chunk[i], left, right, merged);
        }
      }
      removed = merges;
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
      long count = counts.at(position);
      if (beforeId != Symbols.BOUNDARY) {
        lefts.add(beforeId, count, before);
      }
      if (afterId != Symbols.BOUNDARY) {
        rights.add(afterId, count, position);
      }
      return count;
    }
  }
}
