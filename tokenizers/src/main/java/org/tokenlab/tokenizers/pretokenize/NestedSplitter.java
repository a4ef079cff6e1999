package org.tokenlab.tokenizers.pretokenize;

import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.Splitter;

/// Splitters one after the other, each cutting the pieces of the one before, without a copy of the
/// text.
///
/// A batch of the first splitter's pieces goes through all the others before the next is sought, so
/// that memory is bounded by what becomes of one batch. A call stops only where a piece of the
/// *first* splitter ends: inside one, where that piece began would be forgotten. Immutable and
/// thread-safe if its parts are.
final class NestedSplitter implements Splitter {
  private static final int BATCH = 64;

  private final Splitter[] parts;

  /// @param parts at least one
  NestedSplitter(List<Splitter> parts) {
    this.parts = parts.toArray(Splitter[]::new);
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int most = Math.min(BATCH, Math.max(1, to - from)); // pieces are never empty
    Ends outer = new Ends(most);
    Ends coarse = new Ends(2 * most);
    Ends fine = new Ends(2 * most);
    int count = 0;
    int at = from;
    while (at < to) {
      if (!outer.next(parts[0], utf8, at, to)) {
        continue;
      }
      coarse.set(outer);
      for (int i = 1; i < parts.length; i++) {
        fine.cut(coarse, parts[i], utf8, at);
        Ends swapped = coarse;
        coarse = fine;
        fine = swapped;
      }
      int fits = ends.length - count;
      if (coarse.count > fits) {
        int whole = outer.lastUpTo(fits == 0 ? at : coarse.values[fits - 1]);
        int kept = whole < 0 ? 0 : coarse.indexOf(outer.values[whole]) + 1;
        System.arraycopy(coarse.values, 0, ends, count, kept);
        return count + kept;
      }
      System.arraycopy(coarse.values, 0, ends, count, coarse.count);
      count += coarse.count;
      at = coarse.values[coarse.count - 1];
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
    private int[] found = new int[0]; // what one call of a splitter wrote

    Ends(int capacity) {
      values = new int[capacity];
    }

    void set(Ends other) {
      count = 0;
      ensureRoom(other.count);
      System.arraycopy(other.values, 0, values, 0, other.count);
      count = other.count;
    }

    /// Makes these the next pieces of `splitter` from `at` on; if it needs more room than there is,
    /// makes that and says no.
    boolean next(Splitter splitter, byte[] utf8, int at, int to) {
      count = splitter.split(utf8, at, to, values);
      if (count == 0) {
        values = new int[2 * values.length];
      }
      return count > 0;
    }

    /// Makes these what becomes of `pieces`, the first of which starts at `from`.
    void cut(Ends pieces, Splitter splitter, byte[] utf8, int from) {
      count = 0;
      if (found.length == 0) {
        found = new int[pieces.values.length];
      }
      int at = from;
      for (int i = 0; i < pieces.count; i++) {
        int end = pieces.values[i];
        while (at < end) {
          int pieceCount = splitter.split(utf8, at, end, found);
          if (pieceCount == 0) {
            found = new int[2 * found.length];
            continue;
          }
          ensureRoom(pieceCount);
          System.arraycopy(found, 0, values, count, pieceCount);
          count += pieceCount;
          at = found[pieceCount - 1];
        }
      }
    }

    /// Index of the last one that is at most `end`, or −1.
    int lastUpTo(int end) {
      int index = indexOf(end);
      return index >= 0 ? index : -index - 2;
    }

    int indexOf(int end) {
      return Arrays.binarySearch(values, 0, count, end);
    }

    private void ensureRoom(int more) {
      if (values.length - count < more) {
        values = Arrays.copyOf(values, Math.max(count + more, 2 * values.length));
      }
    }
  }
}
