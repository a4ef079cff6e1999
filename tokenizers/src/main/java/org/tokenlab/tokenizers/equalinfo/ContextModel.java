package org.tokenlab.tokenizers.equalinfo;

import java.util.Arrays;

/// A mixture of contexts of all lengths, counted in training and frozen: needs no engine.
///
/// **Two trees.** `suffixes` holds what stood before: its root is the empty context, a child one
/// more byte to the left. `starts` holds windows from their start: its root is a window without a
/// byte, a child one more byte to the right. The second is there because a window begins with no
/// context at all, and because windows don't begin just anywhere: they begin behind what the model
/// did not expect.
///
/// **The mixture.** Probabilities begin uniform; each context that is known, from the empty one to
/// the longest suffix of the bytes since the reset, takes over a part of them
/// ([ContextTree#refine]); at last the whole window does, if `starts` has it. What shares are taken
/// is written in the trees: training found them (absolute discounting, as in Kneser and Ney's
/// estimates).
///
/// **Integers.** Probabilities are `double`s, which are added and multiplied in one fixed order, as
/// IEEE 754 and the Java language define it (JEP 306), so they are the same everywhere. Each byte
/// gets one unit of 2 to the precision and its share, rounded down, of the others; what rounding
/// leaves over goes to the likeliest byte, of equal ones to the first.
///
/// Immutable and thread-safe.
public final class ContextModel implements BytePredictor {
  private final ContextTree suffixes;
  private final ContextTree starts;
  private final int precision;
  private final int longest;

  // Of no byte and of each one byte before: every place has them, with the most weights.
  private final double[][] shortest = new double[257][];

  /// A model of these contexts.
  ///
  /// @param suffixes contexts by what stood before, the nearest byte next to the root
  /// @param starts contexts by all bytes of a window, the first byte next to the root
  /// @param precision bits of a frequency, from 10 to 15
  /// @throws IllegalArgumentException for another precision
  public ContextModel(ContextTree suffixes, ContextTree starts, int precision) {
    if (precision < LEAST_PRECISION || precision > MOST_PRECISION) {
      throw new IllegalArgumentException(
          "a precision is from "
              + LEAST_PRECISION
              + " to "
              + MOST_PRECISION
              + " bits; got "
              + precision);
    }
    this.suffixes = suffixes;
    this.starts = starts;
    this.precision = precision;
    longest = suffixes.depth();
    double[] empty = new double[256];
    Arrays.fill(empty, 1.0 / 256);
    suffixes.refine(0, empty);
    for (int last = 0; last < 256; last++) {
      int node = suffixes.child(0, last);
      double[] probabilities = empty;
      if (node != ContextTree.NONE) {
        probabilities = empty.clone();
        suffixes.refine(node, probabilities);
      }
      shortest[1 + last] = probabilities;
    }
    shortest[0] = empty;
  }

  /// The contexts by what stood before.
  public ContextTree suffixes() {
    return suffixes;
  }

  /// The contexts by all bytes of a window.
  public ContextTree starts() {
    return starts;
  }

  /// Length of the longest suffix that is looked at, in bytes.
  public int order() {
    return longest;
  }

  @Override
  public int precision() {
    return precision;
  }

  @Override
  public Context newContext() {
    return new Walk(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContextModel model
        && precision == model.precision
        && suffixes.equals(model.suffixes)
        && starts.equals(model.starts);
  }

  @Override
  public int hashCode() {
    return 31 * suffixes.hashCode() + starts.hashCode();
  }

  /// The order and the number of contexts.
  @Override
  public String toString() {
    return "order " + longest + ": " + suffixes + "; window starts: " + starts;
  }

  private static final class Walk implements Context {
    private final ContextTree suffixes;
    private final ContextTree starts;
    private final double[][] shortest;
    private final int total;
    private final byte[] last; // a ring, as long as the longest context
    private final int[] path; // known suffixes, from the empty one on
    private final double[] probabilities = new double[256];
    private int length; // of the window
    private int window; // node in starts, or NONE
    private int known; // how many of path are set; 0 where they are to be found

    Walk(ContextModel model) {
      suffixes = model.suffixes;
      starts = model.starts;
      shortest = model.shortest;
      total = 1 << model.precision;
      last = new byte[Integer.highestOneBit(Math.max(1, model.longest)) * 2];
      path = new int[model.longest + 1];
    }

    @Override
    public void reset() {
      length = 0;
      window = 0;
      known = 0;
    }

    @Override
    public void append(int value) {
      last[length++ & (last.length - 1)] = (byte) value;
      if (window != ContextTree.NONE) {
        window = starts.child(window, value);
      }
      known = 0;
    }

    private void find() {
      int node = 0;
      path[0] = 0;
      known = 1;
      int most = Math.min(length, path.length - 1);
      while (known <= most) {
        node = suffixes.child(node, last[(length - known) & (last.length - 1)] & 0xFF);
        if (node == ContextTree.NONE) {
          break;
        }
        path[known++] = node;
      }
    }

    @Override
    public long key() {
      if (known == 0) {
        find();
      }
      return (long) (window + 1) << 32 | path[known - 1];
    }

    @Override
    public void frequencies(int[] into) {
      if (known == 0) {
        find();
      }
      int nearest = known > 1 ? 1 + (last[(length - 1) & (last.length - 1)] & 0xFF) : 0;
      System.arraycopy(shortest[nearest], 0, probabilities, 0, 256);
      for (int i = 2; i < known; i++) {
        suffixes.refine(path[i], probabilities);
      }
      if (window != ContextTree.NONE) {
        starts.refine(window, probabilities);
      }
      Frequencies.share(probabilities, total, into);
    }
  }
}
