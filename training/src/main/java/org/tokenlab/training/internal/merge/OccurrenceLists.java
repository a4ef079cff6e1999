package org.tokenlab.training.internal.merge;

import java.util.Arrays;

/// Where each pair stands: a list of positions in the [Symbols] for each pair number.
///
/// All places of a pair come up in the merge that makes the younger of its two tokens, so a list
/// has its length from the start and is never copied. It lies within one chunk; an address is
/// `chunk << 32 | offset`. Entries are not removed when a place goes away: a reader checks that the
/// pair still stands there.
final class OccurrenceLists {
  private static final int SMALLEST_CHUNK = 1 << 12;
  private static final int LARGEST_CHUNK = 1 << 20;
  private static final int LARGE = 1 << 16;
  private static final int[] GONE = {};

  private int[][] chunks = new int[16][];
  private int chunkCount;
  private int current = -1; // the chunk that short lists are cut from
  private int used;

  private long[] addresses = new long[1024]; // by pair
  private int[] lengths = new int[1024];

  /// Makes a pair's list, of `length` places, and returns the address of its first entry.
  long reserve(int pair, int length) {
    if (pair >= lengths.length) {
      int capacity = Math.max(pair + 1, Math.toIntExact(lengths.length * 3L / 2));
      addresses = Arrays.copyOf(addresses, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
    long address = allocate(length);
    addresses[pair] = address;
    lengths[pair] = length;
    return address;
  }

  private long allocate(int length) {
    if (length >= LARGE) {
      return (long) newChunk(length) << 32;
    }
    if (current < 0 || used + length > chunks[current].length) {
      int doubled = current < 0 ? SMALLEST_CHUNK : 2 * chunks[current].length;
      current = newChunk(Math.clamp(length, Math.min(doubled, LARGEST_CHUNK), LARGEST_CHUNK));
      used = 0;
    }
    long address = (long) current << 32 | used;
    used += length;
    return address;
  }

  private int newChunk(int length) {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * chunkCount);
    }
    chunks[chunkCount] = new int[length];
    return chunkCount++;
  }

  void put(long address, int position) {
    chunks[(int) (address >>> 32)][(int) address] = position;
  }

  /// How many entries a pair's list has.
  int length(int pair) {
    return lengths[pair];
  }

  /// An entry of a pair's list.
  int get(int pair, int index) {
    return chunks[(int) (addresses[pair] >>> 32)][(int) addresses[pair] + index];
  }

  /// The entries of a pair's list, in the order they were put.
  int[] copy(int pair) {
    int offset = (int) addresses[pair];
    int chunk = (int) (addresses[pair] >>> 32);
    return Arrays.copyOfRange(chunks[chunk], offset, offset + lengths[pair]);
  }

  /// Writes the entries of a pair's list, in the order they were put, to `out`.
  void copy(int pair, int[] out) {
    int offset = (int) addresses[pair];
    System.arraycopy(chunks[(int) (addresses[pair] >>> 32)], offset, out, 0, lengths[pair]);
  }

  /// Says that a pair's list is not needed again. Gives the memory back where that is worth it.
  void drop(int pair) {
    if (lengths[pair] >= LARGE) {
      chunks[(int) (addresses[pair] >>> 32)] = GONE; // no other list lies in it
    }
  }
}
