package org.tokenlab.training.unigram;

import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;

/// Finds the pieces that a text starts with, one code point at a time.
///
/// Nodes are numbered from 0, the root; the children of all of them lie in one open-addressing
/// table. Built once from a list of distinct pieces; immutable afterwards.
final class PieceTrie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final int CODE_POINT_BITS = 21;

  private long[] keys = new long[1 << 12]; // parent and code point, plus 1; 0 is free
  private int[] children = new int[1 << 12];
  private int[] pieces = new int[1 << 11]; // by node
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
    pieces[ROOT] = NONE;
    byte[] utf8 = list.arena();
    for (int piece = 0; piece < list.size(); piece++) {
      int end = list.start(piece + 1);
      int node = ROOT;
      for (int at = list.start(piece); at < end; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        node = childOrNew(node, Utf8.codePointAt(utf8, at, end));
      }
      pieces[node] = piece;
    }
  }

  /// Number of pieces.
  int size() {
    return size;
  }

  private static long key(int node, int codePoint) {
    return ((long) node << CODE_POINT_BITS | codePoint) + 1;
  }

  private int slot(long key) {
    long hash = key * MULTIPLIER;
    return (int) (hash ^ hash >>> 32) & keys.length - 1;
  }

  /// The node that `codePoint` leads to, or [#NONE].
  int child(int node, int codePoint) {
    long key = key(node, codePoint);
    int slot = slot(key);
    while (keys[slot] != key) {
      if (keys[slot] == 0) {
        return NONE;
      }
      slot = slot + 1 & keys.length - 1;
    }
    return children[slot];
  }

  /// The piece that ends at a node, or [#NONE].
  int piece(int node) {
    return pieces[node];
  }

  private int childOrNew(int node, int codePoint) {
    int found = child(node, codePoint);
    if (found != NONE) {
      return found;
    }
    if (nodes == pieces.length) {
      pieces = Arrays.copyOf(pieces, Math.toIntExact(nodes * 3L / 2));
    }
    pieces[nodes] = NONE;
    insert(key(node, codePoint), nodes);
    if (2L * nodes > keys.length) {
      grow();
    }
    return nodes++;
  }

  private void insert(long key, int child) {
    int slot = slot(key);
    while (keys[slot] != 0) {
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = key;
    children[slot] = child;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[Math.multiplyExact(2, oldKeys.length)];
    children = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        insert(oldKeys[i], oldChildren[i]);
      }
    }
  }
}
