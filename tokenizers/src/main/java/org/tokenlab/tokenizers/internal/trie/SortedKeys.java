package org.tokenlab.tokenizers.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Byte strings in the order of their unsigned bytes, each with its first eight bytes as one
/// number: what is done with them in this order then reads arrays from front to back.
///
/// Of equal keys the one given last comes last; empty ones are left out. Immutable and thread-safe.
public final class SortedKeys {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int HEAD = Long.BYTES;
  private static final int INDEX_BITS = 24;
  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
  private static final int PACKED = HEAD - INDEX_BITS / 8; // bytes beside an index
  private static final int FEW = 8; // are sorted by insertion
  private static final int DEEPEST = 40; // bytes; beyond, keys are compared as a whole

  private final byte[][] keys;
  private final int[] order; // indices of keys, sorted
  private final long[] heads; // the first bytes in this order, the first one highest
  private final int[] lengths; // in this order

  /// Sorts `keys`, which are not copied. Takes O(n log n) time for n keys, most of it on numbers.
  ///
  /// @throws IllegalArgumentException if there are 2²⁴ keys or more
  public SortedKeys(byte[][] keys) {
    if (keys.length > INDEX_MASK) {
      throw new IllegalArgumentException(
          "at most " + INDEX_MASK + " keys can be sorted; got " + keys.length);
    }
    this.keys = keys;
    int[] used = new int[keys.length];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].length > 0) {
        used[count++] = i;
      }
    }
    order = Arrays.copyOf(used, count);
    sort(0, count, 0);
    heads = new long[count];
    lengths = new int[count];
    for (int i = 0; i < count; i++) {
      heads[i] = bytes(keys[order[i]], 0);
      lengths[i] = keys[order[i]].length;
    }
  }

  /// Eight bytes of the key from `from` on, the first one highest, zeros beyond its end.
  private static long bytes(byte[] key, int from) {
    int left = key.length - from;
    if (left >= HEAD) {
      return (long) LONGS.get(key, from);
    }
    long bytes = 0;
    for (int i = from; i < key.length; i++) {
      bytes = bytes << 8 | (key[i] & 0xFF);
    }
    return left <= 0 ? 0 : bytes << (8 * (HEAD - left));
  }

  /// Sorts the keys at places `from` to `to`, which agree in their first `depth` bytes: by the next
  /// five, packed with the key's index into one number; then those that agree in these, too.
  private void sort(int from, int to, int depth) {
    if (to - from <= FEW) {
      insert(from, to);
      return;
    }
    if (depth >= DEEPEST) {
      compare(from, to);
      return;
    }
    long[] packed = new long[to - from];
    for (int i = from; i < to; i++) {
      packed[i - from] =
          ((bytes(keys[order[i]], depth) & ~(long) INDEX_MASK) | order[i]) ^ Long.MIN_VALUE;
    }
    Arrays.sort(packed);
    for (int i = from; i < to; i++) {
      order[i] = (int) packed[i - from] & INDEX_MASK;
    }
    int next = depth + PACKED;
    for (int run = from; run < to; ) {
      int end = run + 1;
      boolean longer = keys[order[run]].length >= next;
      while (end < to && (packed[end - from] ^ packed[run - from]) >>> INDEX_BITS == 0) {
        longer &= keys[order[end++]].length >= next;
      }
      if (end - run > 1) {
        if (longer) {
          sort(run, end, next);
        } else {
          compare(run, end); // zeros may be bytes, or stand for none
        }
      }
      run = end;
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int key = order[i];
      int at = i;
      while (at > from && Arrays.compareUnsigned(keys[order[at - 1]], keys[key]) > 0) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = key;
    }
  }

  private void compare(int from, int to) {
    Integer[] indices = new Integer[to - from];
    Arrays.setAll(indices, i -> order[from + i]);
    Arrays.sort(indices, (a, b) -> Arrays.compareUnsigned(keys[a], keys[b])); // stable
    for (int i = from; i < to; i++) {
      order[i] = indices[i - from];
    }
  }

  /// Number of keys that are not empty.
  int size() {
    return order.length;
  }

  /// Number of keys given.
  int given() {
    return keys.length;
  }

  /// Which of the keys given the key at place `at` of the order is.
  int index(int at) {
    return order[at];
  }

  /// Length in bytes of the key at place `at` of the order.
  int length(int at) {
    return lengths[at];
  }

  /// Byte `depth` of the key at place `at` of the order, 0 to 255; the key must be so long.
  int label(int at, int depth) {
    return depth < HEAD
        ? (int) (heads[at] >>> (8 * (HEAD - 1 - depth))) & 0xFF
        : keys[order[at]][depth] & 0xFF;
  }

  /// By index as given: the index of the longest other key that the key begins with, or −1. Equal
  /// keys begin with none of each other.
  public int[] beginnings() {
    int[] beginnings = new int[keys.length];
    Arrays.fill(beginnings, -1);
    int[] open = new int[order.length]; // places of keys, each a beginning of the next
    int top = 0;
    for (int at = 0; at < order.length; at++) {
      while (top > 0 && !begins(open[top - 1], at)) {
        top--;
      }
      int parent = top;
      if (top > 0 && lengths[open[top - 1]] == lengths[at]) {
        parent = --top; // an equal key: the last one counts for what follows
      }
      beginnings[order[at]] = parent > 0 ? order[open[parent - 1]] : -1;
      open[top++] = at;
    }
    return beginnings;
  }

  /// Whether the key at place `at` begins with, or equals, the one at `shorter`.
  private boolean begins(int shorter, int at) {
    int length = lengths[shorter];
    if (length > lengths[at]) {
      return false;
    }
    if (length <= HEAD) {
      return (heads[shorter] ^ heads[at]) >>> (8 * (HEAD - length)) == 0;
    }
    return heads[shorter] == heads[at]
        && Arrays.equals(keys[order[shorter]], HEAD, length, keys[order[at]], HEAD, length);
  }
}
