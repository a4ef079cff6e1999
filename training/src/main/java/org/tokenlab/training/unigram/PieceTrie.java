package org.tokenlab.training.unigram;

import org.tokenlab.tokenizers.Utf8;

/// Finds the pieces that a text starts with, one code point at a time.
///
/// Nodes are numbered from 0, the root. All edges lie in one open-addressing table, each with the
/// node it leads to and the piece that ends there side by side, so that a step misses the cache
/// once. Built once from a list of distinct pieces; immutable afterwards.
final class PieceTrie {
  /// What [#step] gives if there is no such step.
  static final long NONE = -1;

  static final int ROOT = 0;

  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final int CODE_POINT_BITS = 21;
  private static final long NO_PIECE = 0xFFFF_FFFFL;

  // For each edge the parent and the code point, plus 1, where 0 is free; and what a step gives.
  private long[] table = new long[1 << 13];
  private int nodes = 1;
  private final int size;

  /// @throws IllegalArgumentException if there are 2²⁵ pieces or more
  PieceTrie(PieceList list) {
    if (list.size() >= LatticeBlock.MAX_PIECES) {
      throw new IllegalArgumentException(
          "training starts from less than %,d pieces; got %,d: ask for fewer seeds"
              .formatted(LatticeBlock.MAX_PIECES, list.size()));
    }
    size = list.size();
    byte[] utf8 = list.arena();
    for (int piece = 0; piece < list.size(); piece++) {
      int end = list.start(piece + 1);
      int slot = 0;
      int node = ROOT;
      for (int at = list.start(piece); at < end; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        slot = slotOf(node, Utf8.codePointAt(utf8, at, end));
        node = node(table[slot + 1]);
      }
      table[slot + 1] = (long) node << 32 | piece;
    }
  }

  /// Number of pieces.
  int size() {
    return size;
  }

  /// Where `codePoint` leads from a node: to be asked for its [#node] and [#piece]; or [#NONE].
  long step(int node, int codePoint) {
    long key = key(node, codePoint);
    int slot = firstSlot(key);
    while (table[slot] != key) {
      if (table[slot] == 0) {
        return NONE;
      }
      slot = slot + 2 & table.length - 1;
    }
    return table[slot + 1];
  }

  /// The node that a step leads to.
  static int node(long step) {
    return (int) (step >>> 32);
  }

  /// The piece that ends there; negative if none does.
  static int piece(long step) {
    return (int) step;
  }

  private static long key(int node, int codePoint) {
    return ((long) node << CODE_POINT_BITS | codePoint) + 1;
  }

  private int firstSlot(long key) {
    long hash = key * MULTIPLIER;
    return (int) (hash ^ hash >>> 32) << 1 & table.length - 1;
  }

  /// The slot of an edge, which is made if there is none.
  private int slotOf(int node, int codePoint) {
    if (4L * nodes > table.length) {
      grow();
    }
    long key = key(node, codePoint);
    int slot = firstSlot(key);
    while (table[slot] != key) {
      if (table[slot] == 0) {
        table[slot] = key;
        table[slot + 1] = (long) nodes++ << 32 | NO_PIECE;
        return slot;
      }
      slot = slot + 2 & table.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] old = table;
    table = new long[Math.multiplyExact(2, old.length)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = firstSlot(old[i]);
        while (table[slot] != 0) {
          slot = slot + 2 & table.length - 1;
        }
        table[slot] = old[i];
        table[slot + 1] = old[i + 1];
      }
    }
  }
}
