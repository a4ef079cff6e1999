package org.tokenlab.tokenizers.pretokenize;

import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.Splitter;

/// Splitters one after the other, each cutting the pieces of the one before, without a copy of the
/// text.
///
/// The first splitter's pieces are found in batches, and each goes through all the others before
/// the next, so that memory is bounded by what becomes of one. What of a batch finds no room is
/// found in vain, so it is as large as the one before lets expect: small where the first splitter
/// cuts rarely, large enough for a scanner to work by blocks where it cuts often. A call stops only
/// where a piece of the *first* splitter ends: inside one, where that piece began would be
/// forgotten. Immutable and thread-safe if its parts are.
final class NestedSplitter implements Splitter {
  private static final int FIRST_BATCH = 16;

  private final Splitter[] parts;

  /// @param parts at least two
  NestedSplitter(List<Splitter> parts) {
    this.parts = parts.toArray(Splitter[]::new);
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    Ends outer = new Ends(FIRST_BATCH);
    Ends coarse = new Ends(FIRST_BATCH);
    Ends fine = new Ends(FIRST_BATCH);
    int count = 0;
    int at = from;
    while (at < to) {
      outer.clear();
      if (!outer.next(parts[0], utf8, at, to)) {
        outer.grow();
        continue;
      }
      int before = count;
      for (int i = 0; i < outer.count; i++) {
        int end = outer.values[i];
        coarse.clear();
        coarse.cut(parts[1], utf8, at, end);
        for (int part = 2; part < parts.length; part++) {
          fine.clear();
          int start = at;
          for (int k = 0; k < coarse.count; k++) {
            fine.cut(parts[part], utf8, start, coarse.values[k]);
            start = coarse.values[k];
          }
          Ends swapped = coarse;
          coarse = fine;
          fine = swapped;
        }
        if (coarse.count > ends.length - count) {
          return count;
        }
        System.arraycopy(coarse.values, 0, ends, count, coarse.count);
        count += coarse.count;
        at = end;
      }
      long expected = (long) (ends.length - count) * outer.count / (count - before);
      outer = new Ends((int) Math.min(to - at + 1L, Math.max(FIRST_BATCH, expected)));
    }
    return count;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    for (Splitter part : parts) {
      if (part.cutsBetween(left, right)) {
        return true;
      }
      if (!part.keepsApart(left, right)) {
        return false;
      }
    }
    return false;
  }

  @Override
  public boolean keepsApart(int left, int right) {
    for (Splitter part : parts) {
      if (part.cutsBetween(left, right)) {
        return true;
      }
      if (!part.keepsApart(left, right)) {
        return false;
      }
    }
    return true;
  }

  /// Ends of pieces, ascending.
  private static final class Ends {
    private int[] values;
    private int count;
    private int[] found = new int[0]; // what a call of a splitter wrote that is not the first

    Ends(int capacity) {
      values = new int[capacity];
    }

    void clear() {
      count = 0;
    }

    void grow() {
      values = Arrays.copyOf(values, 2 * values.length);
    }

    /// Makes these the next pieces of `splitter` from `at` on, as many as there is room for;
    /// whether there are any.
    boolean next(Splitter splitter, byte[] utf8, int at, int to) {
      count = splitter.split(utf8, at, to, values);
      return count > 0;
    }

    /// Adds all pieces of `utf8[from, to)`.
    void cut(Splitter splitter, byte[] utf8, int from, int to) {
      int at = from;
      while (at < to) {
        if (count == 0) {
          if (!next(splitter, utf8, at, to)) {
            grow();
            continue;
          }
        } else {
          if (found.length == 0) {
            found = new int[FIRST_BATCH];
          }
          int more = splitter.split(utf8, at, to, found);
          if (more == 0) {
            found = new int[2 * found.length];
            continue;
          }
          while (values.length - count < more) {
            grow();
          }
          System.arraycopy(found, 0, values, count, more);
          count += more;
          if (more == found.length) {
            found = new int[2 * found.length]; // a long piece, many parts: fewer and faster calls
          }
        }
        at = values[count - 1];
      }
    }
  }
}
