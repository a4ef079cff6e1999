package org.tokenlab.tokenizers.equalinfo;

/// All windows of 16 bits: each of the 65,536 codes is a string, and the strings that begin a
/// string are among them, so they are a tree. Writing then means walking down it, a step in a hash
/// table a byte, and reading means looking up.
///
/// The numbers of an interval of w that are not its first are its children's, so code `c` with an
/// interval of w has the codes from c + 1 to c + w − 1 below it: depth first, first children first.
///
/// Takes about 0.1 s to make and 3 MiB to keep. Immutable and thread-safe.
final class WindowTree {
  static final int CODES = 1 << 16;

  private static final int SLOTS = 1 << 18;

  private final int[] edges =
      new int[SLOTS]; // parent << 8 | byte, 0 where free: the root has its own
  private final char[] below = new char[SLOTS];
  private final char[] first = new char[256]; // the root's children
  private final char[] parents = new char[CODES];
  private final byte[] last = new byte[CODES];
  private final char[] lengths = new char[CODES];

  /// Makes the tree of a predictor whose precision is at most 15.
  WindowTree(BytePredictor predictor) {
    WindowInterval interval = new WindowInterval(2, predictor.precision());
    Rankings rankings = new Rankings(predictor, 1 << 12);
    int[] widths = new int[CODES];
    byte[] string = new byte[CODES];
    widths[0] = CODES;
    // A parent's code is less than its children's.
    for (int code = 0; code < CODES; code++) {
      if (widths[code] > 1) {
        rankings.reset();
        copy(code, string, 0);
        for (int i = 0; i < lengths[code]; i++) {
          rankings.append(string[i]);
        }
        addChildren(code, rankings.all(), interval.ofWidth(widths[code]), widths);
      }
    }
  }

  private void addChildren(int code, Ranking ranking, WindowInterval interval, int[] widths) {
    for (int rank = 0; rank < 256 && interval.find(ranking, rank); rank++) {
      int child = code + (int) interval.start();
      byte value = ranking.symbol(rank);
      widths[child] = (int) interval.size();
      parents[child] = (char) code;
      last[child] = value;
      lengths[child] = (char) (lengths[code] + 1);
      if (code == 0) {
        first[value & 0xFF] = (char) child;
      } else {
        int edge = code << 8 | (value & 0xFF);
        int slot = slot(edge);
        while (edges[slot] != 0) {
          slot = (slot + 1) & (SLOTS - 1);
        }
        edges[slot] = edge;
        below[slot] = (char) child;
      }
    }
  }

  private static int slot(int edge) {
    return (edge * 0x9E37_79B1) >>> 14;
  }

  /// The code of the first byte of a window.
  int begin(byte value) {
    return first[value & 0xFF];
  }

  /// The code of the string of `code`, not 0, and one byte more; 0 if that does not fit.
  int next(int code, byte value) {
    int edge = code << 8 | (value & 0xFF);
    int slot = slot(edge);
    while (edges[slot] != edge) {
      if (edges[slot] == 0) {
        return 0;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return below[slot];
  }

  /// The longest string in the tree that `utf8[from, to)` begins with, of which there is one of at
  /// least a byte; its code.
  int longest(byte[] utf8, int from, int to) {
    int code = begin(utf8[from]);
    for (int at = from + 1; at < to; at++) {
      int next = next(code, utf8[at]);
      if (next == 0) {
        break;
      }
      code = next;
    }
    return code;
  }

  /// Length in bytes of the string that `code` stands for; 0 only for code 0.
  int length(int code) {
    return lengths[code];
  }

  /// Writes that string at `out[at]` and returns the position after it.
  int copy(int code, byte[] out, int at) {
    int end = at + lengths[code];
    int node = code;
    for (int i = end - 1; i >= at; i--) {
      out[i] = last[node];
      node = parents[node];
    }
    return end;
  }
}
