package org.tokenlab.training.unigram;

import java.util.Arrays;

/// Finds the nodes in a sorted bucket of [RepeatedStrings], children before parents.
///
/// One scan with a stack: a node opens where the common part of neighbours becomes longer and
/// closes where it becomes shorter.
final class StringNodes {
  private int[] lefts = new int[128];
  private int[] depths = new int[128];
  private long[] carried = new long[128];
  private int size;

  /// Sees a node.
  @FunctionalInterface
  interface Visitor {
    /// Sees the string of `depth` bytes that starts the suffixes `[from, to)`, indices in the
    /// bucket.
    ///
    /// @param parentDepth number of bytes of the longest node that starts it; 0 if there is none in
    ///   the bucket
    /// @param carried what this node's children gave it
    /// @return what to give the parent
    long node(int from, int to, int depth, int parentDepth, long carried);
  }

  /// Scans the bucket of `count` suffixes.
  void scan(int count, short[] common, Visitor visitor) {
    size = 0;
    push(0, 0);
    for (int i = 1; i <= count; i++) {
      int shared = i < count ? common[i] : 0;
      int left = i - 1;
      while (shared < depths[size - 1]) {
        size--;
        left = lefts[size];
        int parentDepth = Math.max(shared, depths[size - 1]);
        long given = visitor.node(left, i, depths[size], parentDepth, carried[size]);
        if (shared > depths[size - 1]) {
          push(left, shared);
        }
        carried[size - 1] += given;
      }
      if (shared > depths[size - 1]) {
        push(left, shared);
      }
    }
  }

  private void push(int left, int depth) {
    if (size == lefts.length) {
      lefts = Arrays.copyOf(lefts, 2 * size);
      depths = Arrays.copyOf(depths, 2 * size);
      carried = Arrays.copyOf(carried, 2 * size);
    }
    lefts[size] = left;
    depths[size] = depth;
    carried[size++] = 0;
  }
}
