package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;

/// Byte-level BPE without merging: the longest token first, given up for a shorter one where its
/// neighbour forbids it ([MergeForest]).
///
/// The tokens found so far are always what their text merges to, and that is one sequence for each
/// text; so a place that turned out to lead nowhere need not be tried again. Takes O(n) steps for n
/// bytes, each as long as the longest token at most. Gives exactly the ids of [Merger].
///
/// One thread's. Not thread-safe.
public final class BacktrackingMerge {
  private static final int MEMO_BITS = 15; // 256 KiB, a quarter of the questions' distinct pairs
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final int KEPT = 1 << 10;

  private final MergeForest forest;
  private final TokenMatcher matcher;
  // Answers of MergeForest.mayAdjoin: pair + 1, then the answer in the lowest bit.
  private final long[] memo = new long[1 << MEMO_BITS];
  private long[] dead = new long[4]; // bit per byte of the piece: no token goes on from here

  /// A merger by these tables.
  public BacktrackingMerge(MergeForest forest, TokenMatcher matcher) {
    this.forest = forest;
    this.matcher = matcher;
  }

  /// Writes the ids of the piece `utf8[from, to)`, which is not empty, to `ids` from index `at` on,
  /// and returns the index after the last. `ids` has room for an id a byte.
  public int merge(byte[] utf8, int from, int to, int[] ids, int at) {
    int size = at;
    int start = from;
    boolean anyDead = false;
    long token = matcher.longest(utf8, from, to);
    while (true) {
      int end = start + (int) (token >>> 32);
      int id = (int) token;
      if (!(anyDead && isDead(end - from)) && (size == at || mayAdjoin(ids[size - 1], id))) {
        ids[size++] = id;
        start = end;
        if (start == to) {
          return size;
        }
        token = matcher.longest(utf8, start, to);
        continue;
      }
      token = matcher.shorter(id);
      if (token == 0) {
        if (!anyDead) {
          clearDead(to - from);
          anyDead = true;
        }
        if (size == at || isDead(start - from)) {
          throw contradiction();
        }
        dead[(start - from) >>> 6] |= 1L << (start - from);
        id = ids[--size];
        int length = matcher.length(id);
        start -= length;
        if (start < from) {
          throw contradiction();
        }
        token = (long) length << 32 | id;
      }
    }
  }

  // No table that was computed comes here.
  private static IllegalStateException contradiction() {
    return new IllegalStateException(
        "the model's tables contradict each other; was its compiled file tampered with?");
  }

  private boolean isDead(int place) {
    return (dead[place >>> 6] >>> place & 1) != 0;
  }

  private void clearDead(int length) {
    int words = (length >>> 6) + 1;
    if (words > dead.length || dead.length > KEPT) {
      dead = new long[words];
    } else {
      Arrays.fill(dead, 0, words, 0);
    }
  }

  private boolean mayAdjoin(int left, int right) {
    long pair = ((long) left << 21 | right) + 1;
    int slot = (int) ((pair * MULTIPLIER) >>> (64 - MEMO_BITS));
    long entry = memo[slot];
    if (entry >>> 1 == pair) {
      return (entry & 1) != 0;
    }
    boolean may = forest.mayAdjoin(left, right);
    memo[slot] = pair << 1 | (may ? 1 : 0);
    return may;
  }
}
