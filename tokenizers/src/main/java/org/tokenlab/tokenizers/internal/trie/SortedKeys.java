package org.tokenlab.tokenizers.internal.trie;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
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

  private final byte[][] keys;
  private final int[] order; // indices of keys, sorted
  private final long[] heads; // the first bytes in this order, the first one highest
  private final int[] lengths; // in this order

  /// Sorts `keys`, which are not copied. Takes O(n) time for n keys, and O(n log n) comparisons of
  /// those that agree in their first eight bytes.
  public SortedKeys(byte[][] keys) {
    this.keys = keys;
    long[] head = new long[keys.length];
    int[] used = new int[keys.length];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].length > 0) {
        head[i] = head(keys[i]) ^ Long.MIN_VALUE; // signed numbers in unsigned order
        used[count++] = i;
      }
    }
    order = Arrays.copyOf(used, count);
    LongArrays.radixSortIndirect(order, head, /* stable= */ true);
    sortTies(head);
    heads = new long[count];
    lengths = new int[count];
    for (int i = 0; i < count; i++) {
      heads[i] = head[order[i]] ^ Long.MIN_VALUE;
      lengths[i] = keys[order[i]].length;
    }
  }

  private static long head(byte[] key) {
    if (key.length >= HEAD) {
      return (long) LONGS.get(key, 0);
    }
    long head = 0;
    for (byte b : key) {
      head = head << 8 | (b & 0xFF);
    }
    return head << (8 * (HEAD - key.length));
  }

  private void sortTies(long[] head) {
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && head[order[to]] == head[order[from]]) {
        to++;
      }
      if (to - from > 1) {
        IntArrays.mergeSort( // stable
            order, from, to, (a, b) -> Arrays.compareUnsigned(keys[a], keys[b]));
      }
      from = to;
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
