package org.tokenlab.training.internal.merge;

import java.util.Arrays;
import org.tokenlab.training.WordCounts;

/// The distinct words as sequences of tokens, in one array in which tokens merge in place.
///
/// Each word takes one place a symbol, that is a byte where words are text, with a [#BOUNDARY]
/// before, between and behind. A token of `n` symbols takes `n` places: its id in the first, and if
/// `n` > 1, −`n` in the last; what lies between is never read but to see that it is no token. So
/// the token before a place and the one after it are found without links, for four bytes a symbol.
///
/// How often a place occurs is a step function of its position. Where words come by falling count
/// it has few steps, and costs no memory.
public final class Symbols {
  /// Stands where a word ends.
  static final int BOUNDARY = Integer.MAX_VALUE;

  /// Stands where a token began that has become the middle of another.
  static final int DEAD = Integer.MIN_VALUE;

  final int[] places;
  private final int[] stepEnds;
  private final long[] stepCounts;
  private final Counts counts = new Counts();
  private int[] lengths = new int[1024]; // symbols by token id

  private Symbols(int[] places, int[] stepEnds, long[] stepCounts) {
    this.places = places;
    this.stepEnds = stepEnds;
    this.stepCounts = stepCounts;
  }

  /// Lays out words as their bytes.
  ///
  /// @param bytesById the byte with each id from 0 to 255
  public static Symbols of(WordCounts words, byte[] bytesById) {
    int[] idOfByte = new int[256];
    for (int id = 0; id < 256; id++) {
      idOfByte[bytesById[id] & 0xFF] = id;
    }
    return of(
        words,
        (utf8, from, to, out, at) -> {
          int end = at;
          for (int i = from; i < to; i++) {
            out[end++] = idOfByte[utf8[i] & 0xFF];
          }
          return end;
        },
        256);
  }

  /// Lays out words as symbols of any kind, numbered from 0 to `symbolCount` − 1, each of which
  /// takes one place.
  public static Symbols of(WordCounts words, SymbolReader reader, int symbolCount) {
    long most = 1;
    for (int w = 0; w < words.size(); w++) {
      most += words.length(w) > 1 ? words.length(w) + 1 : 0;
    }
    Layout layout = new Layout(most);
    words.forEach((utf8, from, to, count) -> {
      if (to - from > 1) {
        layout.end(reader.read(utf8, from, to, layout.places(), layout.position()), count);
      }
    });
    return layout.symbols(symbolCount);
  }

  /// Writes a word's symbols.
  @FunctionalInterface
  public interface SymbolReader {
    /// Writes the symbols of the word `utf8[from, to)` to `out` from `at` on, at most one a byte,
    /// and returns where they end.
    int read(byte[] utf8, int from, int to, int[] out, int at);
  }

  /// Words being laid out, best by falling count. Whoever adds one writes its symbols to [#places]
  /// from [#position] on, and then says where they [end][#end].
  public static final class Layout {
    private final int[] places;
    private int[] stepEnds = new int[64];
    private long[] stepCounts = new long[64];
    private int steps;
    private int at;

    /// Room for `most` places: one for each symbol, one for each word, and one more.
    ///
    /// @throws IllegalArgumentException if an array can't hold as many
    public Layout(long most) {
      if (most > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "the distinct pieces of the text take "
                + most
                + " places; a training run holds at most "
                + (Integer.MAX_VALUE - 8)
                + ". Drop the rarest pieces, or split more finely");
      }
      places = new int[(int) most];
      places[at++] = BOUNDARY;
    }

    /// Where symbols are written.
    public int[] places() {
      return places;
    }

    /// Where the next word starts.
    public int position() {
      return at;
    }

    /// Ends a word; one of fewer than two symbols, in which nothing can merge, is dropped.
    ///
    /// @param count how often the word occurs
    public void end(int end, long count) {
      if (end - at < 2) {
        return; // the next word takes the room
      }
      if (steps == 0 || stepCounts[steps - 1] != count) {
        if (steps == stepEnds.length) {
          stepEnds = Arrays.copyOf(stepEnds, 2 * steps);
          stepCounts = Arrays.copyOf(stepCounts, 2 * steps);
        }
        stepCounts[steps++] = count;
      }
      at = end;
      places[at++] = BOUNDARY;
      stepEnds[steps - 1] = at;
    }

    /// What has been laid out, as symbols 0 to `symbolCount` − 1.
    public Symbols symbols(int symbolCount) {
      Symbols symbols =
          new Symbols(
              at == places.length ? places : Arrays.copyOf(places, at),
              Arrays.copyOf(stepEnds, steps),
              Arrays.copyOf(stepCounts, steps));
      for (int id = 0; id < symbolCount; id++) {
        symbols.addToken(id, 1);
      }
      return symbols;
    }
  }

  /// How often the word at this position occurs. Fast where one asks for ascending positions; for
  /// one thread.
  long count(int position) {
    return counts.at(position);
  }

  /// The same for another thread.
  Counts counts() {
    return new Counts();
  }

  /// The step of counts that a position lies on; for threads that share these symbols, and go on
  /// from there. One behind the last where there is none.
  int stepOf(int position) {
    int found = Arrays.binarySearch(stepEnds, position);
    return found < 0 ? -found - 1 : found + 1;
  }

  /// Where a step ends.
  int stepEnd(int number) {
    return stepEnds[number];
  }

  /// How often the words on a step occur.
  long stepCount(int number) {
    return stepCounts[number];
  }

  /// How often words occur, for one thread.
  final class Counts {
    private static final int STEP = 16;
    private final int[] steps = new int[32]; // but one; the others keep threads' apart in the cache

    private Counts() {}

    /// How often the word at this position occurs. Fast where one asks for ascending positions.
    long at(int position) {
      int step = steps[STEP];
      if (position >= stepEnds[step] || (step > 0 && position < stepEnds[step - 1])) {
        step = seek(step, position);
        steps[STEP] = step;
      }
      return stepCounts[step];
    }

    private int seek(int step, int position) {
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
      return low;
    }
  }

  /// Makes a token known, so that it may be put in place.
  void addToken(int id, int length) {
    if (id >= lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * id);
    }
    lengths[id] = length;
  }

  /// Number of symbols of a token.
  int length(int id) {
    return lengths[id];
  }

  /// Where the token starts that ends right before the token at `position`.
  int before(int position) {
    int last = places[position - 1];
    return last >= 0 ? position - 1 : position + last;
  }

  /// Visits all pairs of adjacent tokens that are not longer than `maxLength` together and that
  /// `rule` allows, in the order of their positions.
  void forEachPair(int maxLength, PairRule rule, PairVisitor visitor) {
    int position = 0;
    int id = BOUNDARY;
    while (position + 1 < places.length) {
      int length = id == BOUNDARY ? 1 : lengths[id];
      int next = position + length;
      int nextId = places[next];
      if (id != BOUNDARY
          && nextId != BOUNDARY
          && length + lengths[nextId] <= maxLength
          && rule.allows(id, nextId)) {
        visitor.pair(id, nextId, position);
      }
      position = next;
      id = nextId;
    }
  }

  /// How often each of the first `tokens` tokens stands.
  public long[] tokenCounts(int tokens) {
    long[] counts = new long[tokens];
    for (int position = 1; position < places.length; ) {
      int id = places[position];
      if (id == BOUNDARY) {
        position++;
      } else {
        counts[id] += count(position);
        position += lengths[id];
      }
    }
    return counts;
  }

  /// Sees a pair: its two ids, and where the left one starts.
  @FunctionalInterface
  interface PairVisitor {
    void pair(int left, int right, int position);
  }
}
