package org.tokenlab.training;

import java.util.Arrays;

/// The distinct words as sequences of tokens, in one array in which tokens merge in place.
///
/// Each word takes one place a byte, with a [#BOUNDARY] before, between and behind. A token of `n`
/// bytes takes `n` places: its id in the first, and if `n` > 1, −`n` in the last; what lies between
/// is never read but to see that it is no token. So the token before a place and the one after it
/// are found without links, for four bytes a byte of text.
///
/// Words come by falling count. How often a place occurs is thus a step function of its position,
/// and costs no memory.
final class Symbols {
  /// Stands where a word ends.
  static final int BOUNDARY = Integer.MAX_VALUE;

  /// Stands where a token began that has become the middle of another.
  static final int DEAD = Integer.MIN_VALUE;

  final int[] places;
  private final int[] stepEnds;
  private final long[] stepCounts;
  private int step;
  private int[] lengths = new int[1024]; // bytes by token id

  private Symbols(int[] places, int[] stepEnds, long[] stepCounts) {
    this.places = places;
    this.stepEnds = stepEnds;
    this.stepCounts = stepCounts;
    Arrays.fill(lengths, 0, 256, 1);
  }

  /// Lays out all words of two bytes or more.
  static Symbols of(WordCounts words, byte[] bytesById) {
    int[] idOfByte = new int[256];
    for (int id = 0; id < 256; id++) {
      idOfByte[bytesById[id] & 0xFF] = id;
    }
    long needed = 1;
    for (int w = 0; w < words.size(); w++) {
      needed += words.length(w) > 1 ? words.length(w) + 1 : 0;
    }
    int[] places = new int[placesFor(needed)];
    int[] stepEnds = new int[64];
    long[] stepCounts = new long[64];
    int steps = 0;
    int at = 0;
    places[at++] = BOUNDARY;
    byte[] arena = words.arena();
    for (int w = 0; w < words.size(); w++) {
      if (words.length(w) < 2) {
        continue;
      }
      if (steps == 0 || stepCounts[steps - 1] != words.count(w)) {
        if (steps == stepEnds.length) {
          stepEnds = Arrays.copyOf(stepEnds, 2 * steps);
          stepCounts = Arrays.copyOf(stepCounts, 2 * steps);
        }
        stepCounts[steps++] = words.count(w);
      }
      for (int i = words.start(w); i < words.start(w + 1); i++) {
        places[at++] = idOfByte[arena[i] & 0xFF];
      }
      places[at++] = BOUNDARY;
      stepEnds[steps - 1] = at;
    }
    return new Symbols(places, Arrays.copyOf(stepEnds, steps), Arrays.copyOf(stepCounts, steps));
  }

  private static int placesFor(long needed) {
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the distinct pieces of the text take "
              + needed
              + " places; a training run holds at most "
              + (Integer.MAX_VALUE - 8)
              + ". Drop the rarest pieces, or split more finely");
    }
    return (int) needed;
  }

  /// Lays out words as other symbols than bytes, numbered from 0 to `symbolCount` − 1, each of
  /// which takes one place.
  static Symbols of(WordCounts words, SymbolReader reader, int symbolCount) {
    long most = words.size() + 1L;
    for (int w = 0; w < words.size(); w++) {
      most += words.length(w);
    }
    int[] places = new int[placesFor(most)];
    int[] stepEnds = new int[64];
    long[] stepCounts = new long[64];
    int steps = 0;
    int at = 0;
    places[at++] = BOUNDARY;
    for (int w = 0; w < words.size(); w++) {
      int end = reader.read(words.arena(), words.start(w), words.start(w + 1), places, at);
      if (end - at < 2) {
        continue; // nothing to merge; the next word takes the room
      }
      if (steps == 0 || stepCounts[steps - 1] != words.count(w)) {
        if (steps == stepEnds.length) {
          stepEnds = Arrays.copyOf(stepEnds, 2 * steps);
          stepCounts = Arrays.copyOf(stepCounts, 2 * steps);
        }
        stepCounts[steps++] = words.count(w);
      }
      at = end;
      places[at++] = BOUNDARY;
      stepEnds[steps - 1] = at;
    }
    Symbols symbols =
        new Symbols(
            Arrays.copyOf(places, at),
            Arrays.copyOf(stepEnds, steps),
            Arrays.copyOf(stepCounts, steps));
    for (int id = 0; id < symbolCount; id++) {
      symbols.addToken(id, 1);
    }
    return symbols;
  }

  /// Writes a word's symbols.
  @FunctionalInterface
  interface SymbolReader {
    /// Writes the symbols of the word `utf8[from, to)` to `out` from `at` on, at most one a byte,
    /// and returns where they end.
    int read(byte[] utf8, int from, int to, int[] out, int at);
  }

  /// How often the word at this position occurs. Fast where one asks for ascending positions.
  long count(int position) {
    if (position >= stepEnds[step] || (step > 0 && position < stepEnds[step - 1])) {
      seek(position);
    }
    return stepCounts[step];
  }

  private void seek(int position) {
    int low = position < stepEnds[step] ? 0 : step + 1;
    int stride = 1;
    while (low + stride < stepEnds.length && stepEnds[low + stride - 1] <= position) {
      low += stride;
      stride *= 2;
    }
    int high = Math.min(low + stride, stepEnds.length - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stepEnds[middle] <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    step = low;
  }

  /// Makes a token known, so that it may be put in place.
  void addToken(int id, int length) {
    if (id >= lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * id);
    }
    lengths[id] = length;
  }

  /// Number of bytes of a token.
  int length(int id) {
    return lengths[id];
  }

  /// Where the token starts that ends right before the token at `position`.
  int before(int position) {
    int last = places[position - 1];
    return last >= 0 ? position - 1 : position + last;
  }

  /// Visits all pairs of adjacent tokens that are not longer than `maxLength` together, in the
  /// order of their positions.
  void forEachPair(int maxLength, PairVisitor visitor) {
    int position = 0;
    int id = BOUNDARY;
    while (position + 1 < places.length) {
      int length = id == BOUNDARY ? 1 : lengths[id];
      int next = position + length;
      int nextId = places[next];
      if (id != BOUNDARY && nextId != BOUNDARY && length + lengths[nextId] <= maxLength) {
        visitor.pair(id, nextId, position);
      }
      position = next;
      id = nextId;
    }
  }

  /// Sees a pair: its two ids, and where the left one starts.
  @FunctionalInterface
  interface PairVisitor {
    void pair(int left, int right, int position);
  }
}
