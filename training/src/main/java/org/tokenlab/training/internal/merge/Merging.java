package org.tokenlab.training.internal.merge;

import org.tokenlab.tokenizers.internal.simd.Kernels;
import org.tokenlab.tokenizers.internal.simd.WarmKernels;
import org.tokenlab.training.internal.Crew;

/// Merges a pair wherever it stands in [Symbols], and keeps their [PairIndex] true to them.
///
/// The places of a frequent pair are cut into as many stretches as there are threads, between two
/// words, so that none sees what another changes. What comes out is what one thread gives.
///
/// Some places at a time, in rounds: those where the left token still stands, of these those with
/// the right one behind it, what stands before and behind, and only then the merges. Reads of one
/// round wait for none of its own, so that many run side by side; and the rounds that only read
/// have vector kernels.
final class Merging {
  private static final int MANY = 1 << 12; // worth another thread
  private static final int CHUNK = 256;
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
    private final int[] found = new int[CHUNK]; // positions
    private final int[] befores = new int[CHUNK]; // where the tokens before them begin
    private final int[] beforeIds = new int[CHUNK];
    private final int[] afterIds = new int[CHUNK];
    private long removed; // how many places merged, each counted as often as it occurs

    /// Merges the pair where it stands and tallies its neighbours there.
    void merge(int from, int to, int left, int right, int merged) {
      lefts.ensureRoom(merged + 1, to - from);
      rights.ensureRoom(merged + 1, to - from);
      int firstLength = symbols.length(left);
      int length = symbols.length(merged);
      Kernels kernels = WarmKernels.chosen();
      long merges = 0;
      for (int next = from; next < to; next += CHUNK) {
        int count = find(kernels, next, Math.min(next + CHUNK, to), left, right, firstLength);
        look(kernels, count, length);
        merges += mergeFound(count, left, merged, firstLength, length);
      }
      removed = merges;
    }

    /// Finds those of some positions where the pair stands: other merges were at the others first.
    private int find(Kernels kernels, int from, int to, int left, int right, int firstLength) {
      int lefts = kernels.select(symbols.places, 0, left, positions, from, to, found);
      return kernels.select(symbols.places, firstLength, right, found, 0, lefts, found);
    }

    /// Looks at what stands before and behind.
    private void look(Kernels kernels, int count, int length) {
      kernels.gather(symbols.places, length, found, count, afterIds);
      kernels.gather(symbols.places, -1, found, count, befores);
      for (int i = 0; i < count; i++) {
        befores[i] = found[i] + (befores[i] >= 0 ? -1 : befores[i]);
      }
      kernels.gather(symbols.places, 0, befores, count, beforeIds);
    }

    /// Merges, one place after the other, which may touch each other.
    private long mergeFound(int count, int left, int merged, int firstLength, int length) {
      int[] places = symbols.places;
      long merges = 0;
      int lastEnd = -1;
      for (int i = 0; i < count; i++) {
        int position = found[i];
        if (places[position] != left) {
          continue; // within the place before it, of two equal tokens
        }
        places[position + firstLength] = Symbols.DEAD;
        places[position + length - 1] = -length;
        places[position] = merged;
        long times = counts.at(position);
        merges += times;
        if (position == lastEnd) {
          lefts.add(merged, times, position - length);
        } else if (beforeIds[i] != Symbols.BOUNDARY) {
          lefts.add(beforeIds[i], times, befores[i]);
        }
        if (afterIds[i] != Symbols.BOUNDARY) {
          rights.add(afterIds[i], times, position);
        }
        lastEnd = position + length;
      }
      return merges;
    }
  }
}
