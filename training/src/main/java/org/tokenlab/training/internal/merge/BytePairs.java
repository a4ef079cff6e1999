package org.tokenlab.training.internal.merge;

/// The pairs of bytes that begin in a stretch of a corpus in which nothing has been merged.
/// Stretches are read by as many threads; what they count adds up, and their positions come one
/// behind the other.
final class BytePairs {
  static final int KEYS = 1 << 16;

  private final Symbols symbols;
  private final int from;
  private final int to;
  final long[] counts = new long[KEYS];
  final int[] events = new int[KEYS];
  final long[] cursors = new long[KEYS]; // where the next position goes; −1 for nowhere

  BytePairs(Symbols symbols, int from, int to) {
    this.symbols = symbols;
    this.from = from;
    this.to = to;
  }

  /// Counts the pairs, and at how many positions each stands.
  void count() {
    int[] places = symbols.places;
    Symbols.Counts words = symbols.counts();
    for (int p = from; p < to; p++) {
      if (places[p] != Symbols.BOUNDARY && places[p + 1] != Symbols.BOUNDARY) {
        int key = places[p] << 8 | places[p + 1];
        counts[key] += words.at(p);
        events[key]++;
      }
    }
  }

  /// Writes the positions to where the cursors stand.
  void list(OccurrenceLists lists) {
    int[] places = symbols.places;
    for (int p = from; p < to; p++) {
      if (places[p] != Symbols.BOUNDARY && places[p + 1] != Symbols.BOUNDARY) {
        int key = places[p] << 8 | places[p + 1];
        if (cursors[key] >= 0) {
          lists.put(cursors[key]++, p);
        }
      }
    }
  }
}
