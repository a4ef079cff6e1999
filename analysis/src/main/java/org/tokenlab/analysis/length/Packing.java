package org.tokenlab.analysis.length;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;

/// How many contexts of a fixed length a set of sequences takes, and how much of them is padding.
///
/// Every position of a context costs the same, padding or not, so `contexts · length` is what a
/// tokenizer's text really costs to train on. A sequence longer than a context is cut into full
/// contexts and a remainder first, as in Ding et al. 2024 ("Fewer Truncations Improve Language
/// Modeling"), and counted in `split`. Empty sequences take nothing.
///
/// @param contexts how many are needed
/// @param contextLength positions of each
/// @param tokens of all sequences, separators included
/// @param split sequences that lie in more than one context
public record Packing(long contexts, int contextLength, long tokens, long split) {
  /// How sequences are put into contexts.
  public enum Way {
    /// One sequence, or part of one, a context.
    PADDING,
    /// All sequences end to end, cut at every context: no padding but in the last, and many cuts.
    CONCATENATION,
    /// The longest first, each into the first context that has room (first-fit decreasing).
    FIRST_FIT_DECREASING,
    /// The longest first, each into the fullest context that has room (best-fit decreasing).
    BEST_FIT_DECREASING,
    /// In the order given, each into the fullest of a few open contexts that has room; where none
    /// has, the fullest is closed and a new one opened ("dynamic pack": what a data loader can do
    /// without seeing all sequences). [#OPEN_CONTEXTS] are open.
    DYNAMIC
  }

  /// How many contexts are open at a time in [Way#DYNAMIC].
  public static final int OPEN_CONTEXTS = 64;

  /// Packs sequences in a way.
  ///
  /// Time is O(n log n) and better; best fit takes O(n · length / 64) at worst.
  ///
  /// @param contextLength positions of a context, at least 1
  /// @param separatorTokens tokens after each sequence, as an end-of-text mark; 0 or more
  /// @param lengths of the sequences in tokens
  /// @throws IllegalArgumentException for a negative length or separator, or no context
  public static Packing of(Way way, int contextLength, int separatorTokens, int... lengths) {
    if (contextLength < 1 || separatorTokens < 0) {
      throw new IllegalArgumentException(
          "a context of 1 token and more, and 0 separators and more wanted; got: "
              + contextLength
              + " and "
              + separatorTokens);
    }
    int[] sequences = new int[lengths.length];
    int used = 0;
    long tokens = 0;
    for (int length : lengths) {
      if (length < 0) {
        throw new IllegalArgumentException("a length is >= 0; got: " + length);
      }
      if (length > 0) {
        sequences[used++] = Math.addExact(length, separatorTokens);
        tokens += sequences[used - 1];
      }
    }
    sequences = Arrays.copyOf(sequences, used);
    if (way == Way.CONCATENATION) {
      return concatenated(contextLength, tokens, sequences);
    }
    long full = 0;
    long split = 0;
    int[] rest = new int[used];
    int rests = 0;
    for (int length : sequences) {
      full += length / contextLength;
      split += length > contextLength ? 1 : 0;
      if (length % contextLength > 0) {
        rest[rests++] = length % contextLength;
      }
    }
    rest = Arrays.copyOf(rest, rests);
    long partial =
        switch (way) {
          case PADDING, CONCATENATION -> rests;
          case FIRST_FIT_DECREASING -> firstFit(contextLength, descending(rest));
          case BEST_FIT_DECREASING -> bestFit(contextLength, Integer.MAX_VALUE, descending(rest));
          case DYNAMIC -> bestFit(contextLength, OPEN_CONTEXTS, rest);
        };
    return new Packing(full + partial, contextLength, tokens, split);
  }

  private static Packing concatenated(int contextLength, long tokens, int[] sequences) {
    long split = 0;
    long at = 0;
    for (int length : sequences) {
      split += at / contextLength != (at + length - 1) / contextLength ? 1 : 0;
      at += length;
    }
    return new Packing((tokens + contextLength - 1) / contextLength, contextLength, tokens, split);
  }

  private static int[] descending(int[] lengths) {
    Arrays.sort(lengths);
    for (int i = 0, j = lengths.length - 1; i < j; i++, j--) {
      int swapped = lengths[i];
      lengths[i] = lengths[j];
      lengths[j] = swapped;
    }
    return lengths;
  }

  /// A tree of maxima over the room left finds the first context with enough of it.
  private static int firstFit(int contextLength, int[] lengths) {
    int leaves = Integer.highestOneBit(Math.max(1, 2 * lengths.length - 1));
    int[] room = new int[2 * leaves];
    Arrays.fill(room, contextLength);
    int contexts = 0;
    for (int length : lengths) {
      int node = 1;
      while (node < leaves) {
        node = room[2 * node] >= length ? 2 * node : 2 * node + 1;
      }
      contexts = Math.max(contexts, node - leaves + 1);
      room[node] -= length;
      for (int up = node / 2; up > 0; up /= 2) {
        room[up] = Math.max(room[2 * up], room[2 * up + 1]);
      }
    }
    return contexts;
  }

  /// Open contexts are told apart only by the room they have left.
  private static int bestFit(int contextLength, int mostOpen, int[] lengths) {
    int[] open = new int[contextLength + 1]; // how many contexts have so much room
    BitSet rooms = new BitSet(contextLength + 1);
    int contexts = 0;
    int opened = 0;
    for (int length : lengths) {
      int room = rooms.nextSetBit(length);
      if (room < 0) {
        if (opened == mostOpen) {
          take(open, rooms, rooms.nextSetBit(0));
          opened--;
        }
        contexts++;
        opened++;
        room = contextLength;
      } else {
        take(open, rooms, room);
      }
      if (room > length) {
        open[room - length]++;
        rooms.set(room - length);
      } else {
        opened--;
      }
    }
    return contexts;
  }

  private static void take(int[] open, BitSet rooms, int room) {
    if (--open[room] == 0) {
      rooms.clear(room);
    }
  }

  /// Positions that are padding.
  public long padding() {
    return contexts * contextLength - tokens;
  }

  /// Share of all positions that is padding, in [0, 1]; empty without contexts.
  public OptionalDouble waste() {
    return contexts == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) padding() / ((double) contexts * contextLength));
  }
}
