package org.tokenlab.tokenizers.internal.trie;

import java.util.Arrays;

/// Lays out a [ByteTrie].
///
/// A node is made from the range of [SortedKeys] that share its prefix: their next bytes find a
/// base whose slots are free, and the keys of each next byte are put on a stack as a node of their
/// own.
final class TrieBuilder {
  private static final int BLOCK = 256;
  // No step may lead to the root, not even one from a leaf, whose base is 0.
  private static final long ROOT = 257L << ByteTrie.LABEL_SHIFT;
  private static final long FREE = 256L << ByteTrie.LABEL_SHIFT;
  // Slots tried before a new block is begun. With 64 the array of 250,000 keys of many scripts has
  // 0.1 % of gaps, with 16 it has 13 % and is no faster to build.
  private static final int TRIES = 64;

  private final SortedKeys keys; // each node owns a range

  private long[] units = new long[0];
  private int filled; // slots in use or free; the rest of the array is room
  // Free slots as a list, oldest first. Slot 0 is the root's and thus the list's anchor.
  private int[] nextFree = new int[0];
  private int[] previousFree = new int[0];
  private boolean[] baseTaken = new boolean[0];

  // Nodes to be made: slot, from, to, depth.
  private int[] stack = new int[256];
  private int top;

  TrieBuilder(SortedKeys sorted) {
    keys = sorted;
  }

  long[] build() {
    addBlock();
    units[0] = ROOT;
    // A leaf's base is 0. No node with children has it, so no step from a leaf succeeds.
    baseTaken[0] = true;
    push(0, 0, keys.size(), 0);
    while (top > 0) {
      top -= 4;
      make(stack[top], stack[top + 1], stack[top + 2], stack[top + 3]);
    }
    return Arrays.copyOf(units, filled);
  }

  private void push(int slot, int from, int to, int depth) {
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, 2 * top);
    }
    stack[top] = slot;
    stack[top + 1] = from;
    stack[top + 2] = to;
    stack[top + 3] = depth;
    top += 4;
  }

  private void make(int slot, int from, int to, int depth) {
    if (to - from == 1) {
      makeChain(slot, from, depth);
      return;
    }
    int at = from;
    int ended = -1;
    while (at < to && keys.length(at) == depth) {
      ended = keys.index(at++); // of equal keys the last one
    }
    int base = at < to ? makeChildren(at, to, depth) : 0;
    units[slot] |= (long) (ended + 1) << ByteTrie.ID_SHIFT | base;
  }

  /// The nodes of a key that shares no more of them: most nodes are such.
  private void makeChain(int slot, int at, int depth) {
    int last = slot;
    for (int i = depth; i < keys.length(at); i++) {
      int label = keys.label(at, i);
      int base = orNewBlock(baseForOne(label));
      baseTaken[base] = true;
      units[last] |= base;
      last = base ^ label;
      take(last, label);
    }
    units[last] |= (long) (keys.index(at) + 1) << ByteTrie.ID_SHIFT;
  }

  private int orNewBlock(int base) {
    if (base >= 0) {
      return base;
    }
    int block = filled;
    addBlock();
    return block;
  }

  private int makeChildren(int from, int to, int depth) {
    int base = base(from, to, depth);
    baseTaken[base] = true;
    int at = from;
    while (at < to) {
      int label = keys.label(at, depth);
      int start = at;
      do {
        at++;
      } while (at < to && keys.label(at, depth) == label);
      take(base ^ label, label);
      push(base ^ label, start, at, depth + 1);
    }
    return base;
  }

  /// A base for the children of the keys in `[from, to)` at `depth`.
  private int base(int from, int to, int depth) {
    int first = keys.label(from, depth);
    return orNewBlock(
        first == keys.label(to - 1, depth)
            ? baseForOne(first)
            : baseForMany(first, from, to, depth));
  }

  /// A single child fits nearly anywhere, so it fills old gaps; those that turn out hard to use are
  /// taken off the list.
  private int baseForOne(int label) {
    int tries = 0;
    for (int slot = nextFree[0]; slot != 0; slot = nextFree[slot]) {
      if (!baseTaken[slot ^ label]) {
        return slot ^ label;
      }
      if (++tries > TRIES) {
        unlink(nextFree[0]);
      }
    }
    return -1;
  }

  /// Several children need the room of the newest blocks.
  private int baseForMany(int first, int from, int to, int depth) {
    int slot = previousFree[0];
    for (int tries = 0; slot != 0 && tries < TRIES; tries++) {
      int base = slot ^ first;
      if (!baseTaken[base] && fits(base, from, to, depth)) {
        return base;
      }
      slot = previousFree[slot];
    }
    return -1;
  }

  private boolean fits(int base, int from, int to, int depth) {
    int at = from;
    while (at < to) {
      int label = keys.label(at, depth);
      if (units[base ^ label] != FREE) {
        return false;
      }
      do {
        at++;
      } while (at < to && keys.label(at, depth) == label);
    }
    return true;
  }

  private void addBlock() {
    int start = filled;
    if (start > Integer.MAX_VALUE - 2 * BLOCK) {
      throw new IllegalArgumentException("a trie of more than 2^31 nodes; use fewer keys");
    }
    filled = start + BLOCK;
    if (filled > units.length) {
      int room = (int) Math.min(Integer.MAX_VALUE - BLOCK, Math.max(4096L, units.length * 2L));
      units = Arrays.copyOf(units, room);
      nextFree = Arrays.copyOf(nextFree, room);
      previousFree = Arrays.copyOf(previousFree, room);
      baseTaken = Arrays.copyOf(baseTaken, room);
    }
    Arrays.fill(units, start, filled, FREE);
    for (int slot = Math.max(start, 1); slot < filled; slot++) {
      int last = previousFree[0];
      nextFree[last] = slot;
      previousFree[slot] = last;
      nextFree[slot] = 0;
      previousFree[0] = slot;
    }
  }

  private void take(int slot, int label) {
    units[slot] = (long) label << ByteTrie.LABEL_SHIFT;
    unlink(slot);
  }

  /// Takes a slot off the list; one that is off it already stays so.
  private void unlink(int slot) {
    if (slot != 0 && nextFree[previousFree[slot]] == slot) {
      nextFree[previousFree[slot]] = nextFree[slot];
      previousFree[nextFree[slot]] = previousFree[slot];
    }
  }
}
